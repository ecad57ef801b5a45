"""This index and Pagefind on the same pages, in one run: files, bytes, the work of building, bytes of cold queries, and milliseconds of warm ones.

    python3 Scripts/search-compare.py QUESTIONS.jsonl [--queries N] [--chinese QUESTIONS.jsonl] [--folder FOLDER]

Both are asked in one Chromium over one server that sends gzip level 6; bytes are what crosses. Each cold query has a page of its own, so
nothing is cached; ten results are read. Start is what is loaded before the first query: for this index its scripts and root, for Pagefind its scripts, WebAssembly and
meta file, without an interface. Needs a release build (swift build -c release --product search-bench), the packages pagefind (with pagefind_bin_extended) and
playwright, and a Chromium at /usr/bin/chromium. FOLDER keeps what was built; where it is there already, only the queries are measured.
"""
import argparse, functools, gzip, html, http.server, json, os, pathlib, random, re, resource, shutil, subprocess, sys, tempfile, threading, time
from playwright.sync_api import sync_playwright

parser = argparse.ArgumentParser()
parser.add_argument("questions")
parser.add_argument("--queries", type=int, default=40)
parser.add_argument("--chinese")
parser.add_argument("--folder")
arguments = parser.parse_args()
package = pathlib.Path(__file__).resolve().parent.parent
STOP = set("how do i to the a an is in on of what can my for with and it".split())
SCRIPTS = ["search-text.js", "search-index.js", "search-engine.js", "search.js"]


