"""From documents to what is in them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Union

from . import _native
from .errors import ArgumentError, LexiconError
from .extraction import Extraction

__all__ = ["Extractor", "extract", "extract_batch"]

_FIELDS = ("text", "id", "published", "title", "url", "publisher")
USUAL = tuple((field, field == "text") for field in _FIELDS)

Document = Union[str, Mapping[str, Any]]


class Extractor:
    """Reads documents in one language. Make one and use it again, from as many threads as you like; it can be pickled.

    `lexicon` is the path of a file with words and rows of your own, in the form that `data/README.md` of the project
    describes. It is read at once and goes along when the extractor is pickled. `LexiconError` names what is wrong in it.

    >>> from tradefacts import Extractor
    >>> extractor = Extractor(language="en")
    >>> extractor.extract("Exports of cars to Japan rose 3 percent in May 2021.").facts[0].counterpart_area
    'JP'
    """

    __slots__ = ("_engine", "_lexicon", "language")

    language: str
    """ISO 639-1 code of the language."""

    def __init__(self, *, language: str = "en", lexicon: str | os.PathLike[str] | None = None) -> None:
        self._start(language, None if lexicon is None else _read(os.fspath(lexicon)))

    def _start(self, language: str, lexicon: tuple[str, str] | None) -> None:
        self._engine = _native.Engine(language, lexicon)
        self._lexicon = lexicon
        self.language = language

    def extract(
        self,
        text: str,
        *,
        id: str | None = None,
        published: date | str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
    ) -> Extraction:
        """The facts and mentions of a text.

        `published` is its date of publication, which "last month" is counted from; where there is none, it is the one that
        the text states of itself. `id` becomes `doc_id`. Offsets in the result are indices of `text`.

        Raises `InputError` where `published` is no date, or the text is no Unicode text.
        """
        document = dict(zip(_FIELDS, (text, "text" if id is None else id, published, title, url, publisher)))
        return Extraction(self._engine.one([document], USUAL), text)

    def extract_batch(
        self,
        documents: Iterable[Document] | Any,
        *,
        text: str = "text",
        id: str | None = None,
        published: str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        mentions: bool = True,
        threads: int | None = None,
    ) -> Extraction:
        """The facts and mentions of many documents, on several threads; the result does not depend on their number.

        `documents` is an Arrow table of any library (pyarrow, Polars, pandas, DuckDB), or an iterable of texts or
        mappings. The other arguments name the columns or keys. Those that are not named are taken where a column has the
        usual name (`id`, `published`, ...); without an `id`, documents are numbered from 0.

        Without `mentions` that table stays empty, and texts without a word of trade are passed over at once: of general
        news, nearly three quarters of the time are saved.

        A document that cannot be read is a row of `errors` and does not hinder the others. `ArgumentError` is raised
        where a named column does not exist or has a type that cannot be read.

        >>> import tradefacts
        >>> found = tradefacts.extract_batch([
        ...     {"text": "China's exports rose 5.0 percent in April.", "published": "2023-05-09"},
        ...     {"text": "Its imports fell 8 percent.", "published": "May 9"},
        ... ])
        >>> [(fact.doc_id, fact.time_period, fact.change) for fact in found.facts]
        [('0', '2023-04', Decimal('5'))]
        >>> [(failure.doc_id, failure.message) for failure in found.errors]
        [('1', 'field `published`: expected a date as YYYY-MM-DD, found "May 9"')]
        """
        given = (text, id, published, title, url, publisher)
        names = tuple((name or usual, name is not None) for name, usual in zip(given, _FIELDS))
        workers = 0 if threads is None else threads
        if workers < 0 or workers == 0 and threads is not None:
            raise ArgumentError("argument", "threads", f"expected a number from 1, found {threads}")
        is_table = hasattr(documents, "__arrow_c_stream__") or hasattr(documents, "__arrow_c_array__")
        if not is_table and (isinstance(documents, (str, bytes, Mapping)) or hasattr(documents, "columns")):
            message = (
                f"expected an Arrow table or a list of documents, found a {type(documents).__name__}; "
                "for one document there is `extract`, and pyarrow makes Arrow tables of others"
            )
            raise ArgumentError("argument", "documents", message)
        return Extraction(self._engine.many(documents, names, mentions, workers))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.language, self._lexicon)

    def __repr__(self) -> str:
        lexicon = "" if self._lexicon is None else f", lexicon={self._lexicon[0]!r}"
        return f"Extractor(language={self.language!r}{lexicon})"


def _read(path: str) -> tuple[str, str]:
    """The name and the text of a lexicon file."""
    try:
        with open(path, encoding="utf-8") as file:
            return path, file.read()
    except UnicodeDecodeError as error:
        raise LexiconError("lexicon", path, f"expected UTF-8, found the byte 0x{error.object[error.start]:02X}") from None


# A worker that gets the same extractor again and again keeps it.
@functools.lru_cache(maxsize=8)
def _restored(language: str, lexicon: tuple[str, str] | None) -> Extractor:
    extractor = Extractor.__new__(Extractor)
    extractor._start(language, lexicon)
    return extractor


_default = Extractor()

extract = _default.extract
extract_batch = _default.extract_batch
