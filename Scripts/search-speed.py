"""From a key to painted results in Chromium with a processor slowed four times, and how long the main thread is held.

    python3 Scripts/search-speed.py FOLDER QUERIES.txt [COUNT]

FOLDER holds search.html, its scripts and search/. Each query is typed by keys; then once more, when its files are there: those are the warm ones.
Needs the package playwright and a Chromium at /usr/bin/chromium.
"""
import functools, http.server, sys, threading
from playwright.sync_api import sync_playwright

folder, count = sys.argv[1], int(sys.argv[3]) if len(sys.argv) > 3 else 20
queries = [line for line in open(sys.argv[2], encoding="utf-8").read().split("\n") if line][:count]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
threading.Thread(target=server.serve_forever, daemon=True).start()
# From an input event to the frame after the list's last change; what the page waits for another key is in it.
WATCH = """() => {
  window.times = []; window.long = [];
  let start = 0;
  const input = document.querySelector('input[name=q]');
  input.addEventListener('input', () => { start = performance.now(); });
  new MutationObserver(() => {
    const list = document.getElementById('search-results');
    if (list.getAttribute('aria-busy') || !start) return;
    const from = start; start = 0;
    requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => times.push(performance.now() - from); c.port2.postMessage(0); });
  }).observe(document.getElementById('search-results'), { attributes: true });
  new PerformanceObserver(list => { for (const e of list.getEntries()) long.push(e.duration); }).observe({ entryTypes: ['longtask'] });
}"""


def share(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0


with sync_playwright() as p:
    browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/search.html")
    page.evaluate(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    box = page.locator("input[name=q]")
    for name in ("cold", "warm"):
        page.evaluate("() => { times.length = 0; long.length = 0; }")
        for query in queries:
            box.fill("")
            page.wait_for_timeout(150)
            for end in range(max(1, len(query) - 5), len(query) + 1):
                before = page.evaluate("times.length")
                box.fill(query[:end])
                # No wait_for_function: the page's policy forbids the eval that it is made of.
                while page.evaluate("times.length") <= before:
                    page.wait_for_timeout(20)
        times, long = page.evaluate("times"), page.evaluate("long")
        print(f"{name}: {len(times)} keys, ms median {share(times, .5):.0f}, p95 {share(times, .95):.0f}, max {max(times):.0f};"
              f" tasks over 50 ms: {len(long)}, longest {max(long, default=0):.0f}", flush=True)
    browser.close()
server.shutdown()
