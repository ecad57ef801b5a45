"""Makes the reference numbers of AnswerClock's tests with R's survival package.

    python3 make_reference.py DATA OUT

DATA is a folder with the public dumps that the tests read (see the readers below); OUT is Tests/AnswerClockTests/Reference.
Writes synthetic.json (whole samples with their numbers) and dumps.json (numbers of the dumps alone, never their text).
Where lifelines is installed the medians and the shares are checked against it as well: a third opinion.

The readers are written anew here, not shared with the tests: an error in one of the two shows.
"""

import csv
import datetime
import glob
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
LIMITS = [60, 600, 3600, 14400, 86400, 604800, 2592000]


def instant(text):
    """Whole seconds since 1970 of an ISO 8601 time in UTC; fractions are cut off."""
    text = text.rstrip("Z").split(".")[0]
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc).timestamp())


def stack_exchange(folder):
    questions, answers, newest = {}, {}, 0
    for _, row in ElementTree.iterparse(os.path.join(folder, "Posts.xml")):
        if row.tag != "row":
            continue
        at = instant(row.get("CreationDate"))
        newest = max(newest, at)
        person = row.get("OwnerUserId")
        if person is None and row.get("OwnerDisplayName") is not None:
            person = "name:" + row.get("OwnerDisplayName")
        if row.get("PostTypeId") == "1":
            closed = instant(row.get("ClosedDate")) if row.get("ClosedDate") else None
            questions[row.get("Id")] = (at, person, closed)
        elif row.get("PostTypeId") == "2":
            answers.setdefault(row.get("ParentId"), []).append((at, person))
        row.clear()
    return [(*q, answers.get(key, [])) for key, q in questions.items()], newest, {"-1"}


