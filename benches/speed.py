#!/usr/bin/env python3
"""How fast the program reads, beside `wc -w` and ripgrep on the same bytes in the same run.

    benches/speed.py                     the texts of texts.py, 100 MB each: the start is little of their time
    benches/speed.py --megabytes 5       less of them
    benches/speed.py --file NEWS.jsonl   a text of your own besides, as JSON Lines; can be repeated
    benches/speed.py --peers             other extractors too: makes a virtual environment and installs them

Times are user and system time together, which other work on the machine changes less than the time of a clock;
for two threads it is the time of a clock. Each command runs several times, in turns with the others, and its best run counts.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import texts

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MONEY = r"(\$|USD|EUR) ?[0-9][0-9,.]*( (million|billion|trillion))?"
#: What peers read of a text, in bytes: they are slow.
OF_PEERS = 100_000
PEERS = {
    "quantulum3": (
        ["quantulum3"],
        "from quantulum3 import parser\nfor text in texts: parser.parse(text)",
    ),
    "Recognizers-Text": (
        ["recognizers-text-suite"],
        "from recognizers_number_with_unit import recognize_currency as read\nfor text in texts: read(text, 'en-us')",
    ),
}


def run(command):
    """Runs a command; the seconds of a clock, and of the processors."""
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # 1 where a document could not be read and the others were.
    if child.returncode not in (0, 1):
        sys.exit(f"expected {' '.join(command)} to succeed, found exit code {child.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def best(commands, runs):
    """The best clock and processor time of each command, which take turns."""
    times = {name: (float("inf"), float("inf")) for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name] = tuple(map(min, times[name], run(command)))
    return times


def plain(lines, folder):
    """Writes the texts of JSON Lines as files and as one; the folder and the file."""
    os.makedirs(folder, exist_ok=True)
    whole = folder + ".txt"
    with open(lines, encoding="utf-8") as source, open(whole, "w", encoding="utf-8") as all_texts:
        for number, line in enumerate(source):
            text = json.loads(line)["text"]
            all_texts.write(text + "\n")
            with open(os.path.join(folder, f"{number:06}.txt"), "w", encoding="utf-8") as file:
                file.write(text)
    return folder, whole


def measure(name, lines, folder, program, runs):
    files, whole = plain(lines, os.path.join(folder, "plain-" + name))
    extract = [program, "extract", "--quiet", "--format", "csv", "-o", "/dev/null"]
    commands = {
        "wc": ["wc", "-w", whole],
        "facts": [*extract, "--threads", "1", lines],
        "facts, 2 threads": [*extract, "--threads", "2", lines],
        "facts of files": [*extract, "--threads", "1", files],
    }
    if shutil.which("rg"):
        commands["rg"] = ["rg", "-j1", "--no-unicode", "--count-matches", MONEY, whole]
    times = best(commands, runs)
    size, cpu = os.path.getsize(whole) / 1e6, {command: times[command][1] for command in times}
    rg = f"{cpu['rg'] / cpu['facts']:.2f}" if "rg" in cpu else "-"
    print(
        f"| {name} | {size:.1f} | {size / cpu['facts']:.1f} | {cpu['wc'] / cpu['facts']:.2f} | {rg} "
        f"| {times['facts'][0] / times['facts, 2 threads'][0]:.2f} | {cpu['facts of files'] / cpu['facts']:.2f} |",
        flush=True,
    )


def start(folder, program, runs):
    """The time of a clock for one article of 5 KB, in milliseconds."""
    article = os.path.join(folder, "article.txt")
    with (
        open(os.path.join(folder, "plain-dense.txt"), encoding="utf-8") as source,
        open(article, "w") as file,
    ):
        file.write(source.read(5000))
    command = [program, "extract", "--quiet", article]
    return best({"one": command}, 4 * runs)["one"][0] * 1e3


def works(command):
    """Whether a command succeeds."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def measure_peers(folder, lines, program, runs):
    """Peers and the program on the first bytes of a text, in MB/s of processor time."""
    some, size = os.path.join(folder, "some.jsonl"), 0
    with open(lines, encoding="utf-8") as source, open(some, "w", encoding="utf-8") as out:
        for line in source:
            if size < OF_PEERS:
                out.write(line)
                size += len(json.loads(line)["text"].encode())
    home = os.path.join(folder, "peers")
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    python = os.path.join(home, "bin", "python")
    read = f"import json\ntexts = [json.loads(line)['text'] for line in open({some!r})]\n"
    commands = {"tradefacts extract": [program, "extract", "--quiet", "--threads", "1", some]}
    for peer, (packages, code) in PEERS.items():
        trial = code.replace("in texts", "in ['$5 billion']")
        if works([python, "-m", "pip", "install", "--quiet", *packages]) and works([python, "-c", trial]):
            commands[peer] = [python, "-c", read + code]
        else:
            print(f"{peer}: left out, it cannot be installed or does not run here", file=sys.stderr)
    for name, (_, cpu) in best(commands, min(runs, 2)).items():
        print(f"| {name} | {size / 1e6 / cpu:.3f} |")


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--megabytes", type=float, default=100)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--file", action="append", default=[], metavar="FILE.jsonl")
    options.add_argument("--peers", action="store_true")
    options.add_argument("--program", help="measured instead of a release build of this tree")
    given = options.parse_args()
    program = given.program
    if program is None:
        subprocess.run(["cargo", "build", "--locked", "--release", "--quiet"], cwd=ROOT, check=True)
        program = os.path.join(
            os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "tradefacts"
        )
    with tempfile.TemporaryDirectory() as folder:
        print("| text | MB | MB/s | times `wc -w` | times `rg` | 2 threads | JSON Lines, times files |")
        print("|---|---|---|---|---|---|---|")
        for name in ["news", "sparse", "figures", "dense"]:
            lines = os.path.join(folder, name + ".jsonl")
            texts.write(lines, name, int(given.megabytes * 1e6))
            measure(name, lines, folder, program, given.runs)
        for file in given.file:
            measure(os.path.basename(file), file, folder, program, given.runs)
        print(f"\none article of 5 KB, start included: {start(folder, program, given.runs):.1f} ms")
        if given.peers:
            print("\n| on dense | MB/s |\n|---|---|")
            measure_peers(folder, os.path.join(folder, "dense.jsonl"), program, given.runs)


if __name__ == "__main__":
    main()
