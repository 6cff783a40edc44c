"""Tables in Arrow, pandas, Polars and DuckDB: exact values, and no rows lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest
import tradefacts
from tradefacts.schema import DECIMAL_PRECISION, DECIMAL_SCALE, TABLES

ARROW = {
    "string": pyarrow.string(),
    "decimal": pyarrow.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE),
    "integer": pyarrow.int64(),
    "date": pyarrow.date32(),
}


@pytest.fixture(scope="module")
def found(samples: list[dict[str, str]]) -> tradefacts.Extraction:
    return tradefacts.extract_batch(samples)


@pytest.mark.parametrize("name", ["facts", "mentions", "errors"])
def test_arrow_has_the_columns_of_the_schema(found: tradefacts.Extraction, name: str) -> None:
    schema = found.to_arrow(name).schema
    assert schema.names == list(TABLES[name].columns)
    for column in TABLES[name].columns.values():
        assert schema.field(column.name).type == ARROW[column.type], column.name
    assert pyarrow.schema(found.table(name)) == schema


@pytest.mark.parametrize("name", ["facts", "mentions"])
def test_every_library_has_the_values_of_the_rows(found: tradefacts.Extraction, name: str) -> None:
    rows = [row._asdict() for row in found.table(name)]
    assert len(rows) > 50
    assert found.to_arrow(name).to_pylist() == rows
    assert found.to_polars(name).to_dicts() == rows
    frame = found.to_pandas(name)
    missing = [
        {column: None if pandas.isna(value) else value for column, value in row.items()}
        for row in frame.to_dict("records")
    ]
    assert missing == rows


def test_sums_are_exact(found: tradefacts.Extraction) -> None:
    wanted = sum((fact.value for fact in found.facts if fact.value is not None), Decimal(0))
    facts = found.facts  # DuckDB finds it by this name.
    assert found.to_polars()["value"].sum() == wanted
    assert found.to_pandas()["value"].sum() == wanted
    assert duckdb.sql("SELECT sum(value) FROM facts").fetchall() == [(wanted,)]
    assert len(facts) == duckdb.sql("SELECT count(*) FROM facts").fetchall()[0][0]


def test_dates_are_dates(found: tradefacts.Extraction) -> None:
    assert found.to_polars()["period_start"].dtype == polars.Date
    assert found.to_pandas()["period_start"].max() == max(
        fact.period_start for fact in found.facts if fact.period_start
    )
    assert isinstance(found.to_arrow()["published"][0].as_py(), date)


def test_tables_outlive_what_they_came_from() -> None:
    arrow: Any = tradefacts.extract("China's exports rose 5.0 percent in April 2023.").to_arrow()
    assert arrow["quote"].to_pylist() == ["China's exports rose 5.0 percent in April 2023."]


def test_an_unknown_table_is_refused(found: tradefacts.Extraction) -> None:
    with pytest.raises(tradefacts.ArgumentError, match="table: expected one of facts, mentions, errors, found 'fact'"):
        found.to_arrow("fact")
