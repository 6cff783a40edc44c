"""The rows of the tables, as named tuples with a field for each column of the schema.

Their types for editors and type checkers are in `rows.pyi`, which a test writes from the schema.

>>> from tradefacts import Fact
>>> "trade_flow" in Fact._fields
True
>>> print(Fact.bound.__doc__)
= as printed, ~ about, > more than, < less than: of the level, else of the change, else of the share.
"""

from collections import namedtuple

from .schema import TABLES

__all__ = ["Fact", "Failure", "Mention"]


def _row(name: str, table: str) -> type:
    columns = TABLES[table].columns
    row = namedtuple(name, list(columns), module=__name__)  # type: ignore[misc]
    row.__doc__ = TABLES[table].doc
    for column in columns.values():
        getattr(row, column.name).__doc__ = column.doc
    return row


Fact = _row("Fact", "facts")
Mention = _row("Mention", "mentions")
Failure = _row("Failure", "errors")
