"""Searching in Chromium by keys alone: dialog, search page, from disk, under a sub-path, at 320 px, with axe, and against hostile texts.

    python3 Scripts/search-browser.py SITE WORD [HOSTILE_SITE]

SITE is a built site, WORD a word that one of its titles has. HOSTILE_SITE is a built site whose texts set window.pwned if any of them ran.
Needs the packages playwright and axe-playwright-python, and a Chromium at /usr/bin/chromium.
"""
import functools, http.server, os, pathlib, sys, tempfile, threading
from playwright.sync_api import sync_playwright

site, word = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
failures = []


def check(name, is_true):
    print(("ok      " if is_true else "FAILED  ") + name, flush=True)
    if not is_true:
        failures.append(name)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def served(folder):
    above = pathlib.Path(tempfile.mkdtemp())
    os.symlink(folder, above / "sub")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(above)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/sub/"


def titles(page, within=""):
    return page.locator(within + " .search-title").all_text_contents()


def settle(page, within="#search-results"):
    for _ in range(300):
        page.wait_for_timeout(100)
        if page.evaluate("s => { const l = document.querySelector(s); return l && !l.hasAttribute('aria-busy') }", within):
            return


def dialog_from(page, address, key, name):
    page.goto(address)
    page.keyboard.press(key)
    page.wait_for_selector("dialog.search-dialog[open]", timeout=15000)
    check(f"{name}: {key} opens the dialog with the field focused", page.evaluate("document.activeElement.id") == "search-dialog-input")
    page.keyboard.type(word)
    page.wait_for_selector("dialog .search-title", timeout=15000)
    settle(page, "dialog ol")
    check(f"{name}: results as one types", len(titles(page, "dialog")) > 0)
    page.keyboard.press("ArrowDown")
    check(f"{name}: the arrow key goes to the first result", page.evaluate("document.activeElement.className") == "search-title")
    page.keyboard.press("ArrowUp")
    check(f"{name}: and back", page.evaluate("document.activeElement.id") == "search-dialog-input")


def axe(page, name):
    import axe_playwright_python
    source = next(pathlib.Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
    page.evaluate(source + "; 1")
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))")
    check(f"{name}: axe finds nothing {found}", not found)


with sync_playwright() as p:
    browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    for name, base in (("sub-path", served(site)), ("disk", site.as_uri() + "/")):
        context = browser.new_context()
        page, hosts, errors = context.new_page(), set(), []
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        dialog_from(page, base + "index.html", "/", name)
        page.keyboard.press("Escape")
        check(f"{name}: Escape closes it", page.locator("dialog.search-dialog[open]").count() == 0)
        dialog_from(page, base + "tags/index.html", "Control+k", name)
        first = page.locator("dialog .search-title").first.get_attribute("href")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/threads/" in url, timeout=15000)
        check(f"{name}: Enter opens the first result", page.url == first)
        page.goto(base + "search.html?q=" + word)
        page.wait_for_selector("#search-results .search-title", timeout=15000)
        check(f"{name}: the query in the address is answered", page.locator("input[name=q]").input_value() == word)
        box = page.locator("input[name=q]")
        box.fill(word + " after:1990")
        page.keyboard.press("Enter")
        settle(page)
        count = len(titles(page))
        check(f"{name}: after: keeps dated threads", count > 0 and "after" in page.url)
        page.go_back()
        settle(page)
        check(f"{name}: back brings the query back", "after" not in page.url and "after" not in box.input_value())
        page.select_option("#search-sort", "newest")
        settle(page)
        check(f"{name}: the order is in the address", "sort=newest" in page.url)
        page.locator("#search-narrow summary").click()
        page.wait_for_selector("#search-facets .search-facet", timeout=15000)
        check(f"{name}: facets", page.locator("#search-facets .search-facet").count() > 0)
        # By relevance again: the newest thread with the words may have them in its text alone.
        page.select_option("#search-sort", "")
        settle(page)
        words = titles(page)[0].split()
        phrase = " ".join(words[:2])
        box.fill(f'"{phrase}"')
        page.keyboard.press("Enter")
        settle(page)
        check(f"{name}: the quoted words come first", titles(page)[:1] != [] and phrase.lower() in titles(page)[0].lower())
        wrong = word[:-2] + word[-1] + word[-2]
        box.fill(wrong)
        page.keyboard.press("Enter")
        settle(page)
        check(f"{name}: '{wrong}' also looks for what was meant", page.locator(".search-meant").count() == 1 and len(titles(page)) > 0)
        box.fill("qqxzzqy")
        page.keyboard.press("Enter")
        settle(page)
        page.wait_for_timeout(300)
        check(f"{name}: nothing found is said", page.locator("#search-status").text_content() != "" and not titles(page))
        check(f"{name}: one host, no error {errors}", len(hosts) == 1 and not errors)
        context.close()
    base = served(site)
    context = browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(base + "search.html?q=" + word)
    page.wait_for_selector(".search-title", timeout=15000)
    check("320 px: the page is no wider", page.evaluate("document.documentElement.scrollWidth") <= 320)
    axe(page, "search page")
    page.goto(base + "index.html")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search-dialog[open]", timeout=15000)
    page.keyboard.type(word)
    page.wait_for_selector("dialog .search-title", timeout=15000)
    check("320 px: the dialog is no wider", page.evaluate("(d => d.scrollWidth <= d.clientWidth && d.getBoundingClientRect().right <= 320)(document.querySelector('dialog.search-dialog'))"))
    axe(page, "dialog")
    context.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "search.html")
    check("without JavaScript the page leads to tags and lists", page.locator("main a[href*='tags/']").count() > 0)
    context.close()
    if len(sys.argv) > 3:
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        base = served(pathlib.Path(sys.argv[3]).resolve())
        for query in ("script", "img", "onerror", "<script>", "tag:<b>", "is:open", "\"><img src=x onerror=pwned=1>", "-a after:1990"):
            page.goto(base + "search.html")
            page.locator("input[name=q]").fill(query)
            page.keyboard.press("Enter")
            settle(page)
            page.wait_for_timeout(200)
            check(f"hostile: nothing runs for {query!r} ({len(titles(page))} hits)", page.evaluate("window.pwned === undefined && !document.querySelector('main img, main b, main script')"))
        context.close()
    browser.close()
sys.exit(1 if failures else 0)
