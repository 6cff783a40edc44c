"""What can go wrong, as exceptions with a kind and a position.

>>> import tradefacts
>>> try:
...     tradefacts.extract("Exports rose 5 percent.", published="22 May 2023")
... except tradefacts.InputError as error:
...     print(error.kind, "|", error)
input | field `published`: expected a date as YYYY-MM-DD, found "22 May 2023"
"""

from __future__ import annotations

__all__ = ["ArgumentError", "Error", "FaultError", "InputError", "LexiconError", "of_kind"]


class Error(Exception):
    """Anything that this package raises by itself."""

    kind: str
    """The kind: `input`, `argument`, `lexicon`, `read`, `write` or `fault`."""
    position: str | None
    """Where: a file, `file:line` or the name of an argument; `None` where no place is known."""
    message: str
    """What was expected, what was found, and what to do."""

    def __init__(self, kind: str, position: str | None, message: str) -> None:
        super().__init__(kind, position, message)
        self.kind = kind
        self.position = position
        self.message = message

    def __str__(self) -> str:
        return self.message if self.position is None else f"{self.position}: {self.message}"


class InputError(Error, ValueError):
    """A document is not of the form that it should have."""


class ArgumentError(Error, ValueError):
    """An argument has a value that cannot be used."""


class LexiconError(Error, ValueError):
    """A lexicon file is malformed or contradicts itself."""


class FaultError(Error, RuntimeError):
    """The program itself failed at a document; please report it with the document."""


_CLASSES: dict[str, type[Error]] = {
    "argument": ArgumentError,
    "fault": FaultError,
    "input": InputError,
    "lexicon": LexiconError,
}


def of_kind(kind: str, position: str | None, message: str) -> Error:
    """The exception of a kind; for the compiled half of the package."""
    return _CLASSES.get(kind, Error)(kind, position, message)
