#!/usr/bin/env python3
"""What the program does when the machine fails it: faults.py PROGRAM [PART...], the parts in the order of `PARTS`.

Each part prints a line with what was tried. A part that needs what is not there (strace, root) says so and is passed over.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

NOBODY = 65534
TREE = dict[str, bytes]
# Outputs that replace what was there, each with what it is called on the command line.
OUTPUTS = ["data/", "facts.csv", "facts.jsonl", "facts.xlsx", "facts.parquet", "facts.sqlite"]
# The calls that an output is made with. Those of SQLite stand alone: strace counts each call by itself, so the first write
# of a run that writes none otherwise is that of its message.
CALLS = {
    "write": "write,writev",
    "place": "pwrite64",
    "sync": "fsync,fdatasync",
    "rename": "rename,renameat,renameat2",
    "make": "mkdir,mkdirat,ftruncate",
}


class Fault(AssertionError):
    """Something is not as it should be."""


def expect(truth: bool, what: str) -> None:
    if not truth:
        raise Fault(what)


class Desk:
    """A folder with two inputs, of which the second brings changes, and the program."""

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder, self.program = folder, program
        self.inputs = {
            name: "".join(document(at, step if at % 3 == 0 else 0) for at in range(60)).encode()
            for name, step in (("old", 0), ("new", 1))
        }

        self.outputs = [output for output in OUTPUTS if self.extract("old", f"known-{output}").returncode == 0]
        for path in folder.glob("known-*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def run(self, *arguments: object, before: tuple[str, ...] = (), **options: object) -> subprocess.CompletedProcess[bytes]:
        command = [*before, str(self.program), *map(str, arguments)]
        return subprocess.run(command, cwd=self.folder, capture_output=True, check=False, timeout=120, **options)  # type: ignore[call-overload, no-any-return]

    def extract(self, name: str, output: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        """A run over an input of that name; all come from one place, which tables of documents name."""
        return self.run("extract", "--quiet", "--threads", 1, "-", "-o", output, input=self.inputs[name], **options)

    def made(self, name: str, output: str) -> TREE:
        """What an undisturbed run makes of the input, where nothing else is left."""
        done = self.extract(name, output)
        expect(done.returncode == 0, f"{output}: an undisturbed run says {said(done)}")
        self.expect_clean(output)
        return self.tree(output)

    def tree(self, output: str) -> TREE:
        """The files of an output, with what is in them."""
        path = self.folder / output
        if path.is_dir():
            return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
        return {"": path.read_bytes()} if path.exists() else {}

    def expect_clean(self, output: str) -> None:
        left = [path.name for path in (self.folder / output).parent.iterdir() if path.name.startswith(".")]
        expect(not left, f"{output}: left behind: {left}")


def document(at: int, step: int) -> str:
    text = f"China's exports rose {at % 9 + 1}.{step} percent to ${at + step}.5 billion in April 2023."
    return json.dumps({"id": f"d{at}", "text": text, "published": "2023-05-22"}) + "\n"


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return f"{done.returncode}: {done.stderr.decode(errors='replace').strip()!r}"


def injected(desk: Desk) -> str:
    """Every write, sync and rename of a run fails, or is the last: the old output or the new one, and none is torn."""
    if not shutil.which("strace"):
        return "passed over: there is no strace"
    tried: Counter[str] = Counter()
    for output in desk.outputs:
        new = desk.made("new", output)
        old = desk.made("old", output) if output != "data/" else None
        for kind, calls in CALLS.items():
            for effect in ("error=EIO", "error=ENOSPC", "signal=KILL"):
                for at in range(1, 1000):
                    if output == "data/":
                        shutil.rmtree(desk.folder / "data")
                        old = desk.made("old", output)
                    assert old is not None
                    if not inject(desk, output, f"inject={calls}:{effect}:when={at}", old, new):
                        break
                    tried[effect] += 1
                expect(at < 999, f"{output}: {kind} has no end")
    return ", ".join(f"{effect} {count} times" for effect, count in sorted(tried.items()))


def inject(desk: Desk, output: str, what: str, old: TREE, new: TREE) -> bool:
    """One disturbed run, then an undisturbed one; false where the run was over before."""
    log = desk.folder / "strace.txt"
    before = ("strace", "-f", "-o", str(log), "-e", "trace=" + what.split(":")[0].removeprefix("inject="), "-e", what)
    done = desk.extract("new", output, before=before)
    trace = log.read_text(errors="replace")
    log.unlink()
    hit = "INJECTED" in trace or "killed by SIGKILL" in trace
    found = desk.tree(output)
    where = f"{output}: {what}: {said(done)}"
    expect(found in (old, new), f"{where}: neither the old output nor the new one")
    if hit and "error" in what and done.returncode != 0:
        name = output.rstrip("/")
        expect(name in done.stderr.decode(), f"{where}: the message does not name {name}")
    expect(b"panicked" not in done.stderr, where)
    expect(done.returncode != 0 or found == new, f"{where}: it says that all went well")
    again = desk.made("new", output)
    expect(again == new, f"{where}: the next run makes something else")
    if output != "data/":
        desk.made("old", output)
    return hit


def resumed(desk: Desk) -> str:
    """A long run dies at a write, and the next goes on from what it kept: the bytes of a run that did not die."""
    if not shutil.which("strace"):
        return "passed over: there is no strace"
    desk.inputs["long"] = "".join(document(at, 0) for at in range(50_000)).encode()
    log = desk.folder / "strace.txt"
    calls = ",".join(CALLS.values())
    trace = ("strace", "-f", "-o", str(log), "-e", f"trace={calls}")
    expect(desk.extract("long", "data/", before=trace).returncode == 0, "a long run")
    wanted, count = desk.tree("data/"), len(log.read_text(errors="replace").splitlines())
    kept = 0
    for at in range(1, count, count // 20):
        shutil.rmtree(desk.folder / "data")
        desk.extract("long", "data/", before=(*trace, "-e", f"inject={calls}:signal=KILL:when={at}"))
        expect(desk.tree("data/") in ({}, wanted), f"killed at call {at} of {count}: the dataset is torn")
        kept += any(file.stat().st_size > 1 << 20 for file in desk.folder.glob(".data.part/*") if file.is_file())
        expect(desk.made("long", "data/") == wanted, f"killed at call {at} of {count}: the next run makes something else")
    return f"{len(range(1, count, count // 20))} kills in {count} calls; {kept} runs had kept something"


def full(desk: Desk) -> str:
    """The disk is full, with 8 KiB more left each time: the old output as it was, and the message names it."""
    if os.geteuid() != 0:
        return "passed over: a file system of its own needs root"
    disk = desk.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], check=False, capture_output=True).returncode:
        return "passed over: no file system can be mounted here"
    failed = 0
    try:
        for output in desk.outputs:
            place = f"disk/{output}"
            new = desk.made("new", place)
            (disk / "filler").unlink(missing_ok=True)
            for free in range(0, 2048, 8):
                shutil.rmtree(disk / "data", ignore_errors=True)
                old = desk.made("old", place)
                room = os.statvfs(disk)
                filler = room.f_bavail * room.f_frsize - free * 1024
                (disk / "filler").write_bytes(b"\0" * max(filler, 0))
                done = desk.extract("new", place)
                found = desk.tree(place)
                where = f"{output} with {free} KiB left: {said(done)}"
                expect(found == (new if done.returncode == 0 else old), f"{where}: not what it says")
                expect(done.returncode == 0 or place.rstrip("/") in done.stderr.decode(), where)
                (disk / "filler").unlink()
                expect(desk.made("new", place) == new, f"{where}: the next run makes something else")
                failed += done.returncode != 0
                if done.returncode == 0:
                    break
            expect(done.returncode == 0, f"{output}: it never fits")
            shutil.rmtree(disk / "data", ignore_errors=True)
            for file in disk.iterdir():
                file.unlink()
    finally:
        subprocess.run(["umount", disk], check=True)
    return f"{failed} runs on a full disk"


def rights(desk: Desk) -> str:
    """As a user who may not write or read: the message names the path, and nothing is changed."""
    if os.geteuid() != 0:
        return "passed over: another user needs root"
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    tried = 0
    for output in [*desk.outputs, "other/facts.csv"]:
        folder = desk.folder / "locked"
        folder.mkdir(exist_ok=True)
        if output != "other/facts.csv":
            desk.made("old", f"locked/{output}")
        folder.chmod(0o555)
        old = desk.tree(f"locked/{output}")
        done = desk.extract("new", f"locked/{output}", **user)
        where = f"locked/{output}: {said(done)}"
        expect(done.returncode != 0 and f"locked/{output.rstrip('/')}" in done.stderr.decode(), where)
        expect("ermission denied" in done.stderr.decode() or "o such file" in done.stderr.decode(), where)
        expect(desk.tree(f"locked/{output}") == old, f"{where}: the old output is changed")
        tried += 1
    for option in ("--documents", "--mentions"):
        done = desk.run("extract", "--quiet", "-", option, "locked/table.csv", input=desk.inputs["new"], **user)
        expect(done.returncode != 0 and b"locked/table.csv" in done.stderr, f"{option}: {said(done)}")
        tried += 1
    desk.made("new", "facts.jsonl")
    done = desk.run("report", "facts.jsonl", "-o", "locked/report.html", **user)
    expect(done.returncode != 0 and b"locked/report.html" in done.stderr, f"report: {said(done)}")
    secret = desk.folder / "secret.txt"
    secret.write_text("Exports rose 5 percent in May 2021.")
    secret.chmod(0o600)
    done = desk.run("extract", "--quiet", "secret.txt", "-", input=desk.inputs["new"], **user)
    expect(done.returncode == 1 and b"secret.txt" in done.stderr, f"an input without rights: {said(done)}")
    expect(done.stdout.count(b"\n") > 60, "the other documents are read")
    return f"{tried + 2} runs without rights"


def pairs(desk: Desk) -> str:
    """Two runs at once on one output: that of one of them, and none is torn."""
    outcomes: Counter[str] = Counter()
    for output in ("data/", "facts.csv"):
        wanted = [desk.made(name, output) for name in ("old", "new")]
        for _ in range(50):
            both = ("old", "new")
            done: dict[str, subprocess.CompletedProcess[bytes]] = {}
            threads = [
                threading.Thread(target=lambda name=name: done.update({name: desk.extract(name, output)})) for name in both
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            codes = [done[name].returncode for name in both]
            where = f"{output}: {[said(one) for one in done.values()]}"
            expect(desk.tree(output) in wanted, f"{where}: the output is none of the two")
            expect(0 in codes, where)
            for one in done.values():
                busy = b"expected to be the only run" in one.stderr
                expect(one.returncode == 0 or busy, where)
            desk.expect_clean(output)
            outcomes["both" if codes == [0, 0] else "one"] += 1
    return f"{sum(outcomes.values())} pairs: both wrote {outcomes['both']} times, one {outcomes['one']} times"


def pipes(desk: Desk) -> str:
    """The reader of the output goes away after a line."""
    (desk.folder / "long.jsonl").write_text("".join(document(at, 0) for at in range(20_000)), "utf-8")
    forms = ("csv", "tsv", "jsonl", "sdmx-csv")
    for form in forms:
        command = f"{desk.program} extract --quiet long.jsonl --format {form} | head -n 1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], cwd=desk.folder, capture_output=True, check=True, timeout=120)
        lines = done.stdout.decode().splitlines()
        expect(len(lines) == 2 and not done.stderr, f"{form}: {said(done)} {lines}")
        expect(lines[1] in ("0", "1", "141"), f"{form}: it ended with {lines[1]}")
    (desk.folder / "long.jsonl").unlink()
    return f"{len(forms)} forms"


def lines(desk: Desk) -> str:
    """A record of a gigabyte between two others: an error, and the others are read; in 150 MB of memory."""
    filler = b"so many words and figures of 5 percent, " * 25_000
    text = b"Exports rose 5 percent to $3 billion in May 2021."
    json_line, csv_line = b'{"text":"%s"}\n' % text, b'"%s"\n' % text
    # Name, what stands before and behind the filler, and the facts that are read: of CSV, none behind the long record.
    cases = [
        ("closed.jsonl", json_line + b'{"text":"', b'"}\n' + json_line, 2),
        ("open.jsonl", json_line + b'{"text":"', b"", 1),
        ("closed.json", b"[" + json_line + b',{"text":"', b'"},' + json_line + b"]", 1),
        ("closed.csv", b"text\n" + csv_line + b'"', b'"\n' + csv_line, 1),
        ("open.csv", b"text\n" + csv_line + b'"', b"", 1),
    ]
    most = 0
    for name, head, tail, facts in cases:
        code, out, err, megabytes = poured(desk, name, pieces(head, filler, tail))
        rows = out.count(b"\n") - 1
        where = f"{name}: {code}, {rows} facts, {megabytes} MB: {err!r}"
        expect(code == 1 and rows == facts, where)
        expect(b"32 MiB" in err and f"{name}:".encode() in err, where)
        expect(megabytes <= 150, where)
        most = max(most, megabytes)
    return f"{len(cases)} records of 1 GB, at most {most} MB of memory"


def pieces(head: bytes, middle: bytes, tail: bytes) -> Iterator[bytes]:
    yield head
    for _ in range(10**9 // len(middle)):
        yield middle
    yield tail


def poured(desk: Desk, name: str, data: Iterator[bytes]) -> tuple[int, bytes, bytes, int]:
    """A run over what is poured into a pipe of that name: its exit code, what it prints, and its memory in MB."""
    pipe = desk.folder / name
    os.mkfifo(pipe)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        command = [str(desk.program), "extract", "--quiet", name]
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=desk.folder)
        try:
            with pipe.open("wb") as writer:
                for piece in data:
                    writer.write(piece)
        except BrokenPipeError:
            pass
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return child.returncode, out.read(), err.read(), used.ru_maxrss // 1024


PARTS: dict[str, Callable[[Desk], str]] = {
    part.__name__: part for part in (injected, resumed, full, rights, pairs, pipes, lines)
}


def main() -> None:
    given, *names = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="tradefacts-faults-") as folder:
        top = Path(folder)
        top.chmod(0o755)
        program = Path(shutil.copy(given, top / "tradefacts"))
        for name in names or PARTS:
            desk = top / name
            desk.mkdir()
            made = Desk(desk, program)
            without = sorted(set(OUTPUTS) - set(made.outputs))
            print(f"{name}: {PARTS[name](made)}", *[f"without {output}" for output in without], sep=", ", flush=True)


if __name__ == "__main__":
    main()
