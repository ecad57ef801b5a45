#!/usr/bin/env python3
"""Screenshots, axe, overflow and console checks of the rendered previews. Usage: shots.py DIR OUT [name…] [--axe]"""
import os, sys
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
src, out = sys.argv[1:3]
names = [a for a in sys.argv[3:] if not a.startswith("--")]
axe = Axe() if "--axe" in sys.argv else None
quick = "--quick" in sys.argv
os.makedirs(out, exist_ok=True)
pages = sorted(os.path.relpath(os.path.join(d, f), src) for d, _, fs in os.walk(src) for f in fs if f.endswith(".html"))
if names: pages = [p for p in pages if any(n in p for n in names)]
bad = 0
with sync_playwright() as p:
    b = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    for scheme in ("light", "dark"):
        for width in ((1280,) if quick and scheme == "dark" else (390, 1280)) if not axe else (320, 390, 1280):
            c = b.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, device_scale_factor=1)
            pg = c.new_page()
            log = []
            pg.on("console", lambda m: log.append(m.text) if m.type in ("error", "warning") else None)
            pg.on("pageerror", lambda e: log.append(str(e)))
            for path in pages:
                if "bootstrap" in path: continue
                log.clear()
                pg.goto("file://" + os.path.abspath(os.path.join(src, path)))
                over = pg.evaluate("document.documentElement.scrollWidth - innerWidth")
                if over > 0:
                    wide = pg.evaluate("[...document.querySelectorAll('body *')].filter(e=>e.getBoundingClientRect().right>innerWidth+1 && !e.closest('.table-wrap,pre,.vh')).slice(0,4).map(e=>e.tagName+'.'+e.className)")
                    print("OVERFLOW", width, path, over, wide); bad += 1
                if log: print("CONSOLE", width, path, log[:3]); bad += 1
                if axe:
                    r = axe.run(pg)
                    for v in r.response["violations"]:
                        bad += 1
                        print("AXE", scheme, width, path, v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3], v["nodes"][0].get("any", [{}])[0].get("message", "")[:200] if v["nodes"][0].get("any") else "")
                else:
                    pg.screenshot(path=f"{out}/{path.replace('/', '_')[:-5]}-{width}-{scheme}.png", full_page=True)
            c.close()
    b.close()
print("problems:", bad)