def discourse_posts(topics):
    questions, newest = [], 0
    for posts in topics:
        posts = [p for p in posts if p["post_type"] == 1]
        newest = max([newest] + [instant(p["created_at"]) for p in posts])
        first = [p for p in posts if p["post_number"] == 1]
        if not first:
            continue
        replies = [(instant(p["created_at"]), p["username"]) for p in posts if p["post_number"] > 1]
        questions.append((instant(first[0]["created_at"]), first[0]["username"], None, replies))
    return questions, newest, {"system", "discobot"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def discourse_topics(folder):
    return discourse_posts(load(p)["post_stream"]["posts"] for p in sorted(glob.glob(folder + "/json/*.json")))


def discourse_single_posts(folder):
    return discourse_posts([load(p) for p in glob.glob(t + "/*.json")] for t in sorted(glob.glob(folder + "/topic-*")))


def zulip(folder):
    questions, newest = [], 0
    # Not a glob of "*": topics marked as resolved begin with an escaped check mark, that is with a dot.
    paths = [os.path.join(at, name) for at, _, names in os.walk(folder + "/zulip_json") for name in names]
    for path in sorted(p for p in paths if os.path.dirname(p) != folder + "/zulip_json"):
        messages = sorted(load(path), key=lambda m: m["id"])
        if not messages:
            continue
        newest = max([newest] + [int(m["timestamp"]) for m in messages])
        replies = [(int(m["timestamp"]), m["sender_full_name"]) for m in messages[1:]]
        questions.append((int(messages[0]["timestamp"]), messages[0]["sender_full_name"], None, replies))
    return questions, newest, set()


def durations(questions, as_of, bots):
    """The definitions of the clock: first answer by another, no bots, censored at closing or as-of; times that lie are left out."""
    sample, counts = [], {"questions": 0, "answered": 0, "selfOnly": 0, "faulty": 0}
    for asked, asker, closed, answers in questions:
        if any(at < asked for at, _ in answers) or (closed is not None and closed < asked):
            counts["faulty"] += 1
            continue
        counts["questions"] += 1
        others = [at for at, who in answers if who not in bots and (who is None or who != asker)]
        if others:
            counts["answered"] += 1
            sample.append((min(others) - asked, 1))
        else:
            if any(who is not None and who == asker for _, who in answers):
                counts["selfOnly"] += 1
            sample.append(((closed if closed is not None else as_of) - asked, 0))
    return sample, counts


DUMPS = [
    ("beer-2020", "stackexchange/beer-2020", stack_exchange),
    ("beer-meta-2022", "stackexchange/beer-meta-2022", stack_exchange),
    ("coffee-2015", "stackexchange/coffee-2015-postsonly", stack_exchange),
    ("conlang-meta-2020", "stackexchange/conlang-meta-2020", stack_exchange),
    ("french-meta-2021", "stackexchange/french-meta-2021", stack_exchange),
    ("genai-2023", "stackexchange/genai-2023-postsonly", stack_exchange),
    ("urho3d", "discourse-urho3d", discourse_topics),
    ("delving", "discourse-delving", discourse_single_posts),
    ("ncar", "zulip-ncar", zulip),
]


def synthetic():
    """Samples with the difficulties on purpose, and random ones; pairs for the log-rank test."""
    rng = random.Random(20261122)
    hour = 3600
    samples = {
        "one answered": [(600, 1)],
        "one waiting": [(600, 0)],
        "nobody answered": [(t, 0) for t in (60, 600, 3600, 86400)],
        "all answered, even": [(t, 1) for t in (60, 120, 300, 4000)],
        "all answered, odd": [(t, 1) for t in (60, 120, 300, 4000, 9000)],
        "four answered, quartiles on the steps": [(t * hour, 1) for t in (1, 2, 3, 4)],
        "twenty answered, nine tenths on a step": [(t * 700, 1) for t in range(1, 21)],
        "event and censoring in one second": [(100, 1), (100, 0), (100, 0), (200, 1), (200, 0), (300, 1)],
        "half answered, then only waiting": [(60, 1), (90, 1), (400, 0), (7000, 0)],
        "censored before the first answer": [(10, 0), (20, 0), (30, 1), (40, 0), (50, 1), (60, 1), (70, 0)],
        "answered in the same second": [(0, 1), (0, 1), (0, 0), (5, 1), (9, 0)],
        "the longest wait ended": [(10, 0), (20, 1), (30, 0), (40, 1)],
        "three quarters in one second": [(30, 1)] * 6 + [(900, 0)] * 2,
        "few at risk at the end": [(t, 1) for t in range(100, 120)] + [(t, 0) for t in range(120, 180)] + [(500, 1), (600, 1)],
        # The upper confidence curve dips at 500 s, but stays above a quarter: R takes the dip.
        "the confidence curve dips": [(100, 1)] * 4 + [(200, 1)] * 16 + [(300, 1)] * 24 + [(400, 0)] * 22 + [(500, 1), (600, 0)],
    }
    for n, waiting, grid in [(9, 0.3, 60), (40, 0.1, 1), (60, 0.9, 1), (120, 0.5, 3600), (200, 0.2, 600), (300, 0.35, 1), (300, 0.97, 900)]:
        sample = []
        for _ in range(n):
            seconds = int(rng.lognormvariate(9, 2)) // grid * grid
            sample.append((seconds, 0 if rng.random() < waiting else 1))
        samples[f"random, n {n}, waiting {waiting}, grid {grid}"] = sample
    pairs = {}
    for n, m, factor, grid in [(5, 7, 1, 600), (60, 80, 1.0, 1), (100, 50, 3.0, 60), (150, 150, 1.5, 3600)]:
        draw = lambda count, by: [
            (int(by * rng.lognormvariate(8, 1.5)) // grid * grid, 0 if rng.random() < 0.25 else 1) for _ in range(count)
        ]
        pairs[f"pair {n} and {m}, factor {factor}, grid {grid}"] = (draw(n, 1), draw(m, factor))
    return samples, pairs


def numbers_from_r(groups):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", delete=False) as file:
        for name, samples in groups.items():
            for group, sample in enumerate(samples, start=1):
                for seconds, answered in sample:
                    file.write(f"{name}\t{group}\t{seconds}\t{answered}\n")
    output = subprocess.run(
        ["Rscript", os.path.join(HERE, "survival.R"), file.name], check=True, capture_output=True, text=True).stdout
    os.unlink(file.name)
    numbers = {}
    for name, key, value in csv.reader(output.splitlines(), delimiter="\t"):
        numbers.setdefault(name, {})[key] = None if value == "NA" else float(value)
    return numbers


def check_with_lifelines(groups, numbers):
    try:
        from lifelines import KaplanMeierFitter
        from lifelines.statistics import logrank_test
    except ImportError:
        print("lifelines is not installed: no third opinion")
        return
    compared = 0
    for name, samples in groups.items():
        sample = samples[0]
        fitter = KaplanMeierFitter().fit([s for s, _ in sample], [a for _, a in sample])
        for limit in LIMITS:
            expected = numbers[name][f"s{limit}"]
            if expected is not None:
                found = 1 - float(fitter.survival_function_at_times(limit).iloc[0])
                assert math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12), (name, limit, found, expected)
                compared += 1
        if len(samples) == 2:
            test = logrank_test(
                [s for s, _ in samples[0]], [s for s, _ in samples[1]], [a for _, a in samples[0]], [a for _, a in samples[1]])
            assert math.isclose(test.test_statistic, numbers[name]["chisq"], rel_tol=1e-9), name
            compared += 1
    print(f"lifelines agrees on {compared} numbers")


def write(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1, sort_keys=True)
        file.write("\n")


def main(data, out):
    samples, pairs = synthetic()
    groups = {name: [sample] for name, sample in samples.items()}
    groups.update({name: list(pair) for name, pair in pairs.items()})
    numbers = numbers_from_r(groups)
    check_with_lifelines(groups, numbers)
    write(os.path.join(out, "synthetic.json"), [
        {"name": name, "numbers": numbers[name],
         "samples": [{"seconds": [s for s, _ in sample], "answered": [a for _, a in sample]} for sample in group]}
        for name, group in groups.items()])
    groups, facts = {}, {}
    for name, folder, read in DUMPS:
        path = os.path.join(data, folder)
        if not os.path.isdir(path):
            print(f"{path} is not there, left out")
            continue
        questions, as_of, bots = read(path)
        sample, counts = durations(questions, as_of, bots)
        groups[name] = [sample]
        facts[name] = {"folder": folder, "asOf": as_of, "counts": counts}
    numbers = numbers_from_r(groups)
    check_with_lifelines(groups, numbers)
    write(os.path.join(out, "dumps.json"), [{"name": n, **facts[n], "numbers": numbers[n]} for n in groups])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
