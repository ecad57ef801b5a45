#!/usr/bin/env python3
"""Renders every template with its example view, strictly: an unknown name, raw HTML where text is
declared, or a URL attribute without a URL name stops it. Usage: render.py OUT [LANG]"""
import html, json, os, re, shutil, sys
HERE = os.path.dirname(os.path.abspath(__file__))
THEME = os.path.join(HERE, "..", "Templates")
HTML_NAMES = {"body", "bar", "curveChart", "monthChart", "page.jsonLD"}
used_strings = set()

def tokenize(src, name):
    tag = re.compile(r"\{\{\{\s*([\w.]+)\s*\}\}\}|\{\{([#^/<>$!&]?)\s*([\w./-]+?|[^}]*?)\s*\}\}")
    out, pos = [], 0
    for m in tag.finditer(src):
        start, end = m.start(), m.end()
        kind = "{" if m.group(1) else (m.group(2) or "v")
        key = m.group(1) or m.group(3)
        indent_start = start
        if kind in "#^/<>$!":
            ls = src.rfind("\n", 0, start) + 1
            le = src.find("\n", end)
            le = len(src) if le < 0 else le
            if src[ls:start].strip() == "" and src[end:le].strip() == "" and ls >= pos:
                indent_start, end = ls, min(le + 1, len(src))
        out.append(("text", src[pos:indent_start]))
        out.append((kind, key, src[:start]))
        pos = end
    out.append(("text", src[pos:]))
    return out

def parse(tokens, i=0, close=None):
    nodes = []
    while i < len(tokens):
        t = tokens[i]; i += 1
        if t[0] == "text":
            if t[1]: nodes.append(t)
        elif t[0] in "#^<$":
            children, i = parse(tokens, i, t[1])
            nodes.append((t[0], t[1], children))
        elif t[0] == "/":
            assert t[1] == close, f"unbalanced {t[1]} (open {close})"
            return nodes, i
        elif t[0] == "!": pass
        else: nodes.append(t)
    assert close is None, f"unclosed {close}"
    return nodes, i

cache = {}
def load(name):
    if name not in cache:
        with open(os.path.join(THEME, name + ".mustache"), encoding="utf-8") as f:
            cache[name] = parse(tokenize(f.read(), name))[0]
    return cache[name]

class Unknown(Exception): pass
def lookup(stack, key):
    if key == ".": return stack[-1]
    parts = key.split(".")
    if parts[0] == "t":
        used_strings.add(parts[1])
    for ctx in reversed(stack):
        if isinstance(ctx, dict) and parts[0] in ctx:
            v = ctx
            for p in parts:
                if v is None: return None
                if not isinstance(v, dict) or p not in v: raise Unknown(key)
                v = v[p]
            return v
    raise Unknown(key)

def render(nodes, stack, blocks, out):
    for n in nodes:
        if n[0] == "text": out.append(n[1])
        elif n[0] in ("v", "{", "&"):
            v = lookup(stack, n[1])
            assert isinstance(v, str), f"{n[1]} is {type(v).__name__}, not text: {v!r}"
            if n[0] == "v":
                before = "".join(out)[-60:]
                if re.search(r'(href|src|action)="$', before):
                    assert re.search(r"(url|Url)$", n[1]), f"{n[1]} in a URL attribute"
                assert n[1].split(".")[-1] not in HTML_NAMES, f"{n[1]} is HTML"
                out.append(html.escape(v))
            else:
                assert n[1] in HTML_NAMES, f"{n[1]} is not declared HTML"
                out.append(v)
        elif n[0] == "#":
            v = lookup(stack, n[1])
            if isinstance(v, list):
                for item in v: render(n[2], stack + [item], blocks, out)
            elif isinstance(v, dict): render(n[2], stack + [v], blocks, out)
            elif v: render(n[2], stack, blocks, out)
        elif n[0] == "^":
            if not lookup(stack, n[1]): render(n[2], stack, blocks, out)
        elif n[0] == ">": render(load(n[1]), stack, blocks, out)
        elif n[0] == "<":
            mine = {c[1]: c[2] for c in n[2] if c[0] == "$"}
            render(load(n[1]), stack, {**mine, **blocks}, out)
        elif n[0] == "$": render(blocks.get(n[1], n[2]), stack, {}, out)

def strings(lang):
    t = {}
    with open(os.path.join(THEME, "strings", lang + ".yml"), encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if not line or line.startswith("#"): continue
            k, v = line.split(": ", 1)
            assert k not in t, f"{k} twice"
            t[k] = json.loads(v) if v.startswith('"') else v
    return t

def main():
    out = sys.argv[1]; lang = sys.argv[2] if len(sys.argv) > 2 else "en"
    t = strings(lang)
    if lang != "en":
        base = lambda k: re.sub(r"\.(zero|one|other)$", "", k)
        missing = {base(k) for k in strings("en")} - {base(k) for k in t}
        assert not missing, missing
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out + "/assets")
    for f in os.listdir(THEME + "/assets"): shutil.copy(f"{THEME}/assets/{f}", out + "/assets/")
    for f in sorted(os.listdir(HERE)):
        if not f.endswith(".json"): continue
        view = json.load(open(os.path.join(HERE, f), encoding="utf-8"))
        template, path = view.pop("$template"), view.pop("$path")
        buf = []
        try: render(load(template), [{**view, "t": t}], {}, buf)
        except Exception as e:
            sys.exit(f"{f} ({template}): {type(e).__name__}: {e}; after …{''.join(buf)[-200:]}")
        dest = os.path.join(out, path)
        os.makedirs(os.path.dirname(dest), exist_ok=True)
        open(dest, "w", encoding="utf-8").write("".join(buf))
    plain = {k for k in t if "." not in k}
    if lang == "en":
        src = open(THEME + "/strings/en.yml").read().split("# Phrases")[0]
        fixed = {l.split(":")[0] for l in src.split("\n") if l and not l.startswith("#")}
        print("fixed strings never used:", sorted(fixed - used_strings))
main()
