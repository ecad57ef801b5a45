#!/usr/bin/env python3
"""Writes a site with a question log of N rows (1,000,000 unless told): about 16 years of questions, one in ten never answered, answer times
log-normal, tags and people with a long tail. Seeded: the same N gives the same bytes.

Usage: million-log.py DIR [N]
"""
import datetime
import os
import random
import sys

folder, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
random.seed(7)
for name in ("log", "threads", "rules"):
    os.makedirs(f"{folder}/Content/{name}", exist_ok=True)
with open(f"{folder}/Content/site.yml", "w") as f:
    f.write("title: Million\ntime_zone: Europe/Berlin\n")
with open(f"{folder}/Content/rules/first-answer.md", "w") as f:
    f.write("---\ntitle: A first answer within four hours\nsince: 2010-01-01\n")
    f.write('promise: { first_answer_within: 4h, share: 90%, hours: "Mon-Sun 08:00-23:00" }\n---\n\nText.\n')


def iso(seconds):
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


time = datetime.datetime(2010, 1, 1, tzinfo=datetime.timezone.utc).timestamp()
with open(f"{folder}/Content/log/all.csv", "w") as f:
    f.write("asked,asker,first_answer,answerer,thread,tags\n")
    for _ in range(rows):
        time += random.expovariate(1 / 400)
        asker = f"asker{random.randrange(200_000)}"
        tag = f"t{min(int(random.paretovariate(0.8)), 500)}"
        if random.random() < 0.1:
            f.write(f"{iso(time)},{asker},,,,{tag}\n")
        else:
            answerer = f"p{min(int(random.paretovariate(0.5)), 20_000)}"
            wait = random.lognormvariate(8, 1.8)
            f.write(f"{iso(time)},{asker},{iso(time + wait)},{answerer},,{tag};t{random.randrange(500)}\n")
