"""What the tests share: the sample articles, and the program that the package must agree with."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def samples() -> list[dict[str, str]]:
    """The sample articles; `id` is the path that the program would name."""
    paths = sorted((ROOT / "data/samples").glob("*.txt"))
    assert len(paths) > 5
    return [{"id": path.relative_to(ROOT).as_posix(), "text": path.read_text("utf-8")} for path in paths]


@pytest.fixture(scope="session")
def program() -> Any:
    """Runs the program with these arguments from the root of the repository and returns what it prints."""
    path = os.environ.get("TRADEFACTS_PROGRAM", str(ROOT / "target/release/tradefacts"))
    assert Path(path).exists(), f"{path}: build the program, or name it in TRADEFACTS_PROGRAM"

    def run(*arguments: object, ok: tuple[int, ...] = (0,)) -> bytes:
        done = subprocess.run([path, *map(str, arguments)], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode in ok, done.stderr.decode()
        return done.stdout

    return run


def json_lines(rows: Any) -> bytes:
    """Rows as the program writes JSON Lines: decimals and dates are strings."""

    def plain(value: object) -> object:
        return str(value) if isinstance(value, (Decimal, date)) else value

    lines = []
    for row in rows:
        cells = {name: plain(value) for name, value in row._asdict().items()}
        lines.append(json.dumps(cells, ensure_ascii=False, separators=(",", ":")) + "\n")
    return "".join(lines).encode()


def many(count: int) -> list[dict[str, Any]]:
    """Short documents that differ, each with a fact or two; every hundredth has no usable date."""
    flows, places = ("Exports", "Imports"), ("Germany", "Viet Nam", "Côte d'Ivoire", "Brazil")
    out = []
    for at in range(count):
        flow, place = flows[at % 2], places[at % 4]
        text = (
            f"{flow} of steel to {place} – says the ministry – rose {at % 97}.{at % 10} percent to "
            f"${at % 1000}.{at % 7} billion in the first four months of this year. Nothing else was said of the € at all."
        )
        out.append({"id": str(at), "text": text, "published": "May 22" if at % 100 == 99 else "2023-05-22"})
    return out
