"""Spark: the same facts as on one machine, from two worker processes, also where one of them is killed.

Needs pyspark and Java: `just spark`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")

import pyarrow
import pyarrow.parquet
import tradefacts
import tradefacts.spark
from conftest import many
from pyspark.sql import DataFrame, SparkSession
from tradefacts.schema import TABLES

pytestmark = pytest.mark.spark

# Documents of the large run.
COUNT = int(os.environ.get("TRADEFACTS_SPARK_DOCUMENTS", "100000"))


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Spark with two workers of this Python; a task may fail three times before the job does."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(os.environ.get("TRADEFACTS_SPARK_MASTER", "local[2,4]")).appName("tradefacts")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "2g",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus as Parquet, in as many row groups as there are tasks."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(many(COUNT)), path)
    return path


def lines(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Rows as sorted lines. Arrow and Spark pad decimals to one scale: zeros at their end are cut in all."""

    def plain(value: object) -> str:
        if isinstance(value, Decimal):
            return format(value.normalize(), "f")
        return json.dumps(value, ensure_ascii=False, default=str)

    return sorted("\t".join(plain(value) for value in row.values()) for row in rows)


def test_the_schema_is_the_schema() -> None:
    for table in ("facts", "mentions"):
        assert tradefacts.spark.schema(table).names == [*TABLES[table].columns, "error"]
    kinds = {field.name: field.dataType.simpleString() for field in tradefacts.spark.schema()}
    assert (kinds["value"], kinds["period_start"]) == ("decimal(38,12)", "date")


@pytest.mark.parametrize("table", ["facts", "mentions"])
def test_samples_give_the_rows_of_one_machine(session: SparkSession, samples: list[dict[str, str]], table: str) -> None:
    df = session.createDataFrame(samples).repartition(4)
    rows = [row.asDict() for row in tradefacts.spark.extract(df, table=table).collect()]
    assert {row.pop("error") for row in rows} == {None}
    assert lines(rows) == lines(row._asdict() for row in tradefacts.extract_batch(samples).table(table))


def test_bad_documents_are_rows_and_no_failed_task(session: SparkSession) -> None:
    documents = [(1, "Exports rose 5 percent in May 2021."), (2, None), (3, "Imports fell 6 percent in May 2021.")]
    df = session.createDataFrame(documents, "key long, body string").coalesce(1)
    rows = tradefacts.spark.extract(df, text="body", id="key").collect()
    assert [(row.doc_id, row.change, row.error) for row in rows] == [
        ("1", Decimal(5), None),
        ("3", Decimal(-6), None),
        ("2", None, "input: field `text`: expected a string, found none"),
    ]


def test_dates_of_spark(session: SparkSession) -> None:
    text = "Exports rose 5 percent this year."
    for day in (date(2023, 5, 22), datetime(2023, 5, 22, 23, 59), "2023-05-22"):
        df = session.createDataFrame([("a", text, day)], ["id", "text", "published"])
        (row,) = tradefacts.spark.extract(df).collect()
        assert (row.published, row.error) == (date(2023, 5, 22), None)


def test_wrong_columns_are_refused_before_anything_runs(session: SparkSession) -> None:
    df = session.createDataFrame([("a", 1.5)], ["id", "text"])
    with pytest.raises(tradefacts.ArgumentError, match="text: expected a column of StringType, found 'text' of double"):
        tradefacts.spark.extract(df)
    with pytest.raises(tradefacts.ArgumentError, match="url: expected a column 'link', found the columns id, text"):
        tradefacts.spark.extract(df.withColumn("text", df.id), url="link")


def test_a_lexicon_goes_to_the_workers(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text('[[commodity]]\nname = "moon rocks"\n', "utf-8")
    extractor = tradefacts.Extractor(lexicon=path)
    path.unlink()
    df = session.createDataFrame([("a", "Exports of moon rocks rose 5 percent in May 2021.")], ["id", "text"])
    (row,) = tradefacts.spark.extract(df, extractor=extractor).collect()
    assert row.commodity == "moon rocks"


def split(rows: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The facts, as lines, and the errors."""
    errors = [row.pop("error") for row in rows]
    return lines(row for row in rows if row["fact_id"] is not None), [error for error in errors if error is not None]


def on_spark(df: DataFrame, folder: Path) -> list[dict[str, Any]]:
    """The facts of a data frame, written by the workers as Parquet and read back."""
    tradefacts.spark.extract(df).write.mode("overwrite").parquet(str(folder))
    return pyarrow.parquet.read_table(folder).to_pylist()


def test_100_000_documents_give_the_rows_of_one_machine(session: SparkSession, corpus: Path, tmp_path: Path) -> None:
    wanted = tradefacts.extract_batch(pyarrow.parquet.read_table(corpus))
    rows = on_spark(session.read.parquet(str(corpus)).repartition(8), tmp_path / "facts")
    facts, failed = split(rows)
    assert len(failed) == len(wanted.errors) == COUNT // 100
    assert facts == lines(fact._asdict() for fact in wanted.facts)


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    session: SparkSession, corpus: Path, tmp_path: Path
) -> None:
    wanted = tradefacts.extract_batch(pyarrow.parquet.read_table(corpus))
    reader = tradefacts.spark._Reader(tradefacts.Extractor(), "facts")
    marker = str(tmp_path / "killed")

    def killed_once(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        """Reads, and kills its process in the middle of its rows, the first time that a worker gets there."""
        for at, rows in enumerate(reader(batches)):
            yield rows
            if at == 2:
                try:
                    os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    continue
                os.kill(os.getpid(), signal.SIGKILL)

    df = session.read.parquet(str(corpus)).repartition(8).mapInArrow(killed_once, tradefacts.spark.schema())
    df.write.mode("overwrite").parquet(str(tmp_path / "facts"))
    assert os.path.exists(marker), "a worker was killed"
    facts, failed = split(pyarrow.parquet.read_table(tmp_path / "facts").to_pylist())
    assert len(failed) == COUNT // 100
    assert facts == lines(fact._asdict() for fact in wanted.facts)
