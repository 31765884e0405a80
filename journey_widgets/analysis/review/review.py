"""A map checked by rules, as a DataFrame, and as what a page and a command line are told."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.review.finding import Finding, Rule, card_of
from journey_widgets.analysis.review.rules import ALL
from journey_widgets.analysis.scores import Document
from journey_widgets.words import Said, catalogue, said, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["findings", "heading", "name_of", "places", "review", "title_of"]


def review(
    journey: Journey,
    rules: Iterable[Rule] | None = None,
    today: date | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """What the map still lacks, rule by rule.

    Args:
        journey: the journey.
        rules: what to check by, `rule(document, today)` → findings; `jw.rules.ALL` where None. See `jw.rules`.
        today: the day to judge by; today where None.
        language: "ja" or "en"; the journey's own where None.

    Returns:
        One row per finding, in the order of the rules: `rule` (the function's name), `what` (the sentence), `table`
        and `id` (of the record it is about, "" for the map as a whole), `title` (what the record is called), `where`
        (stage and number of its card). Empty where nothing is lacking. All columns are text.

    Raises:
        TypeError: a rule is no function, or gives something other than findings.
        Exception: whatever a rule raises.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    document = journey.snapshot().document
    spoken = language or journey.language
    found = findings(document, rules, today)
    standing = places(document, spoken) if found else {}
    rows = [
        {
            "rule": one.rule,
            "what": one.words.get(spoken, one.words.get("en", "")),
            "table": one.table,
            "id": one.id,
            "title": title_of(document, one),
            "where": standing.get(card_of(document, one.table, one.id), ""),
        }
        for one in found
    ]
    columns = ["rule", "what", "table", "id", "title", "where"]
    return pd.DataFrame({column: [row[column] for row in rows] for column in columns}, dtype="str")


def findings(document: Document, rules: Iterable[Rule] | None = None, today: date | None = None) -> list[Finding]:
    """What the rules find in a document, each finding with the name of its rule. Raises as `review`."""
    day = date.today() if today is None else today
    return [finding for rule in _checked(ALL if rules is None else rules) for finding in found_by(rule, document, day)]


def found_by(rule: Rule, document: Document, today: date) -> list[Finding]:
    """What one rule finds, with its name. Raises as `review`."""
    name = name_of(rule)
    found: list[Finding] = []
    for one in rule(document, today) or ():
        # Rules are people's own functions; notebooks are not type-checked.
        if not isinstance(one, Finding):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"rule {name!r} must yield jw.rules.Finding(…), not {type(one).__name__}")
        found.append(replace(one, rule=name))
    return found


def _checked(rules: Iterable[Rule]) -> Sequence[Rule]:
    asked = list(rules)
    for rule in asked:
        if not callable(rule):
            raise TypeError(f"a rule is a function of a document and a day, not {type(rule).__name__}")
    return asked


def name_of(rule: Rule) -> str:
    """What a rule is called: the function's own name."""
    return str(getattr(rule, "__name__", type(rule).__name__))


def heading(rule: Rule) -> Said:
    """What a rule asks for, in a few words: ours from the catalogue, others by the first line of their docstring."""
    key = f"review.rule_{name_of(rule)}"
    if key in catalogue() and rule in ALL:
        return said(key)
    text = (inspect.getdoc(rule) or name_of(rule).replace("_", " ")).partition("\n")[0].rstrip("。.")
    return {"ja": text, "en": text}


def title_of(document: Document, finding: Finding) -> str:
    """What the record a finding is about is called; "" for the map as a whole."""
    record: dict[str, Any] = document.get(finding.table, {}).get(finding.id, {}) if finding.table else {}
    return str(record.get("title") or record.get("name") or record.get("text") or record.get("label") or "")


def places(document: Document, language: str) -> dict[str, str]:
    """Where every placed card stands, in words: id → stage and number on the board."""
    return {
        place.id: say("review.where", language, stage=document["stages"][place.stage]["name"], no=place.no)
        for place in Reading({**document, "scores": {}}, "iqr", 1).places
    }
