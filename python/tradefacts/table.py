"""A table of an extraction: a sequence of rows, and an Arrow table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from . import _native

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Table"]

Row = TypeVar("Row", covariant=True)

# Rows that are made at once when a table is walked through.
_STEP = 1024


class Table(Sequence[Row], Generic[Row]):
    """Rows as named tuples, in the order of the documents; values are `str`, `int`, `Decimal`, `date` or `None`.

    It has the Arrow PyCapsule interface, so that `pyarrow.table(t)`, `polars.DataFrame(t)` and DuckDB take it as it is.

    >>> import tradefacts
    >>> facts = tradefacts.extract("China's exports rose 5.0 percent in April 2023.").facts
    >>> len(facts), facts[0].change
    (1, Decimal('5'))
    >>> [fact.time_period for fact in facts]
    ['2023-04']
    """

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: _native.Columns, row: Any) -> None:
        self._columns = columns
        self._row = row

    def __len__(self) -> int:
        return len(self._columns)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        row: Row = self._row._make(self._columns.rows(at, at + 1)[0])
        return row

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), _STEP):
            yield from map(self._row._make, self._columns.rows(start, start + _STEP))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self._row is other._row and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Table of {len(self)} {self._row.__name__} rows>"

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._columns.names()

    def __arrow_c_schema__(self) -> object:
        return self._columns.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._columns.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`. Decimals are `decimal128(38, 12)`, dates `date32`, whole numbers `int64`.

        >>> import tradefacts
        >>> facts = tradefacts.extract("China's exports rose 5.0 percent in April 2023.").facts
        >>> facts.to_arrow().schema.field("change").type
        Decimal128Type(decimal128(38, 12))
        """
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`, with `Decimal(38, 12)` and `Date`."""
        import polars

        # Of an empty sequence Polars does not ask the columns.
        return polars.DataFrame(self._columns)

    def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame` with Arrow's types, so that decimals stay exact and missing stays missing."""
        import pandas

        frame: pandas.DataFrame = self.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)
        return frame
