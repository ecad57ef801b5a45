#!/usr/bin/env python3
"""Writes an invented community: N threads with their answers and comments, as a site of Answerable, and beside it (--hugo) the same posts as
content for Hugo. Seeded: the same N, seed and language give the same bytes, and thread number k is the same in every size.

Lengths are log-normal (about 1.6 kB a post, 4.6 kB a thread), tags and people have a long tail, times until an answer are log-normal with about
one question in eight unanswered; posts hold code, tables, lists, quotes, links to the web and to other threads.

Usage: community.py --threads N --into DIR [--hugo DIR] [--language en|zh] [--seed S] [--jobs J]
"""
import argparse
import bisect
import datetime
import itertools
import math
import multiprocessing
import os
import random

COMMON = ("the of and to in a is that for it with as was on be by at this are from or have not you an which can we there one all will would so if "
          "what when do how but use more any only then your has may no other into its some about than them these out up my like time just know "
          "get should does work make where need because also want way error after using first file value good try see different same set each "
          "without another before still change however run thing between both think since example problem answer question look tell start code").split()
CODE = ["let total = items.reduce(0) { $0 + $1.price }", "for (const row of rows) { if (row.x < 0) continue; sum += row.x; }",
        "SELECT name, count(*) FROM visits WHERE day > '2024-01-01' GROUP BY name;", "if err != nil { return fmt.Errorf(\"open %s: %w\", path, err) }",
        "curl -s https://example.org/api | jq '.items[] | .id'", "def mean(xs): return sum(xs) / len(xs) if xs else None",
        "std::vector<int> v(10); std::sort(v.begin(), v.end());", "<div class=\"box\">{{ item.title }} &amp; more</div>",
        "sudo systemctl restart nginx && journalctl -u nginx -n 20", "    return a < b && b > c;"]
START = datetime.datetime(2015, 1, 1, tzinfo=datetime.timezone.utc).timestamp()
YEARS = 10 * 365.25 * 86400


def zipf(count, s=1.05, offset=2.7):
    return list(itertools.accumulate(1 / (k + offset) ** s for k in range(count)))


class Language:
    """Words and a store of sentences, from which posts are put together with fresh ones in between."""

    def __init__(self, name, seed):
        rng = random.Random(f"{seed} language {name}")
        self.name = name
        if name == "zh":
            self.words = rng.sample([chr(c) for c in range(0x4E00, 0x9FA0)], 3500)
            self.weights = zipf(len(self.words), 1.0, 8)
            self.join, self.comma, self.stop, self.question = "", "，", "。", "？"
        else:
            onset = "b c d f g h j k l m n p r s t v w br cl dr fl gr pl pr st str th tr".split()
            nucleus, coda = "a e i o u ai ea ou".split(), ["", "", "n", "r", "s", "t", "l", "nd", "ck", "rm"]
            made = {}
            while len(made) < 30000:
                made["".join(rng.choice(onset) + rng.choice(nucleus) + rng.choice(coda) for _ in range(rng.choice((1, 2, 2, 2, 3, 3))))] = None
            self.words = COMMON + [w for w in made if w not in COMMON]
            self.weights = zipf(len(self.words))
            self.join, self.comma, self.stop, self.question = " ", ", ", ". ", "?"
        self.store = [self.sentence(rng) for _ in range(40000)]

    def some(self, rng, count):
        return rng.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self, rng):
        words = self.some(rng, int(min(40, 4 + rng.lognormvariate(2.1, 0.5))) * (2 if self.name == "zh" else 1))
        if len(words) > 10:
            cut = rng.randrange(4, len(words) - 3)
            text = self.join.join(words[:cut]) + self.comma + self.join.join(words[cut:])
        else:
            text = self.join.join(words)
        kind = rng.random()
        if kind < 0.06:
            text += f" `{words[0]}_{words[-1]}()`"
        elif kind < 0.10:
            text += f" **{words[0]}**"
        elif kind < 0.13:
            text += f" *{words[0]}*"
        elif kind < 0.15:
            text += f" [{words[0]}](https://example.org/{rng.randrange(10**6)}?a=1&b=2)"
        return text[:1].upper() + text[1:] + self.stop