def run(name, command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(["/usr/bin/time", "-f", "%M", "-o", "/tmp/answerable-memory"] + command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = int(open("/tmp/answerable-memory").read()) / 1000
    print(f"{name}: build {cpu:.1f} CPU seconds, {time.monotonic() - start:.1f} s, {memory:.0f} MB", flush=True)


def size(name, folder):
    files = [f for f in folder.rglob("*") if f.is_file()]
    print(f"{name}: {len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB", flush=True)


def stripped(text):
    """As the built site sends a script: without indentation and the lines that are comments alone."""
    lines = [line.strip() for line in re.sub(r"(?ms)^\s*/\*.*?\*/$", "", text).split("\n")]
    return "\n".join(line for line in lines if line and not line.startswith("//"))


class Server(http.server.SimpleHTTPRequestHandler):
    sent, cache = [], {}

    def do_GET(self):
        path = self.translate_path(self.path.split("?")[0])
        if path not in self.cache:
            if not os.path.isfile(path):
                return self.send_error(404)
            self.cache[path] = gzip.compress(open(path, "rb").read(), 6)
        body = self.cache[path]
        self.sent.append((self.path, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def build(questions, folder):
    lines = [json.loads(line) for line in open(questions, encoding="utf-8") if line.strip()]
    pages, ours = folder / "pagefind", folder / "ours"
    if not pages.exists():
        write(lines, pages)
        run("ours", [str(package / ".build/release/search-bench"), "build", questions, str(ours)])
        run("Pagefind", [sys.executable, "-m", "pagefind", "--site", str(pages)])
    size("ours", ours / "search")
    size("Pagefind", pages / "pagefind")
    for name in SCRIPTS + ["search-rare.js"]:
        (ours / name).write_text(stripped((package / "Templates/assets" / name).read_text(encoding="utf-8")), encoding="utf-8")
    (ours / "search.html").write_text('<!doctype html><meta charset="utf-8"><body data-search-scripts="search-rare.js">' + "".join(f'<script src="{name}"' + (' data-root="./"' if name == "search.js" else "") + "></script>" for name in SCRIPTS), encoding="utf-8")
    (folder / "empty.html").write_text("<!doctype html><meta charset=utf-8>", encoding="utf-8")
    return lines


def write(lines, pages):
    pages.mkdir(parents=True)
    for number, question in enumerate(lines):
        body = "".join(f"<p>{html.escape(part)}</p>" for part in question["body"].split("\n") if part.strip())
        title = html.escape(question["title"])
        language = "zh" if re.search("[\u4e00-\u9fff]{4}", question["body"]) else "en"
        (pages / f"{number}.html").write_text(f'<!doctype html><html lang="{language}"><title>{title}</title><body><h1>{title}</h1>{body}', encoding="utf-8")


OURS = {"page": "ours/search.html", "start": "async () => { await AnswerableSearch.interface.index.root(); }",
        "ask": "async q => { const s = performance.now(), r = await AnswerableSearch.interface.index.search(q, { limit: 10 }); return [performance.now() - s, r.hits.length]; }"}
THEIRS = {"page": "empty.html", "start": "async () => { window.pf = await import('/pagefind/pagefind/pagefind.js'); await pf.init(); }",
          "ask": "async q => { const s = performance.now(), r = await pf.search(q), d = await Promise.all(r.results.slice(0, 10).map(x => x.data())); return [performance.now() - s, d.length]; }"}


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(browser, base, name, engine, kinds):
    for kind, queries in kinds.items():
        totals, requests, cold, warm, starts, nothing = [], [], [], [], [], 0
        for query in queries:
            context = browser.new_context()
            page = context.new_page()
            Server.sent.clear()
            page.goto(base + engine["page"])
            page.evaluate(engine["start"])
            # Pagefind's worker goes on loading after init has returned.
            count = -1
            while count != len(Server.sent):
                count = len(Server.sent)
                page.wait_for_timeout(400)
            starts.append(sum(bytes for path, bytes in Server.sent if not path.endswith(".html")))
            Server.sent.clear()
            milliseconds, hits = page.evaluate(engine["ask"], query)
            cold.append(milliseconds)
            totals.append(sum(bytes for _, bytes in Server.sent))
            requests.append(len(Server.sent))
            nothing += hits == 0
            warm.append(page.evaluate(engine["ask"], query)[0])
            context.close()
        mean = lambda values: sum(values) / len(values)
        print(f"{name} | {kind} | start {mean(starts) / 1000:.1f} kB | {mean(totals) / 1000:.1f} kB mean, {percentile(totals, .95) / 1000:.1f} p95 | {mean(requests):.1f} requests"
              f" | cold {percentile(cold, .5):.0f} ms | warm {percentile(warm, .5):.1f} ms median, {max(warm):.0f} most | {nothing} without a hit", flush=True)


def kinds(lines, count, chinese):
    pick = random.Random(7)
    if chinese:
        four = []
        while len(four) < count:
            question = pick.choice(lines)
            runs = re.findall("[\u4e00-\u9fff]{4,}", question["title"] + "\n" + question["body"])
            if runs:
                run_ = pick.choice(runs)
                at = pick.randrange(len(run_) - 3)
                four.append(run_[at:at + 4])
        return {"four Chinese characters": four}
    two, three, titles = [], [], []
    while len(titles) < count:
        title = pick.choice(lines)["title"]
        words = [w for w in re.split(r"[\W_]+", title) if w and w.lower() not in STOP]
        if len(words) < 3:
            continue
        at = pick.randrange(len(words) - 1)
        two.append(" ".join(words[at:at + 2]))
        three.append(" ".join(words[:3]))
        titles.append(title)
    return {"two words": two, "three words": three, "a whole title": titles, "common words": ["what is", "how to", "how to make", "what is the difference between"]}


with sync_playwright() as p:
    for chinese, questions in ((False, arguments.questions), (True, arguments.chinese)):
        if not questions:
            continue
        folder = pathlib.Path(arguments.folder or tempfile.mkdtemp()) / ("chinese" if chinese else "all")
        lines = build(questions, folder)
        print(f"{len(lines)} pages of {questions}", flush=True)
        Server.cache.clear()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        base = f"http://127.0.0.1:{server.server_port}/"
        for name, engine in (("ours", OURS), ("Pagefind", THEIRS)):
            measure(browser, base, name, engine, kinds(lines, arguments.queries, chinese))
        browser.close()
        server.shutdown()
        if not arguments.folder:
            shutil.rmtree(folder)
