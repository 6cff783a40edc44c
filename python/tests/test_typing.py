"""Types: the stub of the rows follows the schema, and a user's script passes `mypy --strict`.

`TRADEFACTS_BLESS=1 pytest tests/test_typing.py` writes the stub anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import tradefacts
from tradefacts.schema import TABLES

TYPES = {"string": "str", "decimal": "Decimal", "integer": "int", "date": "date"}
ROWS = {"Fact": "facts", "Mention": "mentions", "Failure": "errors"}

HEAD = '''\
"""The rows of the tables, as named tuples that follow the schema."""

# Written by tests/test_typing.py from the schema.

from datetime import date
from decimal import Decimal
from typing import NamedTuple

__all__ = ["Fact", "Failure", "Mention"]
'''

SCRIPT = '''\
from datetime import date
from decimal import Decimal

import tradefacts

found: tradefacts.Extraction = tradefacts.extract("Exports rose 5 percent.", published=date(2023, 5, 22))
facts: tradefacts.Table[tradefacts.Fact] = found.facts
total = sum((fact.value for fact in facts if fact.value is not None), Decimal(0))
first: tradefacts.Fact = facts[0]
start: date | None = first.period_start
flow: str = first.trade_flow
quote: str = first.quote
places: list[tuple[int, int]] = [(mention.start, mention.end) for mention in found.mentions]
extractor = tradefacts.Extractor(language="en")
batch = extractor.extract_batch([{"text": "Exports rose.", "id": 5}, "Imports fell."], threads=2)
findings: tradefacts.Findings = tradefacts.check(found, known=[{"trade_flow": "X", "value": Decimal(1)}], only=["known"])
low: Decimal | None = tradefacts.diff(facts, batch)[0].compared[0].low
page: str = tradefacts.report(found, documents=["Exports rose."], title="A page").html
errors = [finding.message for finding in findings if finding.severity == "error"]
try:
    batch.to_arrow("mentions")
except tradefacts.Error as error:
    print(error.kind, error.position, error.message)
print(total, start, flow, quote, places, [failure.message for failure in batch.errors])
'''

WRONG = '''\
import tradefacts

fact = tradefacts.extract("Exports rose 5 percent.").facts[0]
print(fact.price)
number: int = fact.value
tradefacts.extract("Exports rose.", published=2023)
'''


def stub() -> str:
    """The text of `rows.pyi`."""
    parts = [HEAD]
    for row, table in ROWS.items():
        parts.append(f'\nclass {row}(NamedTuple):\n    """{TABLES[table].doc}"""\n')
        for column in TABLES[table].columns.values():
            doc = textwrap.fill(f'"""{column.doc}"""', 100, initial_indent="    ", subsequent_indent="    ")
            missing = "" if column.required else " | None"
            parts.append(f"\n    {column.name}: {TYPES[column.type]}{missing}\n{doc}\n")
    return "".join(parts)


def test_the_stub_follows_the_schema() -> None:
    path = Path(__file__).parents[1] / "tradefacts/rows.pyi"
    if os.environ.get("TRADEFACTS_BLESS"):
        path.write_text(stub(), "utf-8")
    assert path.read_text("utf-8") == stub(), "TRADEFACTS_BLESS=1 writes it anew"
    installed = Path(tradefacts.__file__).parent / "rows.pyi"
    assert installed.read_text("utf-8") == stub(), "the wheel was built before the stub was written"


def mypy(script: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={script.parent}", *options, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=script.parent)
    return done.returncode, done.stdout + done.stderr


def test_a_script_of_a_user_is_typed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    code, said = mypy(script)
    assert code == 0, said
    subprocess.run([sys.executable, script], check=True, capture_output=True)


def test_mistakes_of_a_user_are_found(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(WRONG, "utf-8")
    code, said = mypy(script)
    assert code == 1 and said.count("error:") == 3, said
    assert '"Fact" has no attribute "price"' in said and "Decimal | None" in said


def test_the_package_is_typed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", f"--cache-dir={tmp_path}"]
    done = subprocess.run(
        [*command, "--package", "tradefacts"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout


def test_the_stub_of_the_compiled_half_is_what_is_compiled(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy.stubtest", "--ignore-missing-stub", "tradefacts._native"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