def slug(number):
    return f"q{number:07d}-{COMMON[number % len(COMMON)]}-{COMMON[number // 7 % len(COMMON)]}"


def folder(number):
    return f"{number // 1000:04d}"


def paragraph(lang, rng):
    sentences = rng.choices(lang.store, k=rng.choice((1, 2, 2, 3, 3, 4, 5)))
    if rng.random() < 0.5:
        sentences.append(lang.sentence(rng))
    return "".join(sentences).rstrip()


def body(lang, rng, number, count):
    """A post of about 1.6 kB in the mean."""
    goal = min(20000, rng.lognormvariate(math.log(1050), 0.9)) / (1 if lang.name == "en" else 2.5)
    parts, size = [], 0
    while size < goal:
        kind = rng.random()
        if kind < 0.68:
            part = paragraph(lang, rng)
        elif kind < 0.82:
            part = "```" + rng.choice(("", "swift", "js", "sql", "go", "sh")) + "\n" + "\n".join(rng.choices(CODE, k=rng.randrange(1, 9))) + "\n```"
        elif kind < 0.91:
            mark = rng.choice(("- ", "* ", "1. "))
            part = "\n".join(mark + rng.choice(lang.store).rstrip() for _ in range(rng.randrange(2, 6)))
        elif kind < 0.95:
            part = "> " + paragraph(lang, rng)
        elif kind < 0.97:
            rows = ["| " + " | ".join(lang.some(rng, 3)) + " |" for _ in range(rng.randrange(2, 7))]
            part = "\n".join([rows[0], "| --- | --- | ---: |"] + rows[1:])
        elif kind < 0.985:
            part = "### " + lang.join.join(lang.some(rng, 4))
        elif number > 0:
            part = "%s [%s](LINK:%d)" % (paragraph(lang, rng), lang.some(rng, 1)[0], rng.randrange(max(0, number - 5000), number))
        else:
            part = paragraph(lang, rng)
        parts.append(part)
        size += len(part)
    return "\n\n".join(parts)


