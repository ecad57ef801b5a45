#!/usr/bin/env python3
"""Compares the colours of code with Pygments, an independent highlighter: how far they agree, language by language.

    python3 Scripts/code-colours.py [--program .build/release/answerable] [--show LANGUAGE]

Every sample of Tests/Code becomes a thread of a site in a temporary folder, the program builds it, and the tokens are read from the pages.
Tokens are compared byte by byte in coarse classes: comment, string, number, and everything else ("agree"); and of the bytes that Pygments
calls a keyword, how many are coloured as a word here ("keywords"). Blanks don't count. The two differ on purpose in places (what a
directive, a key or an interpolation is), so this finds mistakes and sets no target.
Needs Pygments from PyPI.
"""
import argparse, html.parser, pathlib, subprocess, sys, tempfile

try:
    import pygments.lexers, pygments.token as T
except ImportError:
    sys.exit("code-colours needs Pygments: pip install Pygments")

ROOT = pathlib.Path(__file__).resolve().parent.parent
OTHER_NAMES = {"sh": "bash", "assembly": "nasm", "cpp": "c++", "objc": "objective-c", "terraform": "terraform", "markdown": "markdown", "properties": "properties", "wasm": "wast", "d": "d",
               "pycon": "pycon", "console": "console", "http": "http", "lisp": "common-lisp", "matlab": "matlab", "vb": "vb.net", "lean": "lean4", "coq": "coq", "glsl": "glsl", "verilog": "verilog"}


class Code(html.parser.HTMLParser):
    """The text of the first block of code, with a class for each character."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.depth, self.kind, self.out, self.done = 0, "", [], False

    def handle_starttag(self, tag, attributes):
        if tag == "pre" and not self.done:
            self.depth = 1
        elif tag == "span" and self.depth:
            self.kind = dict(attributes).get("class", "")

    def handle_endtag(self, tag):
        if tag == "span":
            self.kind = ""
        elif tag == "pre" and self.depth:
            self.depth, self.done = 0, True

    def handle_data(self, data):
        if self.depth:
            self.out += [(character, self.kind) for character in data]


def theirs(name, code):
    lexer = pygments.lexers.get_lexer_by_name(OTHER_NAMES.get(name, name), stripnl=False, ensurenl=False)
    out = []
    for kind, text in lexer.get_tokens(code):
        if kind in T.Comment.Preproc or kind in T.Comment.PreprocFile:
            coarse = "other"
        elif kind in T.Comment:
            coarse = "comment"
        elif kind in T.String.Interpol:
            coarse = "other"
        elif kind in T.String:
            coarse = "string"
        elif kind in T.Number:
            coarse = "number"
        elif kind in T.Keyword and kind not in T.Keyword.Type and kind not in T.Keyword.Constant:
            coarse = "keyword"
        else:
            coarse = "other"
        out += [(character, coarse) for character in text]
    return out


OURS = {"hc": "comment", "hs": "string", "hn": "number"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(ROOT / ".build/release/answerable"))
    parser.add_argument("--show", help="print where this language differs")
    arguments = parser.parse_args()
    samples = sorted((ROOT / "Tests/Code").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        threads = pathlib.Path(folder, "Content/threads")
        threads.mkdir(parents=True)
        for sample in samples:
            code = sample.read_text()
            (threads / f"{sample.stem}.md").write_text(
                f"---\ntitle: {sample.stem}\nasked: 2026-01-01T00:00:00Z\nby: mei\n---\n\n~~~~~~~~ {sample.stem}\n{code}~~~~~~~~\n")
        subprocess.run([arguments.program, "build", "--site", folder, "--output", folder + "/Output", "--as-of", "2026-01-02T00:00:00Z"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        total = same = 0
        for sample in samples:
            page = Code()
            page.feed(pathlib.Path(folder, "Output/threads", sample.stem + ".html").read_text())
            try:
                other = theirs(sample.stem, sample.read_text())
            except pygments.util.ClassNotFound:
                print(f"{sample.stem:12} Pygments doesn't know it")
                continue
            if "".join(c for c, _ in page.out) != "".join(c for c, _ in other):
                print(f"{sample.stem:12} the texts differ")
                continue
            pairs = [(c, OURS.get(a, "other"), a, b) for (c, a), (_, b) in zip(page.out, other) if not c.isspace()]
            agree = [a == ("other" if b == "keyword" else b) for _, a, _, b in pairs]
            keywords = [bool(a) for _, _, a, b in pairs if b == "keyword"]
            total, same = total + len(agree), same + sum(agree)
            print(f"{sample.stem:12} agree {100 * sum(agree) / len(agree):5.1f} %   keywords " + (f"{100 * sum(keywords) / len(keywords):5.1f} %" if keywords else "    –"))
            if arguments.show == sample.stem:
                line, run = "", None
                for (character, a), (_, b) in zip(page.out, other):
                    differs = not character.isspace() and (OURS.get(a, "other") != ("other" if b == "keyword" else b) or (b == "keyword" and not a))
                    if differs and run != (a, b):
                        line += f"«{OURS.get(a, a or 'plain')}|{b}:"
                    if not differs and run:
                        line += "»"
                    run = (a, b) if differs else None
                    line += character
                print(line)
        print(f"together     agree {100 * same / total:5.1f} % of {total} bytes that are no blanks")


main()
