"""Many documents: every kind of table, errors beside results, threads, interrupts."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest
import tradefacts
from conftest import many
from tradefacts import Extractor

DOCUMENTS = many(500)
COLUMNS = {name: [document[name] for document in DOCUMENTS] for name in ("id", "text", "published")}


@pytest.fixture(scope="module")
def wanted() -> tradefacts.Extraction:
    return tradefacts.extract_batch(DOCUMENTS)


def test_one_bad_document_does_not_lose_the_others(wanted: tradefacts.Extraction) -> None:
    assert len(wanted.facts) >= 495 and len(wanted.errors) == 5
    failure = wanted.errors[0]
    assert (failure.doc_id, failure.kind) == ("99", "input")
    assert failure.message == 'field `published`: expected a date as YYYY-MM-DD, found "May 22"'
    assert {fact.doc_id for fact in wanted.facts} == {str(at) for at in range(500) if at % 100 != 99}


def test_a_batch_is_its_documents_one_by_one(wanted: tradefacts.Extraction) -> None:
    facts, mentions = [], []
    for document in DOCUMENTS:
        if document["published"] != "May 22":
            found = tradefacts.extract(**document)
            facts += found.facts
            mentions += found.mentions
    assert list(wanted.facts) == facts and list(wanted.mentions) == mentions


def tables() -> dict[str, Any]:
    table = pyarrow.table(COLUMNS)
    frame = pandas.DataFrame(COLUMNS)
    return {
        "pyarrow": table,
        "record batch": table.to_batches()[0],
        "reader": table.to_reader(max_chunksize=7),
        "chunks": pyarrow.concat_tables([table.slice(at, 33) for at in range(0, 500, 33)]),
        "large": table.cast(pyarrow.schema([(name, pyarrow.large_string()) for name in COLUMNS])),
        "views": table.cast(pyarrow.schema([(name, pyarrow.string_view()) for name in COLUMNS])),
        "dictionary": table.set_column(2, "published", table["published"].dictionary_encode()),
        "pandas": frame,
        "pandas of arrow": frame.convert_dtypes(dtype_backend="pyarrow"),
        "polars": polars.DataFrame(COLUMNS),
        "duckdb": duckdb.sql("SELECT * FROM frame"),
    }


@pytest.mark.parametrize("kind", tables().keys())
def test_tables_of_every_library(kind: str, wanted: tradefacts.Extraction) -> None:
    assert tradefacts.extract_batch(tables()[kind]) == wanted


def test_dates_and_whole_numbers_of_arrow() -> None:
    texts = ["Exports rose 5 percent this year.", None, ""]
    days = [date(2023, 5, 22), date(2023, 5, 22), None]
    for kind in (pyarrow.date32(), pyarrow.date64(), pyarrow.timestamp("us"), pyarrow.timestamp("ns", "UTC")):
        table = pyarrow.table({"body": texts, "key": [7, 8, 9], "day": pyarrow.array(days, pyarrow.date32()).cast(kind)})
        found = tradefacts.extract_batch(table, text="body", id="key", published="day")
        assert [(fact.doc_id, fact.published) for fact in found.facts] == [("7", date(2023, 5, 22))]
        assert [tuple(failure) for failure in found.errors] == [
            ("8", "input", None, "field `body`: expected a string, found none")
        ]


@pytest.mark.parametrize(
    ("table", "names", "message"),
    [
        (pyarrow.table({"a": ["x"]}), {}, 'expected a column "text", found the columns a'),
        (pyarrow.table({"text": ["x"]}), {"id": "key"}, 'expected a column "key", found the columns text'),
        (pyarrow.table({"text": [1.5]}), {}, 'expected strings, whole numbers or dates in the column "text", found Float64'),
        (pyarrow.chunked_array([["x"]]), {}, "a column of texts can be given as a list"),
        ("one text", {}, "for one document there is `extract`"),
        ({"text": "one text"}, {}, "for one document there is `extract`"),
        (["x"], {"threads": 0}, "threads: expected a number from 1, found 0"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(table: object, names: dict[str, Any], message: str) -> None:
    with pytest.raises(tradefacts.ArgumentError) as raised:
        tradefacts.extract_batch(table, **names)
    assert message in str(raised.value)


def test_text_that_is_no_utf8_is_refused_before_it_is_read() -> None:
    raw = pyarrow.Array.from_buffers(
        pyarrow.string(), 1, [None, pyarrow.py_buffer(b"\0\0\0\0\2\0\0\0"), pyarrow.py_buffer(b"\xff\xfe")]
    )
    with pytest.raises(tradefacts.ArgumentError, match="(?i)utf-?8"):
        tradefacts.extract_batch(pyarrow.table({"text": raw}))


def test_a_value_that_arrow_cannot_hold_is_an_error_beside_the_row() -> None:
    text = "Exports were worth $0.0000000000000123 billion in May 2021."
    found = tradefacts.extract_batch([text, "Imports were worth $5 billion in May 2021."])
    assert [str(fact.value) for fact in found.facts] == ["0.0000123", "5000000000"]
    text = "Exports rose 1.0000000000001 percent in May 2021."
    found = tradefacts.extract(text)
    assert str(found.facts[0].change) == "1.0000000000001"
    assert found.to_arrow()["change"].to_pylist() == [None]
    assert found.errors[0].kind == "decimal" and "change" in (found.errors[0].message or "")


def test_no_documents() -> None:
    for nothing in ([], pyarrow.table({"text": pyarrow.array([], pyarrow.string())}), iter(())):
        found = tradefacts.extract_batch(nothing)
        assert (len(found.facts), found.to_arrow().num_rows) == (0, 0)


def test_the_result_does_not_depend_on_threads(wanted: tradefacts.Extraction) -> None:
    for threads in (1, 2, 7):
        assert tradefacts.extract_batch(DOCUMENTS, threads=threads) == wanted


def test_one_extractor_serves_many_threads(wanted: tradefacts.Extraction) -> None:
    extractor = Extractor()
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: extractor.extract_batch(DOCUMENTS, threads=2), range(8)):
            assert found == wanted


def test_the_interpreter_goes_on_while_a_batch_is_read() -> None:
    documents = pyarrow.table({"text": [document["text"] for document in DOCUMENTS] * 40})
    steps = []
    thread = threading.Thread(target=lambda: steps.append(tradefacts.extract_batch(documents, threads=1)))
    thread.start()
    turns = 0
    while thread.is_alive():
        turns += 1
        time.sleep(0.001)
    # With the lock held, this thread would have had no turn but the first and the last.
    assert turns > 10 and len(steps[0].facts) >= 20_000


def test_an_interrupt_ends_a_batch() -> None:
    documents = pyarrow.table({"text": [document["text"] for document in DOCUMENTS] * 400})
    timer = threading.Timer(0.3, _thread.interrupt_main)
    # A shell lets what it starts in the background ignore interrupts.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            for _ in range(100):
                tradefacts.extract_batch(documents, threads=1)
        timer.join()
    finally:
        signal.signal(signal.SIGINT, handler)


def test_facts_without_mentions() -> None:
    documents = many(300) + [{"text": "It rained in May 2021, and 5 people stayed at home."}]
    whole, facts = tradefacts.extract_batch(documents), tradefacts.extract_batch(documents, mentions=False)
    assert facts.facts == whole.facts and facts.errors == whole.errors
    assert len(whole.mentions) > 300 and len(facts.mentions) == 0