def iso(seconds):
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Community:
    def __init__(self, arguments):
        self.count, self.seed = arguments.threads, arguments.seed
        self.site, self.hugo = arguments.into, arguments.hugo
        self.lang = Language(arguments.language, arguments.seed)
        self.tags = zipf(int(8 * self.count ** 0.45), 1.0, 3)
        # Most people ask once; a few answer most.
        self.askers = zipf(max(20, int(2.2 * self.count ** 0.8)), 0.55, 5)
        self.answerers = zipf(max(10, int(0.9 * self.count ** 0.75)), 1.0, 4)

    def pick(self, rng, weights):
        return bisect.bisect(weights, rng.random() * weights[-1])

    def thread(self, number):
        rng, lang = random.Random(f"{self.seed} {self.lang.name} {number}"), self.lang
        title = lang.join.join(lang.some(rng, rng.randrange(5, 12) * (1 if lang.name == "en" else 2)))
        title = title[:1].upper() + title[1:] + lang.question
        # Later threads are newer whatever the size: the community grows.
        asked = START + YEARS * math.sqrt((number + 0.9 * rng.random()) / max(self.count, 1))
        tags = sorted({f"tag-{self.pick(rng, self.tags)}" for _ in range(rng.choice((1, 2, 2, 3, 3, 4)))})
        asker = f"person-{self.pick(rng, self.askers)}"
        posts = [("question", asker, asked, rng.randrange(0, 12), False, body(lang, rng, number, self.count))]

        def comments(at):
            for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2))):
                posts.append(("comment", f"person-{self.pick(rng, self.askers)}", at + rng.lognormvariate(9.5, 1.5), 0, False,
                              paragraph(lang, rng)))
        comments(asked)
        answers = 0 if rng.random() < 0.125 else 1 + min(12, int(rng.expovariate(0.92)))
        at, accepted = asked, rng.randrange(answers * 2) if answers else -1
        for index in range(answers):
            at += rng.lognormvariate(8.3, 1.8) + 30
            posts.append(("answer", f"person-{self.pick(rng, self.answerers)}", at, rng.randrange(0, 25), index == accepted,
                          body(lang, rng, number, self.count)))
            comments(at)
        return title, asked, tags, asker, posts

    def write(self, number):
        title, asked, tags, asker, posts = self.thread(number)
        out = []
        for kind, by, at, votes, accepted, text in posts:
            if kind == "question":
                head = f"title: \"{title}\"\nasked: {iso(at)}\nby: {by}\ntags: [{', '.join(tags)}]\nvotes: {votes}\n"
            else:
                head = f"{kind}: {by}\nat: {iso(at)}\n"
                if kind == "answer":
                    head += f"votes: {votes}\n" + ("accepted: true\n" if accepted else "")
            out.append(f"---\n{head}---\n\n{links(text, lambda n: f'../{folder(n)}/{slug(n)}.md')}\n")
        put(f"{self.site}/Content/threads/{folder(number)}/{slug(number)}.md", "\n".join(out))
        if self.hugo:
            people = sorted({post[1] for post in posts})
            out = [f"---\ntitle: \"{title}\"\ndate: {iso(asked)}\ntags: [{', '.join(tags)}]\npeople: [{', '.join(people)}]\nby: {asker}\n"
                   f"votes: {posts[0][3]}\nanswers: {sum(post[0] == 'answer' for post in posts)}\n---\n"]
            for kind, by, at, votes, accepted, text in posts:
                if kind != "question":
                    out.append(f"---\n\n**{kind} by [{by}](../people/{by}.html)** on {iso(at)}, {votes} votes{', accepted' if accepted else ''}\n")
                out.append(links(text, lambda n: f"{slug(n)}.html") + "\n")
            put(f"{self.hugo}/content/threads/{folder(number)}/{slug(number)}.md", "\n".join(out))

    def part(self, numbers):
        for number in numbers:
            self.write(number)


def links(text, address):
    if "(LINK:" not in text:
        return text
    head, *rest = text.split("(LINK:")
    for part in rest:
        number, tail = part.split(")", 1)
        head += f"({address(int(number))}){tail}"
    return head


def put(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--into", required=True)
    parser.add_argument("--hugo")
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    community = Community(arguments)
    for number in range(0, arguments.threads, 1000):
        os.makedirs(f"{arguments.into}/Content/threads/{folder(number)}", exist_ok=True)
        if arguments.hugo:
            os.makedirs(f"{arguments.hugo}/content/threads/{folder(number)}", exist_ok=True)
    for name in ("rules", "pages"):
        os.makedirs(f"{arguments.into}/Content/{name}", exist_ok=True)
    language = "zh-Hans" if arguments.language == "zh" else "en"
    put(f"{arguments.into}/Content/site.yml",
        f"title: Invented community\ndescription: Nobody said any of this.\nlanguage: {language}\ntime_zone: Europe/Berlin\n"
        "base_url: https://answers.example.org/\nas_of: 2025-06-01T00:00:00Z\n")
    put(f"{arguments.into}/Content/rules/first-answer.md",
        "---\ntitle: A first answer within four hours\nsince: 2015-01-01\npromise: { first_answer_within: 4h, share: 60% }\n---\n\nAsk, and somebody answers.\n")
    put(f"{arguments.into}/Content/pages/about.md", "---\ntitle: About\n---\n\nAn invented community, to measure with.\n")
    ranges = [range(start, min(start + 500, arguments.threads)) for start in range(0, arguments.threads, 500)]
    with multiprocessing.get_context("fork").Pool(arguments.jobs) as pool:
        for _ in pool.imap_unordered(community.part, ranges):
            pass


if __name__ == "__main__":
    main()
