"""Extraction on Spark: a function over a data frame, which Spark runs on its workers.

Every worker reads its rows with one extractor. A document that cannot be read is a row with its `doc_id` and `error` and
nothing else; it never fails a task. The rows are those of `tradefacts.extract_batch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import ArgumentError
from .extractor import Extractor
from .schema import DECIMAL_PRECISION, DECIMAL_SCALE, TABLES

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["extract", "schema"]


def schema(table: str = "facts") -> StructType:
    """The columns of the result: those of the table, and `error`.

    Decimals are `DecimalType(38, 12)`, dates `DateType`, whole numbers `LongType`.
    """
    from pyspark.sql import types

    if table not in ("facts", "mentions"):
        raise ArgumentError("argument", "table", f"expected facts or mentions, found {table!r}")
    kinds = {
        "string": types.StringType(),
        "decimal": types.DecimalType(DECIMAL_PRECISION, DECIMAL_SCALE),
        "integer": types.LongType(),
        "date": types.DateType(),
    }
    fields = [
        types.StructField(column.name, kinds[column.type], True, {"comment": column.doc})
        for column in TABLES[table].columns.values()
    ]
    return types.StructType([*fields, types.StructField("error", types.StringType(), True)])


def extract(
    df: DataFrame,
    *,
    text: str = "text",
    id: str = "id",
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    extractor: Extractor | None = None,
    table: str = "facts",
) -> DataFrame:
    """The facts (or `table="mentions"`) of a data frame with a row for each document.

    `text`, `id`, ... name its columns; those that are not named are taken where a column has the usual name. `text` is a
    string, `id` a string or a whole number, `published` a date, a timestamp or a string as YYYY-MM-DD. `extractor` is one
    of another language or with a lexicon of your own. Raises `ArgumentError` where a column is missing or of another
    type, before anything runs.
    """
    wanted = {"text": text, "id": id, "published": published, "title": title, "url": url, "publisher": publisher}
    columns = []
    for field, name in wanted.items():
        if name is not None or field in df.columns:
            columns.append(_column(df, field, name or field))
    return df.select(*columns).mapInArrow(_Reader(extractor or Extractor(), table), schema(table))


def _column(df: DataFrame, field: str, name: str) -> Any:
    """The column of a field under its usual name, in a type that is read."""
    from pyspark.sql import functions, types

    if name not in df.columns:
        message = f"expected a column {name!r}, found the columns {', '.join(df.columns)}"
        raise ArgumentError("argument", field, message)
    kind = df.schema[name].dataType
    column = functions.col(f"`{name}`")
    if field == "published" and isinstance(kind, (types.TimestampType, types.TimestampNTZType)):
        return column.cast("date").alias(field)
    allowed: dict[str, tuple[type, ...]] = {
        "id": (types.StringType, types.IntegralType),
        "published": (types.StringType, types.DateType),
    }
    if not isinstance(kind, allowed.get(field, (types.StringType,))):
        names = " or ".join(allowed_type.__name__ for allowed_type in allowed.get(field, (types.StringType,)))
        message = f"expected a column of {names}, found {name!r} of {kind.simpleString()}"
        raise ArgumentError("argument", field, message)
    return column.cast("string").alias(field) if field == "id" else column.alias(field)


class _Reader(NamedTuple):
    """What a worker does. Workers get it by its name, so that they must have the package; unpickling the extractor gives
    a worker the one that it has already."""

    extractor: Extractor
    table: str

    def __call__(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            found = self.extractor.extract_batch(batch, mentions=self.table == "mentions", threads=1)
            rows = found.to_arrow(self.table)
            error = pyarrow.nulls(rows.num_rows, pyarrow.string())
            yield from rows.append_column("error", error).to_batches()
            if found.errors:
                yield _failed(rows.schema, found.to_arrow("errors"))


def _failed(schema: pyarrow.Schema, errors: pyarrow.Table) -> pyarrow.RecordBatch:
    """The rows of documents that failed: their name and why."""
    import pyarrow

    arrays = [pyarrow.nulls(errors.num_rows, field.type) for field in schema]
    arrays[schema.get_field_index("doc_id")] = errors["doc_id"].combine_chunks()
    reasons = [f"{kind}: {message}" for kind, message in zip(*(errors[name].to_pylist() for name in ("kind", "message")))]
    arrays.append(pyarrow.array(reasons, pyarrow.string()))
    return pyarrow.RecordBatch.from_arrays(arrays, names=[*schema.names, "error"])
