"""Rules about what the map rests on: reasons, evidence, measurements."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from journey_widgets.analysis.review.finding import Finding
from journey_widgets.analysis.scores import Document
from journey_widgets.model.order import stages_in_order, touchpoints_in_order
from journey_widgets.words import said

__all__ = [
    "kpi_nobody_measures",
    "moment_of_truth_without_evidence",
    "only_assumed_scores",
    "score_without_reason",
]

#: Evidence that is more than a guess.
KNOWN = ("staff", "customer", "measured")


def moment_of_truth_without_evidence(document: Document, today: date) -> Iterator[Finding]:
    """A moment of truth rests on more than an assumption: its own evidence, a score's, or a measurement."""
    del today
    measured = {measure.get("touchpoint") for measure in document.get("measures", {}).values()}
    known = {record["touchpoint"] for record in document.get("scores", {}).values() if _is_known(document, record)}
    cards: dict[str, dict[str, Any]] = document.get("touchpoints", {})
    for name in touchpoints_in_order(document):
        card = cards[name]
        if not card.get("moment_of_truth") or card.get("evidence") in KNOWN or name in measured or name in known:
            continue
        yield Finding(said("review.moment_of_truth_without_evidence", title=card["title"]), "touchpoints", name)


def _is_known(document: Document, score: dict[str, Any]) -> bool:
    """Whether a score says, by itself or by who gave it, that it is more than a guess."""
    if "evidence" in score:
        return score["evidence"] in KNOWN
    person = document.get("participants", {}).get(score.get("participant"), {})
    return person.get("role") in KNOWN


def score_without_reason(document: Document, today: date) -> Iterator[Finding]:
    """Every touchpoint that is scored as it is has at least one reason."""
    del today
    scored: set[str] = set()
    reasoned: set[str] = set()
    for record in document.get("scores", {}).values():
        if record["state"] == "as_is":
            scored.add(record["touchpoint"])
            if record.get("reason", "").strip():
                reasoned.add(record["touchpoint"])
    cards: dict[str, dict[str, Any]] = document.get("touchpoints", {})
    for name in touchpoints_in_order(document):
        if name in scored - reasoned:
            yield Finding(said("review.score_without_reason", title=cards[name]["title"]), "touchpoints", name)


def only_assumed_scores(document: Document, today: date) -> Iterator[Finding]:
    """Some score, or some measurement, is more than what the room assumes."""
    del today
    scores: dict[str, dict[str, Any]] = document.get("scores", {})
    if scores and not document.get("measures") and not any(_is_known(document, one) for one in scores.values()):
        yield Finding(said("review.only_assumed_scores"))


def kpi_nobody_measures(document: Document, today: date) -> Iterator[Finding]:
    """Every KPI (the north star, a stage's, an action's) has a measurement of its name, or one on its own stage.

    Names match when one holds the other, whatever the width or case of their letters: the metric "NPS" measures the
    KPI "NPS 30".
    """
    del today
    measures: list[dict[str, Any]] = list(document.get("measures", {}).values())
    metrics = {_plain(measure["metric"]) for measure in measures}
    cards: dict[str, dict[str, Any]] = document.get("touchpoints", {})
    covered = {
        measure.get("stage") or cards.get(measure.get("touchpoint", ""), {}).get("stage") for measure in measures
    }
    told: set[str] = set()

    def missing(kpi: str) -> bool:
        plain = _plain(kpi)
        if not plain or plain in told or any(metric in plain or plain in metric for metric in metrics):
            return False
        told.add(plain)
        return True

    if missing(star := document.get("about", {}).get("north_star", "")):
        yield Finding(said("review.north_star_nobody_measures", kpi=star))
    stages: dict[str, dict[str, Any]] = document.get("stages", {})
    for name in stages_in_order(document):
        if name not in covered and missing(kpi := stages[name].get("kpi", "")):
            yield Finding(
                said("review.kpi_of_stage_nobody_measures", kpi=kpi, name=stages[name]["name"]), "stages", name
            )
    actions: dict[str, dict[str, Any]] = document.get("actions", {})
    for name in sorted(actions):
        if actions[name].get("status") != "dropped" and missing(kpi := actions[name].get("kpi", "")):
            words = said("review.kpi_of_action_nobody_measures", kpi=kpi, title=actions[name]["title"])
            yield Finding(words, "actions", name)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
