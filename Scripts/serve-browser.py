"""'answerable serve' as a writer sees it: the scroll position kept, a style swapped, errors over the page, and how soon a change shows.

    python3 Scripts/serve-browser.py [--program .build/release/answerable] [--site SITE] [--page threads/x.html --file Content/threads/x.md] [--edits 20]
                                     [--pictures FOLDER]

Without SITE, a site of its own is made. The site is copied first: nothing of it changes. Needs the package playwright, and a Chromium at
/usr/bin/chromium.
"""
import argparse, os, pathlib, shutil, signal, statistics, subprocess, sys, tempfile, time
from playwright.sync_api import Error, sync_playwright

arguments = argparse.ArgumentParser()
arguments.add_argument("--program", default=".build/release/answerable")
arguments.add_argument("--site")
arguments.add_argument("--page", default="threads/long.html")
arguments.add_argument("--file", default="Content/threads/long.md")
arguments.add_argument("--edits", type=int, default=20)
arguments.add_argument("--pictures")
options = arguments.parse_args()
failures = []


def check(name, is_true, detail=""):
    print(("ok      " if is_true else "FAILED  ") + name + (f" ({detail})" if detail else ""), flush=True)
    if not is_true:
        failures.append(name)


folder = pathlib.Path(tempfile.mkdtemp()) / "site"
if options.site:
    shutil.copytree(options.site, folder, ignore=shutil.ignore_patterns("Output", ".git", ".build"), symlinks=True)
else:
    (folder / "Content/threads").mkdir(parents=True)
    (folder / "Content/site.yml").write_text("title: Answers\ntime_zone: UTC\nas_of: 2026-06-01T00:00:00Z\n")
    blocks = ["---\ntitle: A long thread\nasked: 2026-03-02T09:15:00Z\nby: ann\ntags: []\n---\n\nThe question.\n"]
    for number in range(40):
        blocks.append(f"---\nanswer: bob\nat: 2026-03-{3 + number // 20:02}T{number % 20:02}:41:00Z\n---\n\nAnswer {number}.\n\n" + "Some more words of it. " * 60 + "\n")
    (folder / options.file).write_text("\n".join(blocks))
source = folder / options.file
original = source.read_text()

# A folder that comes means that everything may have changed; who edits a style has it already.
(folder / "Templates/assets").mkdir(parents=True, exist_ok=True)


def start():
    log = open(folder.parent / "log", "a+")
    server = subprocess.Popen([options.program, "serve", "--site", str(folder), "--port", "0"], stdout=subprocess.PIPE, stderr=log, text=True)
    return server, server.stdout.readline().strip()


def end():
    server.send_signal(signal.SIGINT)
    check("it ends well", server.wait(timeout=60) == 0)


def first_page():
    page.goto(address + options.page, wait_until="load")
    print(f"        something shown {time.time() - started:.2f} s after the start", flush=True)
    # Until the site has been read, the page says how far that is.
    until(page, "() => document.readyState === 'complete' && document.querySelector('.answer') !== null")
    print(f"        the thread shown {time.time() - started:.2f} s after the start", flush=True)


started = time.time()
server, address = start()


def processor_seconds():
    fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def settle():
    """Waits until the server has nothing left to do: on a big site the lists and search follow the page by a second or more."""
    end = time.time() + 60
    while time.time() < end:
        used = processor_seconds()
        time.sleep(0.5)
        if processor_seconds() == used:
            return
    raise SystemExit("the server did not come to rest within a minute")


def save(text):
    """As an editor does: another file, renamed over the old one."""
    part = source.with_name(".part")
    part.write_text(text)
    os.replace(part, source)


def inserted(text, paragraph):
    """The paragraph at the end of the question: behind the front matter and the first paragraph."""
    head, rest = text.split("\n---\n", 1)
    first, rest = rest.lstrip("\n").split("\n\n", 1)
    return head + "\n---\n\n" + first + "\n\n" + paragraph + "\n\n" + rest


def until(page, test, argument=None):
    """Waits for a test in the page. Playwright's own wait evaluates text, which the pages' policy forbids; and a page may be loading again just now."""
    end = time.time() + 30
    while time.time() < end:
        try:
            if page.evaluate(test, argument):
                return
        except Error:
            pass
        page.wait_for_timeout(5)
    raise SystemExit("this did not come within half a minute: " + test)


try:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        said = []
        # A thread with an error has no page while it lasts: that its address answers with 404 is meant.
        page.on("console", lambda message: said.append(message.text) if not message.location.get("url", "").endswith(options.page) else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        first_page()
        said.clear()

        settle()
        # Scrolling: what the eye is on stays where it is though a long paragraph comes in above it.
        page.evaluate("() => { const all = document.querySelectorAll('.answer'); all[Math.floor(all.length / 2)].scrollIntoView({ behavior: 'instant' }); scrollBy({ top: -120, behavior: 'instant' }); }")
        place = "() => { const all = document.querySelectorAll('.answer'); return all[Math.floor(all.length / 2)].getBoundingClientRect().top; }"
        before, height = page.evaluate(place), page.evaluate("() => document.documentElement.scrollHeight")
        check("the page is long enough to scroll", page.evaluate("() => scrollY") > 0)
        if page.evaluate("() => scrollY") > 0:
            save(inserted(original, "Inserted above. " * 120))
            until(page, "height => document.readyState === 'complete' && document.documentElement.scrollHeight > height", height)
            page.wait_for_timeout(100)
            after = page.evaluate(place)
            check("the scroll position is kept", abs(after - before) <= 2, f"the answer at {before:.0f} px stands at {after:.0f} px")
            save(original)
            until(page, "height => document.readyState === 'complete' && document.documentElement.scrollHeight === height", height)

        settle()
        # A style comes without the page being loaded again.
        page.evaluate("() => { window.same = true; }")
        style = folder / "Templates/assets/site.css"
        was = style.read_text() if style.exists() else None
        begun = time.time()
        style.write_text("main { outline: 3px solid rgb(1, 2, 3) }\n")
        until(page, "() => getComputedStyle(document.querySelector('main')).outlineColor === 'rgb(1, 2, 3)'")
        check("a style is swapped without reload", page.evaluate("() => window.same === true"), f"{1000 * (time.time() - begun):.0f} ms")
        until(page, "() => document.querySelectorAll('link[rel=stylesheet]').length === 1")
        style.unlink() if was is None else style.write_text(was)
        until(page, "() => getComputedStyle(document.querySelector('main')).outlineStyle === 'none'")

        settle()
        # Errors over the page, until they are mended.
        save(original.replace("\nasked: ", "\nasked: soon # ", 1))
        text = "() => document.getElementById('answerable-faults')?.shadowRoot.querySelector('section').textContent ?? ''"
        until(page, f"() => ({text})().includes('asked')")
        shown = page.evaluate(text)
        check("an error is shown with its place, its line and what to do", options.file + ":" in shown and "asked: soon" in shown and "^" in shown, shown[:90])
        if options.pictures:
            page.wait_for_timeout(300)
            page.screenshot(path=options.pictures + "/overlay.png")
        save(original)
        until(page, "() => !document.getElementById('answerable-faults')")
        check("it goes when it is mended", True)
        template = folder / "Templates/thread.mustache"
        was = template.read_text() if template.exists() else None
        template.write_text("{{nobody}}\n")
        until(page, f"() => ({text})().includes('Templates/thread.mustache:1:3')")
        check("a faulty template leaves the page as it was", page.locator("h1").count() == 1)
        template.unlink() if was is None else template.write_text(was)
        until(page, "() => !document.getElementById('answerable-faults')")
        page.wait_for_load_state("load")
        check("nothing is said on the console", said == [], "; ".join(said[:3]))

        settle()
        # From the save to the first paint of the changed page, on one clock.
        painted = "() => { const paint = performance.getEntriesByName('first-contentful-paint')[0]; return paint ? performance.timeOrigin + paint.startTime : 0; }"
        # A file that was changed a moment ago is read with care; a person doesn't save twice in a tenth of a second.
        for kind, pause in (("when the server is at rest", settle), ("four tenths of a second apart", lambda: page.wait_for_timeout(400))):
            times = []
            for number in range(options.edits):
                pause()
                begun = time.time() * 1000
                words = f"Edit number {number}, {kind}."
                save(inserted(original, words))
                until(page, f"() => document.body.textContent.includes('{words}') && performance.getEntriesByName('first-contentful-paint').length")
                times.append(page.evaluate(painted) - begun)
            times.sort()
            print(
                f"        from the save to the paint, {len(times)} edits {kind}: median {statistics.median(times):.0f} ms, "
                f"95th percentile {times[max(0, round(.95 * len(times)) - 1)]:.0f} ms, most {times[-1]:.0f} ms", flush=True)
            if pause is settle:
                check("half of the edits show in under 150 ms", statistics.median(times) < 150)

        settle()
        used = processor_seconds()
        page.wait_for_timeout(10_000)
        used = processor_seconds() - used
        check("idle with an open page it uses no processor time", used == 0, f"{used:.2f} s in 10 s")
        page.close()
        end()
        print("        started again, with what the first start kept:")
        started = time.time()
        server, address = start()
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        first_page()
        browser.close()
    end()
finally:
    if server.poll() is None:
        server.kill()
print("\n".join("        " + line for line in (folder.parent / "log").read_text().splitlines()[-6:]))
shutil.rmtree(folder.parent)
sys.exit(1 if failures else 0)
