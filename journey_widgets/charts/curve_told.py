"""The emotion curve as a table and as a sentence: what the page says under it (`js/src/analysis/figures.ts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from journey_widgets.analysis.overall import overall_rows
from journey_widgets.analysis.reading import Reading
from journey_widgets.charts.emotion_curve import default_persona
from journey_widgets.charts.staged import spoken_language
from journey_widgets.charts.telling import called, score_words
from journey_widgets.charts.twin_table import Column, twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.analysis.scores import Line, Measure
    from journey_widgets.model import Journey

__all__ = ["emotion_curve_sentence", "emotion_curve_table"]

State = Literal["as_is", "to_be"]
#: Above this many cards the sentence tells of stages, not of single cards.
MANY = 40


def emotion_curve_table(journey: Journey, *, language: Language | None = None) -> pd.DataFrame:
    """The curve's table twin: a row a touchpoint (index: its id), two columns a line; named in the reader's language.

    Columns: number (Int64), touchpoint, stage (str), then for each line its score (Float64, on the journey's scale,
    missing where nobody scored) and how many people it is the mean of (Int64; 0 for an agreed score). Where several
    personas have a line, all customers' score, weighted by their shares (Float64), stands last.
    """
    spoken = spoken_language(journey.language, language)
    reading = Reading(journey.snapshot().document, "iqr", 1)
    columns: list[Column] = [
        (say("charts.number", spoken), "Int64", [place.no for place in reading.places]),
        (say("charts.touchpoint", spoken), "str", [place.record.get("title", "") for place in reading.places]),
        (say("charts.stage", spoken), "str", [reading.stage_name(place.stage) for place in reading.places]),
    ]
    for line in reading.ordered_lines():
        name = _name(reading, line, spoken)
        found = [reading.lines[line].get(place.id) for place in reading.places]
        columns.append((name, "Float64", [None if one is None else one[0].score for one in found]))
        people = say("charts.people_of", spoken, name=name)
        columns.append((people, "Int64", [0 if one is None else one[0].n for one in found]))
    for state in ("as_is", "to_be"):
        if sum(1 for persona, other in reading.lines if persona and other == state) > 1:
            scores = {row["touchpoint"]: row["score"] for row in overall_rows(reading) if row["state"] == state}
            name = _state_of(say("chart.overall", spoken), state, spoken)
            columns.append((name, "Float64", [scores.get(place.id) for place in reading.places]))
    return twin_table([place.id for place in reading.places], columns)


def _name(reading: Reading, line: Line, language: str) -> str:
    whose = reading.persona_name(line[0]) if line[0] else say("chart.everyone", language)
    return _state_of(whose, line[1], language)


def _state_of(whose: str, state: str, language: str) -> str:
    return f"{whose}{'・' if language == 'ja' else ', '}{say(f'chart.{state}', language)}"


def emotion_curve_sentence(
    journey: Journey, language: str | None = None, *, persona: str | None = None, state: State = "as_is"
) -> str:
    """The curve in a sentence: the lowest card, and where opinions differ most; of many cards, the lowest stage."""
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    reading = Reading(document, "iqr", 1)
    if not reading.places:
        return say("chart.no_cards", spoken)
    line = reading.lines.get((default_persona(document) if persona is None else persona, state), {})
    if not line:
        one = "_one" if len(reading.places) == 1 else ""
        return say(f"chart.not_scored_yet{one}", spoken, n=len(reading.places))
    order = [place.id for place in reading.places if place.id in line]
    measures = {name: line[name][0] for name in order}
    lowest = min(order, key=lambda name: measures[name].score)
    bottom = {"lowest": called(reading, lowest), "score": score_words(measures[lowest].score, reading.scale)}
    if len(reading.places) > MANY:
        return say("chart.many", spoken, **bottom, **_valley(reading, measures))
    widest = max(order, key=lambda name: _width(measures[name]))
    if _width(measures[widest]) <= (reading.scale.high - reading.scale.low) / 2:
        return say("chart.lowest_is", spoken, **bottom)
    low, high = (score_words(end or 0, reading.scale) for end in (measures[widest].low, measures[widest].high))
    return say("chart.lowest_and_widest", spoken, **bottom, widest=called(reading, widest), low=low, high=high)


def _width(measure: Measure) -> float:
    return 0 if measure.low is None or measure.high is None else measure.high - measure.low


def _valley(reading: Reading, measures: dict[str, Measure]) -> dict[str, object]:
    """The stage with the lowest mean of its scored cards."""
    means: dict[str, float] = {}
    for stage in reading.stages:
        scores = [measures[place.id].score for place in reading.places if place.stage == stage and place.id in measures]
        if scores:
            means[stage] = sum(scores) / len(scores)
    valley = min(means, key=lambda stage: means[stage])
    return {
        "cards": len(reading.places),
        "scored": len(measures),
        "valley": reading.stage_name(valley),
        "mean": score_words(means[valley], reading.scale),
    }
