"""Imports large exports into new folders and prints a table: what each needs of memory and time.

    python3 Benchmarks/import/measure.py PROGRAM FOLDER [KIND…]

FOLDER holds one folder an export, named by the KIND that made it with `large-export.py`. Peak memory is the kernel's (`ru_maxrss`, as `/usr/bin/time -v`
prints it), in MB of a million bytes; time is that of the processor. With `--again` each is imported a second time over the first, and that is measured.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

arguments = [word for word in sys.argv[1:] if word != "--again"]
again = "--again" in sys.argv
program, folder, kinds = arguments[0], arguments[1], arguments[2:]
print("| export | MiB | questions | answers | peak MB | CPU s |\n| --- | --: | --: | --: | --: | --: |")
for kind in kinds or sorted(os.listdir(folder)):
    path = os.path.join(folder, kind)
    if not os.path.isdir(path):
        continue
    size = sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(path) for name in names)
    work = tempfile.mkdtemp(dir=folder + "/..")
    try:
        for run in range(2 if again else 1):
            with open(os.path.join(work, "out"), "w") as out:
                child = subprocess.Popen([program, "import", "zulip" if kind.startswith("zulip") else kind, path, "--into", os.path.join(work, "site")], stdout=out, stderr=subprocess.STDOUT)
                _, status, usage = os.wait4(child.pid, 0)
            text = open(os.path.join(work, "out")).read()
            if status:
                sys.exit("%s failed: %s" % (kind, text[:500]))
            counts = re.search(r"(\d+) questions?, (\d+) answers?", text)
            print("| %s%s | %d | %s | %s | %d | %.1f |" % (kind, ", again" if run else "", size >> 20, counts[1], counts[2], usage.ru_maxrss * 1024 // 1_000_000, usage.ru_utime + usage.ru_stime), flush=True)
    finally:
        shutil.rmtree(work)
