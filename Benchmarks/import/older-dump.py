"""Makes the older one of two dumps out of a Stack Exchange dump: the rows that were there before a day. Scores stay as they are.

    python3 Benchmarks/import/older-dump.py DUMP FOLDER 2018-01-01

Rows of Posts.xml, Comments.xml and PostLinks.xml created before the day are kept; users and tags all. An accepted answer that is younger than the
day is no longer named by its question, and comments and links of younger posts are left out.
"""
import os
import re
import sys

source, target, day = sys.argv[1:4]
os.makedirs(target, exist_ok=True)


def value(row, name):
    found = re.search(r'\b%s="([^"]*)"' % name, row)
    return found.group(1) if found else None


posts = set()
lines = open(os.path.join(source, "Posts.xml"), encoding="utf-8").readlines()
for line in lines:
    if line.lstrip().startswith("<row") and value(line, "CreationDate") < day:
        posts.add(value(line, "Id"))
with open(os.path.join(target, "Posts.xml"), "w", encoding="utf-8") as out:
    for line in lines:
        if line.lstrip().startswith("<row"):
            if value(line, "Id") not in posts:
                continue
            accepted = value(line, "AcceptedAnswerId")
            if accepted and accepted not in posts:
                line = re.sub(r' AcceptedAnswerId="[^"]*"', "", line)
        out.write(line)
for name, key in (("Comments.xml", "PostId"), ("PostLinks.xml", "PostId"), ("Users.xml", None), ("Tags.xml", None)):
    path = os.path.join(source, name)
    if not os.path.exists(path):
        continue
    with open(os.path.join(target, name), "w", encoding="utf-8") as out:
        for line in open(path, encoding="utf-8"):
            if key and line.lstrip().startswith("<row") and (value(line, "CreationDate") >= day or value(line, key) not in posts):
                continue
            out.write(line)
