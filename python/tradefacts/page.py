"""The review page: facts beside the sentences that they were read from, in HTML that loads nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from typing import Any

from . import _native
from .extraction import Extraction
from .extractor import USUAL, Document, extract_batch
from .facts import Facts, Known, figures_of, table_of

__all__ = ["Report", "report"]


class Report:
    """A page for a browser; of more than 6,000 facts or 8 MiB of text, a page that lists further ones."""

    __slots__ = ("_inner",)

    def __init__(self, inner: _native.Report) -> None:
        self._inner = inner

    @property
    def html(self) -> str:
        """The page, or the one that lists the others."""
        return self.pages()["report.html"]

    def pages(self, name: str = "report.html") -> dict[str, str]:
        """The HTML of each page by its name: the first is `name`; further ones are `report-1.html` and so on, and refer
        to each other by these names."""
        return dict(self._inner.pages(name))

    def save(self, path: str | os.PathLike[str]) -> list[str]:
        """Writes the page to a file, and further ones beside it; returns their paths.

        Each is written aside and put in place in one step. An `OSError` is raised where that fails; what was there
        before is then as it was.
        """
        folder, name = os.path.split(os.fspath(path))
        return [_write(folder, page, html) for page, html in self.pages(name).items()]


def _write(folder: str, name: str, html: str) -> str:
    path, aside = os.path.join(folder, name), os.path.join(folder, f".{name}.part")
    try:
        with open(aside, "w", encoding="utf-8", newline="") as file:
            file.write(html)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise
    return path


def report(
    given: Facts,
    /,
    *,
    documents: Iterable[Document] | Any | None = None,
    known: Known | None = None,
    title: str | None = None,
) -> Report:
    """The review page of facts, with what the checks find in them; it is the one of `tradefacts report`.

    Facts and known figures are given as to `check`. The text of a single extraction is shown by itself, and so are those
    that a dataset folder keeps. `documents` are the texts of others, in the form and with the names that `extract_batch`
    takes; without them the page shows the sentences of the facts. Documents that cannot be read are left out.

    >>> import tradefacts
    >>> found = tradefacts.extract("China's exports rose 5.0 percent to $295 billion in April 2023.")
    >>> page = tradefacts.report(found, title="April")
    >>> page.html.startswith("<!doctype html>"), "April" in page.html
    (True, True)
    """
    table = table_of(given, "facts")
    tables, official = figures_of(known)
    if documents is None and isinstance(given, Extraction) and given.text is not None:
        documents = [_document(given)]
    if documents is None:
        return Report(_native.report(table, title or _title(given), tables, official, None, []))
    if not hasattr(documents, "__arrow_c_stream__"):
        documents = list(documents)
    found = given if isinstance(given, Extraction) else extract_batch(documents)
    mentions = [(mention.doc_id, mention.start, mention.end, mention.kind) for mention in found.mentions]
    return Report(_native.report(table, title or _title(given), tables, official, (documents, USUAL), mentions))


def _title(given: Any) -> str:
    if isinstance(given, (str, os.PathLike)):
        return f"Trade facts: {os.path.basename(os.path.normpath(os.fspath(given)))}"
    return "Trade facts"


def _document(found: Extraction) -> dict[str, Any]:
    """The document of a single extraction, as far as its rows tell it."""
    document: dict[str, Any] = {"text": found.text}
    for mention in found.mentions[:1]:
        document["id"] = mention.doc_id
    for fact in found.facts[:1]:
        document.update(id=fact.doc_id, published=fact.published, url=fact.url, publisher=fact.publisher)
    return document
