"""What Pagefind makes of the judged queries: MRR@10 of both forms, the query's own question left out.

    python3 Scripts/search-pagefind.py QUESTIONS.jsonl QUERIES.jsonl

Needs the packages pagefind (with pagefind_bin_extended) and playwright, and a Chromium at /usr/bin/chromium.
"""
import functools, html, http.server, json, pathlib, re, subprocess, sys, tempfile, threading
from playwright.sync_api import sync_playwright

STOP = set("how do i to the a an is in on of what can my for with and it".split())
read = lambda path: [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
questions, queries = read(sys.argv[1]), read(sys.argv[2])
folder = pathlib.Path(tempfile.mkdtemp())
for question in questions:
    body = "".join(f"<p>{html.escape(part)}</p>" for part in question["body"].split("\n") if part.strip())
    title = html.escape(question["title"])
    (folder / f"{question['id']}.html").write_text(f'<!doctype html><html lang="en"><title>{title}</title><body><h1>{title}</h1>{body}', encoding="utf-8")
subprocess.run([sys.executable, "-m", "pagefind", "--site", str(folder)], check=True, stdout=subprocess.DEVNULL)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
threading.Thread(target=server.serve_forever, daemon=True).start()
words = lambda title: " ".join([w for w in re.split(r"[\W_]+", title) if w and w.lower() not in STOP][:3])
with sync_playwright() as p:
    browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/{questions[0]['id']}.html")
    page.evaluate("async () => { window.pf = await import('/pagefind/pagefind.js'); await pf.init(); }")
    for form, of in (("title", lambda q: q["title"]), ("keywords", lambda q: words(q["title"]))):
        total = 0.0
        for query in queries:
            urls = page.evaluate(
                "async q => { const r = await pf.search(q); return (await Promise.all(r.results.slice(0, 11).map(x => x.data()))).map(d => d.url); }", of(query))
            ids = [i for i in (u.split("/")[-1].split("?")[0].removesuffix(".html") for u in urls) if i != query["qid"]][:10]
            rank = next((k for k, i in enumerate(ids) if i in query["rel"]), None)
            total += 0 if rank is None else 1 / (rank + 1)
        print(f"{form}: MRR@10 {total / len(queries):.4f}", flush=True)
    browser.close()
server.shutdown()
