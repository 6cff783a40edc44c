"""The rows of the tables, as named tuples that follow the schema."""

# Written by tests/test_typing.py from the schema.

from datetime import date
from decimal import Decimal
from typing import NamedTuple

__all__ = ["Fact", "Failure", "Mention"]

class Fact(NamedTuple):
    """One row per statement about trade."""

    fact_id: str
    """Stable identity: the first 16 hexadecimal digits of the SHA-256 of doc_id, offsets, flow,
    areas, commodity, period, status and basis. The same statement read the same way keeps it."""

    series_key: str | None
    """What is measured: flow, areas, commodity, period, status (A also for E and R), adjustment and
    price base, with colons between them. Statements of the same figure share it, in other documents
    and vintages too: compare levels where the unit, changes where change_unit and basis agree.
    Empty where reporter or period is not known."""

    doc_id: str
    """The document: the id of a JSON Lines document, or the path as given."""

    published: date | None
    """Date of publication, which relative periods are counted from."""

    source: str | None
    """Who compiled or announced the number, as named; inherited within the document where it
    clearly covers the sentence. Empty where nobody is named."""

    source_code: str | None
    """Code of the source, from the table of agencies."""

    publisher: str | None
    """Outlet, where the input names it."""

    url: str | None
    """Address, where the input names it."""

    also_in: str | None
    """Other documents with the same statement, with "; " between them, where --unique leaves it out
    there."""

    trade_flow: str
    """X exports, M imports, T total (two-way) trade, B balance, RX re-exports, RM re-imports, DX
    domestic exports."""

    ref_area: str | None
    """The economy whose flow the sentence states, as stated (no mirroring); blocs EU, EA, ASEAN,
    OPEC, MERCOSUR, GCC, EAEU, BRICS, G7, AFRICA, LATAM, ASIA, MIDEAST, EUROPE; W0 the world; a
    group joins its codes with +."""

    counterpart_area: str
    """The partner, same codes; W0 for the world and where none is meant."""

    commodity: str
    """TOTAL; goods or services where the text limits it so; or the good as named, lower case. Kinds
    of trader and trade regimes also stand here."""

    commodity_code: str | None
    """Code of the good, where one fits."""

    period_start: date | None
    """First day of the period that the number is about; empty where it is not known."""

    period_end: date | None
    """Last day of the period, included."""

    period_kind: str | None
    """month, month_range, ytd, quarter, half, year, fiscal_year, fiscal_ytd, marketing_year,
    rolling, week, day_range or as_of."""

    time_period: str | None
    """The period in one word: 2023-01-01/P4M, 2023-Q2, 2023-04, 2023."""

    period_text: str | None
    """The words of the period, also where its dates are not known."""

    value: Decimal | None
    """The level in full units; of a range the lower end. A deficit is negative."""

    value_max: Decimal | None
    """Upper end of a level that is a range."""

    unit: str | None
    """Unit of the level: a currency, else t, bbl, bbl/d, kg, m3, TEU, units and so on; USD/mo for a
    monthly average; PC where the level is a percentage of something else."""

    bound: str | None
    """= as printed, ~ about, > more than, < less than: of the level, else of the change, else of
    the share."""

    unit_mult: int | None
    """Power of ten of the printed scale word (billion is 9), of the same number as bound."""

    decimals: int | None
    """Digits printed after the point, of the same number as bound."""

    value_text: str | None
    """The level as printed."""

    converted_value: Decimal | None
    """The same level given in a second currency."""

    converted_unit: str | None
    """That currency."""

    change: Decimal | None
    """The change, signed by direction: fell 3.2 percent is -3.2, doubled is 100, unchanged is 0. Of
    a balance, the change of its size: a deficit that widens is positive."""

    change_max: Decimal | None
    """Other end of a change that is a range."""

    change_unit: str | None
    """PC percent, PP percentage points, or the currency or unit of a change that is an amount."""

    basis: str | None
    """What the change is measured from: yoy a year before, mom the month before, qoq the quarter
    before, wow the week before, saar annualised, other."""

    base_value: Decimal | None
    """The stated level compared with, in the unit of the level; signed for balances."""

    change_text: str | None
    """The change as printed."""

    share: Decimal | None
    """Share of the wider flow, in percent."""

    share_text: str | None
    """The share as printed."""

    obs_status: str
    """A actual, E estimate or provisional, F forecast or expectation, G target or plan, R
    revised."""

    adjustment: str | None
    """N not adjusted, S seasonally, W by working days, Y both, T trend; empty where it is not
    stated."""

    price_base: str | None
    """V current prices, Q constant prices; empty where it is not stated."""

    quote: str
    """The sentence, with white space folded."""

    start: int | None
    """Where the first available of level, change and share stands in the text: offset in Unicode
    code points, from 0, behind a byte order mark."""

    end: int | None
    """Where it ends: one past its last code point."""

    rule: str
    """The rule that linked the fact."""

    notes: str | None
    """Assumptions and flags, with "; " between them."""

    evidence: str | None
    """What each column was read from, as "column start-end rule" with "; " between them, offsets in
    Unicode code points."""

class Mention(NamedTuple):
    """One row per amount, percentage, quantity or period."""

    doc_id: str
    """The document: the id of a JSON Lines document, or the path as given."""

    kind: str
    """money, percent, points, quantity, number or period."""

    start: int
    """Where it stands: offset in Unicode code points, from 0."""

    end: int
    """Where it ends: one past its last code point."""

    text: str
    """The words, with white space folded."""

    value: Decimal | None
    """The amount in full units; signed where a sign is printed."""

    value_max: Decimal | None
    """Upper end of a range."""

    unit: str | None
    """The unit, as in facts; of a sign that several currencies share, the most usual."""

    unit_candidates: str | None
    """The currencies that a shared sign may be, as USD|CAD; empty where the unit is certain."""

    bound: str | None
    """= as printed, ~ about, > more than, < less than."""

    unit_mult: int | None
    """Power of ten of the printed scale word."""

    decimals: int | None
    """Digits printed after the point."""

    period_start: date | None
    """First day of a period; empty where it is not known."""

    period_end: date | None
    """Last day of a period, included."""

    period_kind: str | None
    """The kind of a period, as in facts."""

    time_period: str | None
    """The period in one word, as in facts."""

    rule: str
    """The rule that read it."""

    notes: str | None
    """Assumptions and flags, with "; " between them."""

class Failure(NamedTuple):
    """One row per document that failed, or value that Arrow cannot hold."""

    doc_id: str
    """The document."""

    kind: str
    """input, argument, lexicon, decimal or fault."""

    position: str | None
    """Where in the input, where it is known."""

    message: str
    """What was expected, what was found, and what to do."""
