#!/usr/bin/env bash
# Instructions of a clean build of 1,000 threads with one job, by stage, counted by callgrind: the same on a busy machine as on an idle one, so that a
# later change can be compared with it. Needs valgrind and a release build.
#
# Usage: instructions.sh WORK_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program="$here/../../.build/release/answerable"
work=$1
mkdir -p "$work"
rm -f "$work"/callgrind.*
# Without what debuggers read, which valgrind takes for damaged; the names of functions stay.
strip --strip-debug -o "$work/answerable" "$program"
program="$work/answerable"
python3 "$here/community.py" --threads 1000 --into "$work/site"
valgrind --tool=callgrind --trace-children=yes --callgrind-out-file="$work/callgrind.%p" \
    "$program" build --site "$work/site" --output "$work/out" --jobs 1 --clean >"$work/valgrind.log" 2>&1
for file in "$work"/callgrind.*; do
    echo "$(basename "$file"): $(sed -n 's/^cmd: //p' "$file" | head -1 | cut -c1-80)"
    callgrind_annotate --inclusive=yes --threshold=100 "$file" | swift demangle --simplified |
        grep -E "PROGRAM TOTALS|static LoadedSite.load|parseFile|renderMarkdown|assembleSite|LinkTable.init|relatedThreads|[^a-z]analysed|SiteModel.init|OutputKeys.init|buildSearchIndex|CompiledTemplate.render\(_:\)|OutputFolder.update|ParseCache.save|cmark_parser_finish|Worker.run" |
        sed -E 's/\[[^]]*\]//g; s/ +/ /g' | awk '!seen[$0]++' | head -40
done
