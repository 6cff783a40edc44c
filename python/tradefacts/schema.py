"""The columns of the tables: their type, meaning and standard.

>>> from tradefacts.schema import TABLES
>>> TABLES["facts"].columns["value"].type
'decimal'
>>> TABLES["facts"].columns["unit"].standard
'ISO 4217'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from . import _native

__all__ = ["DECIMAL_PRECISION", "DECIMAL_SCALE", "TABLES", "Column", "TableInfo"]

DECIMAL_PRECISION = 38
"""Digits of a decimal in Arrow, pandas, Polars and Spark."""

DECIMAL_SCALE = 12
"""Digits of them behind the point. A value that would lose digits is null there, and a row of `errors`."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    """Its name."""
    type: str
    """`string`, `decimal`, `integer` or `date`."""
    doc: str
    """What it means."""
    standard: str
    """The standard that its values or its name follow; empty for none."""
    required: bool
    """Whether every row has a value."""


class TableInfo(NamedTuple):
    """A table."""

    name: str
    """Its name."""
    doc: str
    """What a row is."""
    columns: Mapping[str, Column]
    """Its columns by name, in order."""


TABLES: Mapping[str, TableInfo] = MappingProxyType(
    {
        name: TableInfo(name, doc, MappingProxyType({column[0]: Column(*column) for column in columns}))
        for name, doc, columns in _native.schema()
    }
)
"""The tables by name."""
