"""Facts of any form as one table: those of an extraction, of a file or folder, of another library, or written by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Union

from . import _native
from .errors import ArgumentError, InputError
from .extraction import Extraction
from .rows import Fact
from .table import Table

__all__ = ["Facts", "Known"]

Path = Union[str, "os.PathLike[str]"]

Facts = Union[Extraction, Table[Fact], Path, Iterable[Union[Fact, Mapping[str, Any]]], Any]
"""An extraction or its facts; the path of a file (.csv, .tsv, .jsonl) or of a dataset folder; an Arrow table of any
library; or rows, as mappings or named tuples."""

Known = Union[Facts, Iterable[Path]]
"""The same of known figures, or several paths. `official` is the table that the program carries."""

# The name of an index that pandas hands over with the columns.
_INDEX = "__index_level_"


def table_of(facts: Facts, place: str) -> _native.Facts:
    """The table of these facts; messages about rows that are in no file call them `place`."""
    if isinstance(facts, (str, os.PathLike)):
        return _native.Facts.open(os.fspath(facts))
    if isinstance(facts, Extraction):
        facts = facts.facts
    rows = facts if isinstance(facts, Table) or not hasattr(facts, "__arrow_c_stream__") else _arrow_rows(facts)
    lines = (_line(row, f"{place}:{number}") for number, row in enumerate(rows, 1))
    return _native.Facts.lines("".join(lines).encode("utf-8", "surrogatepass"), place)


def figures_of(figures: Known | None) -> tuple[list[_native.Facts], bool]:
    """The tables of known figures, and whether the official ones are asked for."""
    if figures is None:
        return [], False
    if not isinstance(figures, (list, tuple)) or not all(isinstance(one, (str, os.PathLike)) for one in figures):
        figures = [figures]
    official = [isinstance(one, str) and one == "official" for one in figures]
    return [table_of(one, "known") for one, is_official in zip(figures, official) if not is_official], any(official)


def _arrow_rows(table: Any) -> Iterable[Mapping[str, Any]]:
    """The rows of an Arrow table. It pads decimals with zeros, which were not printed."""
    import pyarrow

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            text = format(value, "f")
            return text.rstrip("0").rstrip(".") if "." in text else text
        return value

    for row in pyarrow.table(table).to_pylist():
        yield {name: plain(value) for name, value in row.items() if not name.startswith(_INDEX)}


def _line(row: Any, place: str) -> str:
    """A row as the program writes it to JSON Lines."""
    if hasattr(row, "_asdict"):
        row = row._asdict()
    if not isinstance(row, Mapping):
        message = f"expected a mapping or a named tuple, found a {type(row).__name__}"
        raise ArgumentError("argument", place, message)
    return json.dumps({name: _cell(value, name, place) for name, value in row.items()}) + "\n"


def _cell(value: Any, name: str, place: str) -> str | int | None:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    message = f"field {name}: expected a str, int, Decimal, date or None, found a {type(value).__name__}"
    raise InputError("input", place, message)
