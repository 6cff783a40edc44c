"""What was found in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _html, _native
from .errors import ArgumentError
from .rows import Fact, Failure, Mention
from .table import Table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Extraction"]


class Extraction:
    """The facts and mentions of one document or of many.

    >>> import tradefacts
    >>> found = tradefacts.extract("Malaysia's exports fell 7.8% to RM92.3bn in May 2021.")
    >>> fact = found.facts[0]
    >>> fact.trade_flow, fact.ref_area, fact.value, fact.unit, fact.change
    ('X', 'MY', Decimal('92300000000'), 'MYR', Decimal('-7.8'))
    >>> fact.period_start, fact.period_end
    (datetime.date(2021, 5, 1), datetime.date(2021, 5, 31))
    >>> found.text[fact.start:fact.end]
    'RM92.3bn'
    >>> [(mention.kind, mention.text) for mention in found.mentions]
    [('percent', '7.8%'), ('money', 'RM92.3bn'), ('period', 'May 2021')]
    """

    __slots__ = ("errors", "facts", "mentions", "text")

    facts: Table[Fact]
    """One row per statement about trade."""
    mentions: Table[Mention]
    """One row per amount, percentage, quantity or period."""
    errors: Table[Failure]
    """One row per document that failed, and per value that Arrow cannot hold."""
    text: str | None
    """The text of a single document; offsets are its indices. `None` for many documents."""

    def __init__(
        self, tables: tuple[_native.Columns, _native.Columns, _native.Columns], text: str | None = None
    ) -> None:
        facts, mentions, errors = tables
        self.facts = Table(facts, Fact)
        self.mentions = Table(mentions, Mention)
        self.errors = Table(errors, Failure)
        self.text = text

    def table(self, name: str) -> Table[Any]:
        """The table of that name: `facts`, `mentions` or `errors`."""
        tables: dict[str, Table[Any]] = {
            "facts": self.facts,
            "mentions": self.mentions,
            "errors": self.errors,
        }
        if name not in tables:
            message = f"expected one of {', '.join(tables)}, found {name!r}"
            raise ArgumentError("argument", "table", message)
        return tables[name]

    def to_arrow(self, table: str = "facts") -> pyarrow.Table:
        """A table as `pyarrow.Table`, without a copy through text: see `Table.to_arrow`."""
        return self.table(table).to_arrow()

    def to_polars(self, table: str = "facts") -> polars.DataFrame:
        """A table as `polars.DataFrame`: see `Table.to_polars`."""
        return self.table(table).to_polars()

    def to_pandas(self, table: str = "facts") -> pandas.DataFrame:
        """A table as `pandas.DataFrame`: see `Table.to_pandas`."""
        return self.table(table).to_pandas()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extraction):
            return NotImplemented
        return (self.text, self.facts, self.mentions, self.errors) == (
            other.text,
            other.facts,
            other.mentions,
            other.errors,
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return (
            f"<Extraction of {len(self.facts)} facts, {len(self.mentions)} mentions, {len(self.errors)} errors>"
        )

    def _repr_html_(self) -> str:
        """The marked text and the facts, for notebooks."""
        return _html.page(self.text, self.facts, self.mentions, self.errors)
