#!/usr/bin/env bash
# Counts the instructions of three fixed runs with callgrind, which no other work on the machine changes.
#
#   benches/instructions.sh          compares with benches/instructions.txt; fails where a run has 2% more
#   benches/instructions.sh record   writes benches/instructions.txt anew
#
# The runs: `start` is one article of 2 KB; `dense` is the samples, each 20 times; `other` is 1 MB of text without trade.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --locked --release --quiet
program=${CARGO_TARGET_DIR:-target}/release/tradefacts
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

cp data/samples/china-russia-2023.txt "$work/start.txt"
mkdir "$work/dense" "$work/other"
for copy in $(seq 20); do
    for sample in data/samples/*.txt; do cp "$sample" "$work/dense/$copy-$(basename "$sample")"; done
done
for copy in $(seq 100); do
    for line in $(seq 100); do
        echo "The minister spoke on day $line of the weather and of the state of the roads in the north of the country."
    done >"$work/other/$copy.txt"
done

count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" extract "$1" --threads 1 \
        --published 2023-05-22 --output "$work/out.csv" 2>&1 | awk '/Collected/ { print $NF }'
}

recorded=benches/instructions.txt
[ "${1:-}" = record ] && : >"$recorded"
failed=0
for run in start.txt dense other; do
    name=${run%.txt}
    now=$(count "$work/$run")
    if [ "${1:-}" = record ]; then
        echo "$name $now" | tee -a "$recorded"
        continue
    fi
    before=$(awk -v name="$name" '$1 == name { print $2 }' "$recorded")
    change=$(awk -v now="$now" -v before="$before" 'BEGIN { printf "%+.2f", 100 * (now - before) / before }')
    echo "$name: $now instructions, $change% of those recorded"
    awk -v change="$change" 'BEGIN { exit change > 2 }' || failed=1
done
exit "$failed"
