"""One document: values, offsets, errors, pickling."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import tradefacts
from tradefacts import Extractor, Fact

TEXT = "Côte d'Ivoire's exports rose 6.90 percent to €20.10 bn in the first four months of this year."


def test_values_are_exact_and_typed() -> None:
    (fact,) = tradefacts.extract(TEXT, published="2023-05-22").facts
    assert isinstance(fact, Fact)
    assert (fact.trade_flow, fact.ref_area, fact.unit) == ("X", "CI", "EUR")
    assert fact.value == Decimal("20100000000") and isinstance(fact.value, Decimal)
    assert fact.change == Decimal("6.9") and isinstance(fact.change, Decimal)
    assert fact.published == fact.published and type(fact.published) is date
    assert (fact.period_start, fact.period_end) == (date(2023, 1, 1), date(2023, 4, 30))
    assert fact.share is None, "what is not stated is None"


def test_offsets_are_indices_of_the_text() -> None:
    text = "🚢🚢 " + TEXT
    found = tradefacts.extract(text, published="2023-05-22")
    (fact,) = found.facts
    assert text[fact.start : fact.end] == "€20.10 bn"
    assert [text[mention.start : mention.end] for mention in found.mentions] == [
        mention.text for mention in found.mentions
    ]


@pytest.mark.parametrize(
    "published", ["2023-05-22", date(2023, 5, 22), datetime(2023, 5, 22, 23, 30), "2023-05-22T23:30:00Z"]
)
def test_dates_of_every_kind(published: str | date) -> None:
    (fact,) = tradefacts.extract(TEXT, published=published).facts
    assert fact.published == date(2023, 5, 22)


def test_the_date_that_a_text_states_is_used_where_none_is_given() -> None:
    text = f"Trade news\nPublished: 2021-06-01\n\n{TEXT}"
    assert tradefacts.extract(text).facts[0].period_start == date(2021, 1, 1)
    assert tradefacts.extract(text, published="2023-05-22").facts[0].period_start == date(2023, 1, 1)


def test_what_is_known_of_a_document_is_in_its_rows() -> None:
    (fact,) = tradefacts.extract(TEXT, id="a", url="u", publisher="p", title="t").facts
    assert (fact.doc_id, fact.url, fact.publisher) == ("a", "u", "p")


@pytest.mark.parametrize("text", ["", "\0", "\ufeff", "Nothing of the kind.", "€" * 1000, "\r\n\r\n"])
def test_texts_without_facts(text: str) -> None:
    found = tradefacts.extract(text)
    assert (len(found.facts), len(found.errors)) == (0, 0)
    assert "no facts" in found._repr_html_()


def test_errors_have_kind_position_and_message() -> None:
    with pytest.raises(tradefacts.InputError) as raised:
        tradefacts.extract(TEXT, published="22/05/2023")
    assert (raised.value.kind, raised.value.position) == ("input", None)
    assert str(raised.value) == 'field `published`: expected a date as YYYY-MM-DD, found "22/05/2023"'
    with pytest.raises(tradefacts.ArgumentError) as raised_argument:
        Extractor(language="tlh")
    assert (raised_argument.value.kind, raised_argument.value.position) == ("argument", "language")
    assert str(raised_argument.value) == 'language: expected a language of en, found "tlh"'
    assert issubclass(tradefacts.InputError, ValueError) and issubclass(tradefacts.InputError, tradefacts.Error)
    again = pickle.loads(pickle.dumps(raised_argument.value))
    assert (type(again), str(again)) == (tradefacts.ArgumentError, str(raised_argument.value))


@pytest.mark.parametrize("text", [None, 5, b"bytes", "half a pair: \ud800"])
def test_what_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(tradefacts.InputError, match="field `text`: expected a string, found"):
        tradefacts.extract(text)  # type: ignore[arg-type]


def test_an_extractor_can_be_pickled() -> None:
    extractor = pickle.loads(pickle.dumps(Extractor(language="en")))
    assert extractor.extract(TEXT) == tradefacts.extract(TEXT)


def test_rows_can_be_pickled_and_have_names() -> None:
    found = tradefacts.extract(TEXT)
    assert pickle.loads(pickle.dumps(list(found.facts))) == list(found.facts)
    assert found.facts.columns == list(Fact._fields)
    assert Fact.value.__doc__ == tradefacts.schema.TABLES["facts"].columns["value"].doc


def test_a_table_is_a_sequence() -> None:
    facts = tradefacts.extract_batch([TEXT] * 3000).facts
    assert len(facts) == 3000 and [fact.doc_id for fact in facts] == [str(at) for at in range(3000)]
    assert facts[-1] == facts[2999] and facts[10:12] == [facts[10], facts[11]] and facts[5:0:-2][0] == facts[5]
    assert facts[7] in facts and facts.index(facts[7]) == 7
    with pytest.raises(IndexError):
        facts[3000]


def test_the_view_of_a_notebook_is_escaped() -> None:
    text = f"<script>alert(1)</script> & {TEXT}"
    page = tradefacts.extract(text, published="2023-05-22")._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Côte" in page
    assert '<mark class="fact" title="= 20100000000 EUR">€20.10 bn</mark>' in page
    assert page.count("<tr>") == 2, "a header and a row"
    whole = page[page.index('<div class="text">') :].split("</div>")[0]
    assert whole.endswith("</mark>."), "the text is shown to its end"


def test_the_view_of_a_long_text_is_cut() -> None:
    page = tradefacts.extract(f"{TEXT} " * 1000)._repr_html_()
    assert "more characters" in page and "950 more facts" in page and len(page) < 500_000


LEXICON = """
[cues]
share = ["chalking up"]

[[commodity]]
name = "moon rocks"
hs = "2530"

[[agency]]
code = "GACC"
forms = "the Moonlight Palace"
"""


def test_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(LEXICON, "utf-8")
    extractor = Extractor(lexicon=path)
    text = "Exports of moon rocks rose 5 percent in May 2021, the Moonlight Palace said."
    (fact,) = extractor.extract(text).facts
    assert (fact.commodity, fact.commodity_code, fact.source_code) == ("moon rocks", "2530", "GACC")
    plain = tradefacts.extract(text).facts[0]
    assert (plain.commodity_code, plain.source_code) != ("2530", "GACC"), "the others do not know it"
    path.unlink()
    again = pickle.loads(pickle.dumps(extractor))
    assert again.extract(text).facts[0] == fact, "it goes along when it is pickled"
    assert repr(again) == f"Extractor(language='en', lexicon={str(path)!r})"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[cues]\nshare = 5", "expected"),
        ("[colours]\nred = []", "unknown field `colours`"),
        ('[cues]\nshare = ["a", "a"]', "the form `a` stands twice"),
        ('[[commodity]]\nprice = "5"', "unknown field `price`"),
        ('[[agency]]\ncode = "XYZ"', "the agency `XYZ` is new and needs a `name`"),
    ],
)
def test_a_wrong_lexicon_names_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(tradefacts.LexiconError) as raised:
        Extractor(lexicon=path)
    assert raised.value.position == str(path) and message in str(raised.value), str(raised.value)
