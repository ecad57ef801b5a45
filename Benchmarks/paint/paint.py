"""What a reader's browser loads for a thread, and when it shows: weight, requests, layout shift, first and largest contentful paint.

    python3 Benchmarks/paint/paint.py OUTPUT [--threads 100] [--latency 562.5] [--cpu 4] [--json FILE]

OUTPUT is a built site. Threads are taken at even distances from the sorted list of pages. Each is opened in a browser that has nothing of the site yet,
through a host on this machine that compresses as hosts do (gzip, level 6), with a slowed processor and network (DevTools' 'Slow 4G': 562.5 ms until the
first byte of every answer, 1.47 Mbit/s down, 0.74 up; with --latency 150 Lighthouse's round trip). Needs the package playwright, and a Chromium at
/usr/bin/chromium.
"""
import argparse, gzip, http.server, json, mimetypes, pathlib, statistics, sys, threading, urllib.parse
from playwright.sync_api import sync_playwright

arguments = argparse.ArgumentParser()
arguments.add_argument("output")
arguments.add_argument("--threads", type=int, default=100)
arguments.add_argument("--latency", type=float, default=562.5)
arguments.add_argument("--cpu", type=float, default=4)
arguments.add_argument("--json")
options = arguments.parse_args()
root = pathlib.Path(options.output).resolve()
packed = {}


def pack(data):
    return gzip.compress(data, 6, mtime=0)


class Host(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        name = urllib.parse.unquote(self.path.split("?")[0]).lstrip("/")
        file = root / name
        if not file.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if name not in packed:
            packed[name] = pack(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed[name])))
        self.end_headers()
        self.wfile.write(packed[name])

    def log_message(self, *arguments):
        pass


host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
threading.Thread(target=host.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{host.server_port}/"

pages = sorted(p.name for p in (root / "threads").glob("*.html") if "http-equiv=\"refresh\"" not in p.read_text("utf-8") and not p.name.startswith("index"))
count = min(options.threads, len(pages))
chosen = [pages[i * len(pages) // count] for i in range(count)]

OBSERVE = """
window.seen = { lcp: 0, shift: 0 };
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime }).observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.shift += e.value }).observe({ type: 'layout-shift', buffered: true });
"""
RESULT = """() => ({ fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1, lcp: seen.lcp, shift: seen.shift,
  text: document.querySelector('main').innerText })"""
rows = []
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    for name in chosen:
        context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75)
        page = context.new_page()
        page.add_init_script(OBSERVE)
        asked = []
        page.on("request", lambda request: asked.append(urllib.parse.unquote(request.url[len(address):])))
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": options.latency, "downloadThroughput": 1.6 * 1024 * 1024 / 8 * 0.9, "uploadThroughput": 750 * 1024 / 8 * 0.9})
        client.send("Emulation.setCPUThrottlingRate", {"rate": options.cpu})
        page.goto(address + "threads/" + urllib.parse.quote(name), wait_until="load")
        page.wait_for_timeout(400)
        row = page.evaluate(RESULT)
        row["name"], row["requests"] = name, asked
        row["text"] = len(pack(row["text"].encode()))
        twin = root / "threads" / (name[:-len("html")] + "md")
        row["markdown"] = len(pack(twin.read_bytes())) if twin.is_file() else row["text"]
        row["bytes"] = sum(len(packed[file]) for file in asked if file in packed)
        rows.append(row)
        context.close()
    # What is read without a script is what is read with one.
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(address + "threads/" + urllib.parse.quote(chosen[0]))
    readable = plain.locator(".post").count() > 0 and plain.locator(".post").first.is_visible()
    browser.close()


def spread(values, digits=0):
    values = sorted(values)
    at = lambda share: values[min(len(values) - 1, int(share * len(values)))]
    return f"median {at(.5):.{digits}f}, 95th percentile {at(.95):.{digits}f}, most {values[-1]:.{digits}f}"


style = [file for file in packed if file.endswith(".css")]
print(f"{len(rows)} threads, latency {options.latency:g} ms, processor slowed {options.cpu:g} times")
print(f"requests: {spread([len(r['requests']) for r in rows])}: {', '.join(rows[0]['requests'])}")
print(f"compressed bytes of a page with all it loads: {spread([r['bytes'] for r in rows])}")
print(f"  over the text that is read: {spread([r['bytes'] - r['text'] for r in rows])}")
print(f"  over the thread's Markdown: {spread([r['bytes'] - r['markdown'] for r in rows])}")
for file in sorted(packed):
    if not file.startswith("threads/"):
        print(f"  {file}: {len(packed[file])} ({(root / file).stat().st_size} raw)")
print(f"layout shift: {spread([r['shift'] for r in rows], 4)}")
print(f"first contentful paint, ms: {spread([r['fcp'] for r in rows])}")
print(f"largest contentful paint, ms: {spread([r['lcp'] for r in rows])}")
print(f"  later than the first by: {spread([r['lcp'] - r['fcp'] for r in rows])}")
print(f"reads without a script: {'yes' if readable else 'no'}")
if options.json:
    pathlib.Path(options.json).write_text(json.dumps(rows, indent=1))
