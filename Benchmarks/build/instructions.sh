#!/usr/bin/env bash
# Instructions of a clean build of 1,000 threads with one job, by stage, counted by callgrind: the same on a busy machine as on an idle one, so that a
# later change can be compared with it. The first table is the program's, the second its worker's. Needs valgrind, cc and a release build.
#
# Usage: instructions.sh WORK_FOLDER [PROGRAM]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mkdir -p "$1" && cd "$1" && pwd)
program=${2:-"$here/../../.build/release/answerable"}
rm -rf "$work"/callgrind.* "$work/out" "$work/.out.answerable"
cc -O1 -shared -fPIC -o "$work/traced.so" "$here/traced.c" -ldl
# Without what debuggers read, which valgrind takes for damaged; the names of functions stay.
strip --strip-debug -o "$work/answerable" "$program"
python3 "$here/community.py" --threads 1000 --into "$work/site"
# Once without counting: it leaves the program's own digest where builds look for it.
"$work/answerable" build --site "$work/site" --output "$work/out" --jobs 1 --quiet
LD_PRELOAD="$work/traced.so" valgrind --tool=callgrind --trace-children=yes --callgrind-out-file="$work/callgrind.%p" \
    "$work/answerable" build --site "$work/site" --output "$work/out" --jobs 1 --clean >"$work/valgrind.log" 2>&1
stages='PROGRAM TOTALS|static Worker.run|parseFile|renderMarkdown\(|cmark_parser_finish|BlockSplitter.split|WorkerPool.answer|ContentTree.discover|assembledSite|LinkTable.init|[^#] analysed\(|DocumentAnalyser.record|TopicNearness.init|SiteModel.init|OutputKeys.init|PathClaims.init|KeptIndex.make|CompiledTemplate.render\(_:\)|PageComposer.threadPage|PageComposer.threadJSON|PageComposer.atomFeed|PageComposer.jsonFeed|FileMaker.make|RecordCache.save'
for file in $(ls -S "$work"/callgrind.*); do
    sed -n 's/^cmd: //p' "$file" | head -1 | cut -c1-80
    callgrind_annotate --inclusive=yes --threshold=100 "$file" | swift demangle --simplified |
        { grep -E "$stages" || true; } | grep -vE 'partial apply|in closure|closure #[2-9]|closure #1 in (Page|render|KeptIndex|TopicNearness|OutputKeys)|in static KeptIndex' | sed -E 's/\[[^]]*\]//g; s/ +/ /g; s/ \?\?\?:/ /' | awk '!seen[$0]++' | head -60
done
