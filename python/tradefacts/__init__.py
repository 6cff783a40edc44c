"""Reads news articles and statistical releases and returns the trade facts in them.

>>> import tradefacts
>>> found = tradefacts.extract(
...     "India's rice exports rose 9.5 per cent to Rs 71,900 crore (USD 9.65 billion) in FY22.",
...     published="2022-05-10",
... )
>>> fact = found.facts[0]
>>> fact.commodity, fact.value, fact.unit, fact.converted_value, fact.converted_unit
('rice', Decimal('719000000000'), 'INR', Decimal('9650000000'), 'USD')
>>> found.to_pandas()[["ref_area", "time_period", "change"]].iloc[0].tolist()
['IN', '2021-04-01/P12M', Decimal('9.500000000000')]
"""

from . import _native
from .errors import ArgumentError, Error, FaultError, InputError, LexiconError
from .extraction import Extraction
from .extractor import Extractor, extract, extract_batch
from .findings import Compared, Finding, Findings, Statement, check, diff
from .page import Report, report
from .rows import Fact, Failure, Mention
from .table import Table

__all__ = [
    "ArgumentError",
    "Compared",
    "Error",
    "Extraction",
    "Extractor",
    "Fact",
    "Failure",
    "FaultError",
    "Finding",
    "Findings",
    "InputError",
    "LexiconError",
    "Mention",
    "Report",
    "Statement",
    "Table",
    "check",
    "diff",
    "extract",
    "extract_batch",
    "report",
]

__version__: str = _native.version()
