"""The view of an extraction in a notebook: the text with its mentions marked, and the facts. Everything is escaped."""

from __future__ import annotations

from html import escape

from .rows import Fact, Failure, Mention
from .table import Table

# What is shown at most; the rest is counted.
_CHARACTERS = 20_000
_ROWS = 50

_COLUMNS = (
    "trade_flow",
    "ref_area",
    "counterpart_area",
    "commodity",
    "time_period",
    "value",
    "unit",
    "change",
    "change_unit",
    "basis",
    "share",
    "obs_status",
    "quote",
)

_STYLE = """<style>
.tradefacts { max-width: 60em }
.tradefacts .text { white-space: pre-wrap; border-left: 3px solid #8884; padding-left: 1em }
.tradefacts mark { background: #8883; color: inherit; border-radius: 2px }
.tradefacts mark.fact { background: #f5c54266; border-bottom: 2px solid #c60 }
.tradefacts td { text-align: left; vertical-align: top }
.tradefacts td.number { text-align: right; white-space: nowrap }
</style>"""


def page(text: str | None, facts: Table[Fact], mentions: Table[Mention], errors: Table[Failure]) -> str:
    """The view: a style, the marked text where there is one, the facts, and the errors."""
    parts = ['<div class="tradefacts">', _STYLE]
    if text is not None:
        parts.append(f'<div class="text">{_marked(text, facts, mentions)}</div>')
    parts.append(_rows(facts))
    if errors:
        parts.append(f"<p>errors: {len(errors)}</p>")
    parts.append("</div>")
    return "\n".join(parts)


def _marked(text: str, facts: Table[Fact], mentions: Table[Mention]) -> str:
    """The text with its mentions marked; those that anchor a fact stand out. Mentions do not overlap."""
    anchors = {(fact.start, fact.end) for fact in facts}
    parts = []
    done = 0
    for mention in mentions:
        start, end = mention.start, mention.end
        if start < done or end > _CHARACTERS:
            continue
        kind = "fact" if (start, end) in anchors else "mention"
        parts.append(escape(text[done:start]))
        parts.append(f'<mark class="{kind}" title="{escape(_reading(mention))}">{escape(text[start:end])}</mark>')
        done = end
    shown = max(done, _CHARACTERS)
    parts.append(escape(text[done:shown]))
    if len(text) > shown:
        parts.append(f" … <em>{len(text) - shown} more characters</em>")
    return "".join(parts)


def _reading(mention: Mention) -> str:
    if mention.kind == "period":
        return f"{mention.period_start or '?'} to {mention.period_end or '?'}"
    upper = "" if mention.value_max is None else f" to {mention.value_max}"
    return f"{mention.bound or ''} {mention.value}{upper} {mention.unit or ''}".strip()


def _rows(facts: Table[Fact]) -> str:
    if not facts:
        return "<p>no facts</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in _COLUMNS)
    lines = [f"<table><thead><tr>{head}</tr></thead><tbody>"]
    for fact in facts[:_ROWS]:
        lines.append(f"<tr>{''.join(_cell(name, getattr(fact, name)) for name in _COLUMNS)}</tr>")
    lines.append("</tbody></table>")
    if len(facts) > _ROWS:
        lines.append(f"<p>{len(facts) - _ROWS} more facts</p>")
    return "\n".join(lines)


def _cell(name: str, value: object) -> str:
    kind = ' class="number"' if name in ("value", "change", "share") else ""
    return f"<td{kind}>{'' if value is None else escape(str(value))}</td>"
