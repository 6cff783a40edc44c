"""Facts against each other, against known figures, and against older facts. Nothing is ever edited."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

from . import _native
from .facts import Facts, Known, figures_of, table_of

if TYPE_CHECKING:
    import pandas

__all__ = ["Compared", "Finding", "Findings", "Statement", "check", "diff"]

Severity = Literal["error", "warning", "info"]


class Compared(NamedTuple):
    """A number that was compared, or computed."""

    what: str
    """What it is: `exports`, `exports - imports`."""
    low: Decimal | None
    """The least that it may stand for, in full units; `None` where nothing bounds it."""
    high: Decimal | None
    """The most that it may stand for, in full units; `None` where nothing bounds it."""
    unit: str
    """Its unit; empty for a ratio."""


class Statement(NamedTuple):
    """A fact that a finding is about."""

    id: str
    """Its `fact_id`; empty where it has none."""
    document: str
    """Its `doc_id`."""
    line: int
    """Its line in its file, or its number among the rows; from 1."""
    quote: str
    """Its sentence."""


class Finding(NamedTuple):
    """What a check found, or what became of a figure."""

    severity: Severity
    """`error`: the printed numbers cannot all be right; `warning`: something may be wrong; `info`: worth knowing."""
    check: str
    """The check; `known` for the verdict on a known figure, `diff` for a difference."""
    verdict: str
    """The verdict on a known figure, or the kind of a difference; empty for a check of facts against each other."""
    message: str
    """What is wrong, in a sentence."""
    compared: tuple[Compared, ...]
    """The numbers that were compared: all that their printed digits may stand for."""
    facts: tuple[Statement, ...]
    """The facts that it is about; none where a figure is missing."""
    advice: str
    """What a person could do."""


class Findings(Sequence[Finding]):
    """Findings in the order of the checks. As text they are what the program prints.

    >>> import tradefacts
    >>> found = tradefacts.check(tradefacts.extract("Exports rose 5 percent to $2 billion in May 2021."))
    >>> print(found)
    0 errors, 0 warnings, 0 notes in 1 facts
    >>> bool(found)
    False
    """

    __slots__ = ("_found", "_inner")

    def __init__(self, inner: _native.Findings) -> None:
        self._inner = inner
        self._found = [_finding(json.loads(line)) for line in inner.written("jsonl", "info").splitlines()]

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        return self._found[index]

    def __eq__(self, other: object) -> bool:
        return self._found == other._found if isinstance(other, Findings) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.written().rstrip()

    def __repr__(self) -> str:
        return f"<Findings: {str(self).splitlines()[-1]}>"

    def written(self, format: str = "text", *, severity: Severity = "error") -> str:
        """The findings in a format of the program: `text`, `csv`, `jsonl`, `junit` or `markdown`.

        In `junit`, those of `severity` and worse are failures. Raises `ArgumentError` for another format or severity.
        """
        return self._inner.written(format, severity)

    def to_pandas(self) -> pandas.DataFrame:
        """A row a finding, of strings: `severity`, `check`, `verdict`, `message`, `compared`, `documents`, `facts`,
        `lines`, `quotes`, `advice`. Where one has several documents, facts or numbers, they have " | " between them.

        >>> import tradefacts
        >>> rows = [{"trade_flow": "X", "ref_area": "CN", "time_period": "2023-04", "value": 295, "unit": "USD"}]
        >>> tradefacts.diff([], rows).to_pandas()[["severity", "verdict"]].values.tolist()
        [['info', 'new']]
        """
        import pandas

        return pandas.read_csv(io.StringIO(self.written("csv")), dtype=str, keep_default_na=False)


def _finding(line: dict[str, Any]) -> Finding:
    """The finding of a line of the program's JSON Lines."""

    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    compared = [Compared(each["what"], number(each["low"]), number(each["high"]), each["unit"]) for each in line["compared"]]
    statements = [Statement(**each) for each in line["facts"]]
    return Finding(**{**line, "compared": tuple(compared), "facts": tuple(statements)})


def check(
    facts: Facts,
    /,
    *,
    known: Known | None = None,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
) -> Findings:
    """What contradicts itself in facts, and what is to be said of known figures.

    Facts are an extraction or its facts, the path of a file or of a dataset folder, an Arrow table of any library, or rows
    as mappings. Two printed numbers contradict each other where no numbers that round to their digits fit; there is no
    other tolerance. `known` is a table of figures that should have been read, in any of these forms, or several paths;
    `"official"` is the table that the program carries. `only` and `skip` name checks (`tradefacts check --help`).

    Raises an `Error` where a file cannot be read, `InputError` where a value is not of the type of its column.

    >>> import tradefacts
    >>> found = tradefacts.extract(
    ...     "In May 2021, exports of Germany rose to $30 billion, imports fell to $20 billion and the surplus was $12 billion."
    ... )
    >>> finding = tradefacts.check(found)[0]
    >>> finding.severity, finding.check, finding.message
    ('error', 'balance', 'B of DE with W0, TOTAL, 2021-05: the balance is not X - M')
    >>> finding.compared[-1]
    Compared(what='X - M', low=Decimal('9000000000'), high=Decimal('11000000000'), unit='USD')
    >>> figures = [{"trade_flow": "X", "time_period": "2021-05", "value": "30040000000"}]
    >>> [verdict.verdict for verdict in tradefacts.check(found, known=figures, only=["known"])]
    ['match']
    """
    tables, official = figures_of(known)
    return Findings(_native.check(table_of(facts, "facts"), tables, official, list(only), list(skip)))


def diff(old: Facts, new: Facts, /) -> Findings:
    """What became of each figure: those that are new, gone, revised, re-rounded, or have other evidence.

    Figures are compared by their `series_key`; of several statements of one, the last published stands. `verdict` says
    what became of it. Facts are given as to `check`.

    >>> import tradefacts
    >>> extract = tradefacts.extract
    >>> first = extract("China's exports rose 5.0 percent to $295 billion in April 2023.", published="2023-05-09")
    >>> later = extract("China's exports rose 5.0 percent to $297 billion in April 2023.", published="2023-06-07")
    >>> [(found.verdict, found.message) for found in tradefacts.diff(first, later) if found.severity == "warning"]
    [('revised', 'X:CN:W0:TOTAL:2023-04:A:: (value): revised 295000000000 -> 297000000000 USD')]
    """
    return Findings(_native.diff(table_of(old, "old"), table_of(new, "new")))
