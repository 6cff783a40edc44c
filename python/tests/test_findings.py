"""`check`, `diff` and `report`: what the program does, of facts in every form."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest
import tradefacts
from conftest import ROOT, json_lines

SAMPLES = ROOT / "data/samples"
KNOWN = SAMPLES / "german-release-2022.known.csv"

WRONG = (
    "In May 2021, exports of Germany rose to $30.0 billion, imports fell to $20.0 billion and the trade surplus was "
    "$11.0 billion."
)


@pytest.fixture
def release() -> tradefacts.Extraction:
    name = "data/samples/german-release-2022.txt"
    return tradefacts.extract((ROOT / name).read_text("utf-8"), id=name)


@pytest.fixture
def written(release: tradefacts.Extraction, tmp_path: Path) -> Path:
    """The same facts in a file."""
    path = tmp_path / "release.jsonl"
    path.write_bytes(json_lines(release.facts))
    return path


FORMS: list[Callable[[tradefacts.Extraction], Any]] = [
    lambda found: found,
    lambda found: found.facts,
    lambda found: list(found.facts),
    lambda found: [fact._asdict() for fact in found.facts],
    lambda found: found.to_arrow(),
    lambda found: found.to_polars(),
    lambda found: found.to_pandas(),
]


@pytest.mark.parametrize("form", FORMS)
def test_facts_of_every_form_are_checked_alike(release: tradefacts.Extraction, form: Any) -> None:
    wanted = tradefacts.check(release, known=KNOWN)
    assert len(wanted) > 3
    assert tradefacts.check(form(release), known=KNOWN) == wanted


@pytest.mark.parametrize("form", ["text", "csv", "jsonl", "junit", "markdown"])
def test_findings_are_those_of_the_program(
    release: tradefacts.Extraction, written: Path, program: Any, form: str
) -> None:
    found = tradefacts.check(release, known=[KNOWN, "official"])
    wanted = program("check", written, "--known", KNOWN, "--known", "official", "--format", form, ok=(0, 1))
    assert found.written(form) == wanted.decode()
    old = SAMPLES / "german-release-2022.last.csv"
    wanted = program("diff", old, written, "--format", form, ok=(0, 1))
    assert tradefacts.diff(old, release).written(form, severity="warning") == wanted.decode()


def test_a_finding_is_typed() -> None:
    (finding,) = tradefacts.check(tradefacts.extract(WRONG), only=["balance"])
    assert (finding.severity, finding.check, finding.verdict) == ("error", "balance", "")
    assert [statement.line for statement in finding.facts] == [1, 2, 3]
    assert all(isinstance(compared.low, Decimal) and compared.unit == "USD" for compared in finding.compared)
    assert tradefacts.check(tradefacts.extract(WRONG), skip=["balance"]) == tradefacts.check([])


def test_known_figures_as_rows() -> None:
    found = tradefacts.extract(WRONG)
    figures = [{"trade_flow": "X", "time_period": "2021-05", "value": Decimal("30040000000")}]
    for known in (figures, pyarrow.Table.from_pylist(figures), pandas.DataFrame(figures, index=[7]), polars.DataFrame(figures)):
        assert [one.verdict for one in tradefacts.check(found, known=known, only=["known"])] == ["match"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"trade_flow": "X", "value": 1.5}], "facts:1: field value: expected a str, int, Decimal, date or None, found a float"),
        ([{"trade_flow": "X", "value": "73 bn"}], "facts:1: field value: expected a plain decimal"),
        ([{"flow": "X", "value": 1}], "facts:1: expected a column trade_flow, found the columns flow, value"),
        (["X"], "facts:1: expected a mapping or a named tuple, found a str"),
        ("none.csv", "none.csv: expected a table that can be read, found: "),
    ],
)
def test_what_is_wrong_is_named(rows: Any, message: str) -> None:
    with pytest.raises(tradefacts.Error) as raised:
        tradefacts.check(rows)
    assert str(raised.value).startswith(message)


def test_unknown_names_are_refused() -> None:
    for arguments in ({"only": ["balances"]}, {"skip": ["balances"]}):
        with pytest.raises(tradefacts.ArgumentError, match=r"(only|skip): expected one of known, balance, .*\"balances\""):
            tradefacts.check([], **arguments)
    with pytest.raises(tradefacts.ArgumentError, match="format: expected one of text, csv, jsonl, junit, markdown"):
        tradefacts.check([]).written("html")


def test_findings_in_pandas(release: tradefacts.Extraction) -> None:
    found = tradefacts.check(release, known=KNOWN)
    frame = found.to_pandas()
    assert len(frame) == len(found)
    assert list(frame["message"]) == [finding.message for finding in found]


def data_of(html: str) -> Any:
    """What the page shows."""
    return json.loads(html.split('type="application/json" id="data">')[1].split("</script>")[0])


def test_the_page_is_that_of_the_program(written: Path, program: Any, tmp_path: Path) -> None:
    page = tmp_path / "wanted.html"
    program("report", written, "--texts", SAMPLES / "german-release-2022.txt", "-o", page, "--title", "A release")
    text = (SAMPLES / "german-release-2022.txt").read_text("utf-8")
    documents = [{"id": str(SAMPLES / "german-release-2022.txt"), "text": text}]
    ours = tradefacts.report(written, documents=documents, title="A release").save(tmp_path / "ours.html")
    assert ours == [str(tmp_path / "ours.html")]
    assert data_of((tmp_path / "ours.html").read_text("utf-8")) == data_of(page.read_text("utf-8"))


def test_an_extraction_shows_its_text(release: tradefacts.Extraction) -> None:
    shown = data_of(tradefacts.report(release, known=KNOWN).html)
    assert release.text is not None and json.dumps(release.text)[1:60] in json.dumps(shown)
    batch = tradefacts.extract_batch(pyarrow.table({"id": ["a"], "text": [release.text]}))
    with_text = tradefacts.report(batch, documents=pyarrow.table({"id": ["a"], "text": [release.text]})).html
    assert len(with_text) > len(tradefacts.report(batch).html)


def test_many_facts_are_several_pages(tmp_path: Path) -> None:
    rows = [{"doc_id": str(at), "trade_flow": "X", "value": at} for at in range(6_500)]
    paths = tradefacts.report(rows).save(tmp_path / "all.html")
    assert [Path(path).name for path in paths] == ["all.html", "all-1.html", "all-2.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all-1.html", "all-2.html", "all.html"]


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    script = (
        "import resource, sys, tradefacts\n"
        "page = tradefacts.report([])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "page.save(sys.argv[1])\n"
    )
    path = tmp_path / "report.html"
    path.write_text("old", "utf-8")
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "File too large" in done.stderr
    assert [child.name for child in tmp_path.iterdir()] == ["report.html"] and path.read_text("utf-8") == "old"
