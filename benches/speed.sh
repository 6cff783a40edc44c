#!/bin/sh
# Prints how fast the program reads, beside `wc -w` on the same bytes.
# The text is data/samples, repeated; or the files given:  benches/speed.sh [FILE.txt ...]
set -eu
cd "$(dirname "$0")/.."
runs=5
bytes=30000000

cargo build --release --quiet
program=${CARGO_TARGET_DIR:-target}/release/tradefacts
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# One document after the other, as one JSON object a line.
python3 - "$folder" "$bytes" "$@" <<'PYTHON'
import glob, json, sys
folder, wanted, files = sys.argv[1], int(sys.argv[2]), sys.argv[3:] or sorted(glob.glob("data/samples/*.txt"))
texts = [open(file, encoding="utf-8").read() for file in files]
size = sum(len(text.encode()) for text in texts)
with open(folder + "/text.jsonl", "w") as lines, open(folder + "/text.txt", "w") as plain:
    for turn in range(max(1, wanted // size)):
        for at, text in enumerate(texts):
            lines.write(json.dumps({"id": f"{turn}-{at}", "text": text}, ensure_ascii=False) + "\n")
            plain.write(text)
PYTHON

# Best of several runs: whatever else the machine does only adds time.
best() {
    python3 - "$runs" "$@" <<'PYTHON'
import subprocess, sys, time
def run():
    start = time.perf_counter()
    subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start
print(min(run() for _ in range(int(sys.argv[1]))))
PYTHON
}

export LC_ALL=C
size=$(wc -c < "$folder/text.txt")
head -c 5000 "$folder/text.txt" > "$folder/one.txt"
words=$(best wc -w "$folder/text.txt")
facts=$(best "$program" extract "$folder/text.jsonl" --threads 1 --format csv -o /dev/null)
one=$(best "$program" extract "$folder/one.txt")
awk -v size="$size" -v words="$words" -v facts="$facts" -v one="$one" 'BEGIN {
    printf "text                 %8.1f MB\n", size / 1e6
    printf "tradefacts extract   %8.1f MB/s, one thread\n", size / 1e6 / facts
    printf "wc -w                %8.1f MB/s\n", size / 1e6 / words
    printf "ratio                %8.1f times the time of wc -w\n", facts / words
    printf "one file of 5 KB     %8.1f ms, start included\n", one * 1e3
}'
