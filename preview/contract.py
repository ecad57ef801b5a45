#!/usr/bin/env python3
"""The view contract, from all the examples of each template: names and kinds, one shape for each shared record.
Writes contract.txt; with a second argument also the jobs for a check by the real engine."""
import glob, json, os, sys
HERE = os.path.dirname(os.path.abspath(__file__))
HTML = {"body", "bar", "curveChart", "monthChart", "jsonLD"}
examples = {}
for f in sorted(glob.glob(HERE + "/*.json")):
    v = json.load(open(f, encoding="utf-8"))
    examples.setdefault(v.pop("$template"), []).append((v.pop("$path"), v))
def kind(name, template, top):
    if name in HTML: return "html"
    return "url" if name == "url" or name.endswith("Url") else "text"
seen = {}   # a record's or a list's fields by name, for where every example of a template has none
OPTIONAL = {"page": {"description", "canonicalUrl", "asOf"}, "wait": {"promise"}, "pager": {"prevUrl", "nextUrl"}, "site": {"licence"}, "promise": {"hoursText"}, "rows": {"url"}}
class Shape:
    def __init__(self): self.fields = {}; self.optional = set()
    def add(self, view, template, top=False):
        for n, v in view.items():
            k = self.fields.get(n)
            if v is None: self.optional.add(n); self.fields.setdefault(n, None)
            elif isinstance(v, bool): self.fields[n] = ("flag", None)
            elif isinstance(v, str): self.fields[n] = (kind(n, template, top), None)
            elif isinstance(v, dict) or (isinstance(v, list) and all(isinstance(i, dict) for i in v)):
                s = k[1] if k and k[1] else Shape()
                s.optional |= OPTIONAL.get(n, set())
                for i in ([v] if isinstance(v, dict) else v): s.add(i, template)
                if s.fields or isinstance(v, dict): seen.setdefault(n, s)
                self.fields[n] = ("record" if isinstance(v, dict) else "list", s)
            else: self.fields[n] = ("texts", None)
shapes = {}
for t, vs in examples.items():
    s = shapes[t] = Shape()
    for _, v in vs: s.add(v, t, True)
def settle(s, t):
    for n, f in list(s.fields.items()):
        if f is None:
            k = kind(n, t, False)
            s.fields[n] = ("record", seen[n]) if n in seen and k == "text" and n not in ("note", "detail", "after", "lang", "count") else (k, None)
        elif f[0] == "list" and not f[1].fields and n in seen: s.fields[n] = ("list", seen[n])
        f = s.fields[n]
        if f[1]: settle(f[1], t)
for t, s in shapes.items(): settle(s, t)
def signature(s): return tuple(sorted(s.fields))
NAMES = {}
for name, probe in {"Time": "iso text", "PersonLink": "handle name url initial tone bot", "TagLink": "name url count", "AnswerTime": "state short label phrase detail",
    "ThreadRow": "url title lang excerpt answerTime accepted note answersText asker asked tags", "Empty": "title text actionUrl actionText", "Link": "url text", "TitleLink": "url title lang",
    "Pager": "positionText prevUrl nextUrl items", "Figure": "value label note url", "Post": "anchor permalinkUrl heading person time after accepted first selfAnswer votesText lang body verified editUrl sourceUrl licence hasComments commentsText comments", "Comment": "anchor permalinkUrl person time body", "Board": "ranked hasUnranked unrankedText unranked", "RankedPerson": "rank rankSort tied person typical typicalSort firstAnswers firstAnswersSort answers answersSort accepted acceptedSort helped helpedSort median medianSort quartiles within withinSort",
    "UnrankedPerson": "person firstAnswers firstAnswersSort answers answersSort accepted acceptedSort helped helpedSort", "Feed": "url type title", "NavItem": "url text current", "Promise": "ruleUrl title state kept verdict share shareLabel bar intervalText"}.items(): NAMES[tuple(sorted(probe.split()))] = name
lines, done = [], {}
def word(n, f, opt):
    k, s = f
    w = {"texts": "list of texts"}.get(k, k)
    if s:
        nm = NAMES.get(signature(s))
        if nm:
            done[nm] = s
            w = f"{nm}" if k == "record" else f"list of {nm}"
    return w + ("?" if opt else "")
def write(s, depth):
    plain = [f"{n}: {word(n, f, n in s.optional)}" for n, f in s.fields.items() if not f[1] or signature(f[1]) in NAMES]
    if plain: lines.append("  " * depth + ", ".join(plain))
    for n, f in s.fields.items():
        if f[1] and signature(f[1]) not in NAMES:
            lines.append("  " * depth + f"{n}: {f[0]}{'?' if n in s.optional else ''}")
            write(f[1], depth + 1)
lines.append("every page")
write(Shape.__new__(Shape) if False else type("S", (), {"fields": {k: shapes["thread"].fields[k] for k in ("site", "page")}, "optional": set()})(), 1)
for t, s in shapes.items():
    lines.append(t)
    write(type("S", (), {"fields": {k: v for k, v in s.fields.items() if k not in ("site", "page")}, "optional": s.optional})(), 1)
lines.append("shared")
for nm in list(NAMES.values()):
    if nm in done:
        lines.append("  " + nm); write(done[nm], 2)
open(HERE + "/contract.txt", "w", encoding="utf-8").write("\n".join(lines) + "\n")
if len(sys.argv) > 1:
    sys.path.insert(0, HERE)
    out = []
    strings = {}
    for line in open(HERE + "/../Templates/strings/en.yml", encoding="utf-8"):
        line = line.rstrip("\n")
        if line and line[0] != "#":
            k, v = line.split(": ", 1)
            if "." not in k: strings[k] = json.loads(v) if v.startswith('"') else v
    for t, vs in examples.items():
        rows = []
        ids = {}
        def place(s):
            if id(s) in ids: return ids[id(s)]
            ids[id(s)] = i = len(rows); rows.append(None)
            rows[i] = [one(n, f) for n, f in s.fields.items()]
            return i
        def one(n, f):
            if f[0] == "texts":
                rows.append([{"name": ".", "kind": "text"}]); return {"name": n, "kind": "list", "row": len(rows) - 1}
            return {"name": n, "kind": f[0], **({"row": place(f[1])} if f[1] else {})}
        root = shapes[t]
        ts = Shape(); ts.fields = {k: ("text", None) for k in strings}
        root.fields["t"] = ("record", ts)
        place(root)
        def vals(v, s): return [val(v.get(n), f) for n, f in s.fields.items()]
        def val(v, f):
            if v is None: return None
            if f[0] == "record": return vals(v, f[1])
            if f[0] == "list": return [vals(i, f[1]) for i in v]
            return v
        for path, v in vs: out.append({"template": t, "rows": rows, "view": vals({**v, "t": strings}, root), "out": sys.argv[1] + "/" + path.replace("/", "_")})
    os.makedirs(sys.argv[1], exist_ok=True)
    json.dump(out, open(sys.argv[1] + "/jobs.json", "w"))
