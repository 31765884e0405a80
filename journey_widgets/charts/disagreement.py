"""Where people disagree, most first: each touchpoint with its scores along the scale and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.agreement import given_scores
from journey_widgets.analysis.disagreement import disputed
from journey_widgets.analysis.reading import Reading
from journey_widgets.charts.marks import face_at
from journey_widgets.charts.sheet import Sheet, balanced, ink, wrapped
from journey_widgets.charts.staged import spoken_language
from journey_widgets.charts.telling import score_words
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["disagreement", "disagreement_sentence", "disagreement_table"]

State = Literal["as_is", "to_be"]

_ROW, _NAMES, _FIGURES, _HEAD = 34, 250, 190, 34
#: A room discusses three first.
FIRST = 3


def disagreement(
    journey: Journey,
    *,
    persona: str | None = None,
    state: State = "as_is",
    n: int | None = 12,
    language: Language | None = None,
    theme: faces.Theme = "light",
    width: int = 760,
) -> alt.LayerChart:
    """Draw a row for every touchpoint people disagree on, lowest agreement first; the first three are to be discussed.

    A disc is as large as the number of people who gave that score. At the right: van der Eijk's A as a bar from −1 to
    +1, and how many people scored.

    Args:
        journey: the journey.
        persona: whose line, by id; "" is everyone's; None: all, each touchpoint with the one most disagree about.
        state: "as_is" or "to_be".
        n: how many touchpoints at most; None: all.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels.

    """
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    reading = Reading(document, "iqr", 1)
    rows = disputed(document, persona=persona, state=state, settled=True)[:n]
    sentence = disagreement_sentence(journey, spoken, persona=persona, state=state)
    lines = balanced(sentence, (width - 4) / 13, 3)
    top = 12 + 19 * len(lines) + _HEAD
    sheet = Sheet(width, top + _ROW * max(1, len(rows)) + 8)
    said = [{"x": 2, "y": 8 + 19 * at, "text": line} for at, line in enumerate(lines)]
    sheet.words(said, "ink", size=13, weight=600, align="left", baseline="top")
    if not rows:
        none = [{"x": width / 2, "y": top + _ROW / 2 - 8, "text": say("charts.nothing_to_discuss", spoken)}]
        sheet.words(none, "inkMuted", size=12, align="center", baseline="middle")
        return sheet.chart(theme, sentence)
    left, right = _NAMES + 24.0, width - _FIGURES - 24.0

    def along(score: float) -> float:
        return left + (score - reading.scale.low) / (reading.scale.high - reading.scale.low) * (right - left)

    _axis(sheet, reading, along, top)
    _names(sheet, rows, top, reading)
    given = [given_scores(reading.lines[row["persona"], state][row["touchpoint"]][1]) for row in rows]
    _people(sheet, rows, given, along, top)
    _agreement(sheet, rows, width, top, spoken)
    return sheet.chart(theme, sentence)


def _axis(sheet: Sheet, reading: Reading, along: Callable[[float], float], top: float) -> None:
    scale = reading.scale
    steps = round((scale.high - scale.low) / scale.step)
    count = steps if 1 <= steps <= 10 else 4
    rows: list[dict[str, Any]] = []
    for k in range(count + 1):
        score = scale.low + (scale.high - scale.low) * k / count
        rows.append(
            {
                "x": along(score),
                "x2": along(score),
                "y": top - 2,
                "y2": sheet.height - 8,
                "head": top - 16,
                "face": scale.face(score),
                "text": score_words(score, scale),
                "zero": abs(scale.unit(score)) < 1e-9,
            }
        )
    for zero, colour in ((False, "grid"), (True, "zero")):
        rule = sheet.draw(row for row in rows if row["zero"] is zero).mark_rule(stroke=ink(colour), tooltip=None)
        sheet.add(rule.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
    sheet.add(*face_at(sheet.draw(rows), {"x": sheet.x(), "y": sheet.y("head")}, size="14"))
    if count <= 5:
        figures = [{"x": row["x"] + 10, "y": row["head"], "text": row["text"]} for row in rows]
        sheet.words(figures, "inkMuted", align="left", baseline="middle")


def _names(sheet: Sheet, rows: list[dict[str, Any]], top: float, reading: Reading) -> None:
    ranks: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    whose: list[dict[str, Any]] = []
    # One persona throughout needs no name in every row.
    several = len({row["persona"] for row in rows}) > 1
    for at, row in enumerate(rows):
        y = top + _ROW * (at + 0.5)
        if at < FIRST:
            ranks.append({"x": 12, "y": y, "text": str(at + 1)})
        persona = reading.persona_name(row["persona"]) if several else ""
        title = (wrapped(f"{row['no']} {row['title']}", (_NAMES - 40) / 12, 1) or [""])[0]
        names.append({"x": 28, "y": y - (7 if persona else 0), "text": title})
        if persona:
            whose.append({"x": 28, "y": y + 8, "text": (wrapped(persona, (_NAMES - 40) / 10, 1) or [""])[0]})
    discs = sheet.draw(ranks).mark_point(
        shape="circle", filled=True, size=300, opacity=1, fill=ink("ink"), tooltip=None
    )
    sheet.add(discs.encode(sheet.x(), sheet.y()))
    sheet.words(ranks, "surface", size=11, weight=600, align="center", baseline="middle")
    sheet.words(names, "ink", size=12, align="left", baseline="middle")
    sheet.words(whose, "inkMuted", size=10, align="left", baseline="middle")


def _people(
    sheet: Sheet, rows: list[dict[str, Any]], given: list[list[float]], along: Callable[[float], float], top: float
) -> None:
    lines: list[dict[str, Any]] = []
    discs: list[dict[str, Any]] = []
    for at, row in enumerate(rows):
        y = top + _ROW * (at + 0.5)
        lines.append({"x": along(row["low"]), "x2": along(row["high"]), "y": y, "y2": y})
        discs += [
            {
                "x": along(score),
                "y": y,
                "n": many,
                "size": 46.0 + 400 * (many / row["n"]),
                "text": str(many),
            }
            for score, many in sorted(Counter(given[at]).items())
        ]
    rule = sheet.draw(lines).mark_rule(stroke=ink("lineControl"), strokeWidth=1.5, tooltip=None)
    sheet.add(rule.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
    disc = sheet.draw(discs).mark_point(
        shape="circle", filled=True, opacity=1, fill=ink("raised"), stroke=ink("ink"), strokeWidth=1.5, tooltip=None
    )
    sheet.add(disc.encode(sheet.x(), sheet.y(), size=alt.Size("size:Q", scale=None, legend=None)))
    sheet.words(discs, "ink", size=10, align="center", baseline="middle")


def _agreement(sheet: Sheet, rows: list[dict[str, Any]], width: float, top: float, language: str) -> None:
    """A as a bar from 0, to the left below it; its figure, and n."""
    middle, reach = width - _FIGURES + 52.0, 44.0
    heads = [
        {"x": middle, "y": top - 16, "text": say("charts.agreement", language)},
        {"x": width - 14, "y": top - 16, "text": "n"},
    ]
    sheet.words(heads[:1], "inkMuted", align="center", baseline="middle")
    sheet.words(heads[1:], "inkMuted", align="right", baseline="middle")
    bars: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for at, row in enumerate(rows):
        y = top + _ROW * (at + 0.5)
        value = row["agreement"] or 0.0
        x, x2 = sorted((middle, middle + value * reach))
        bars.append({"x": x, "x2": x2, "y": y - 5, "y2": y + 5})
        figures.append({"x": width - 54, "y": y, "text": _signed(value)})
        counts.append({"x": width - 14, "y": y, "text": str(row["n"])})
    sheet.boxes(bars, ink("lineControl"))
    zero = sheet.draw([{"x": middle, "x2": middle, "y": top - 4, "y2": sheet.height - 8}]).mark_rule(stroke=ink("zero"))
    sheet.add(zero.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
    sheet.words(figures, "ink", align="right", baseline="middle")
    sheet.words(counts, "ink", align="right", baseline="middle")


def _signed(value: float) -> str:
    text = f"{abs(value):.2f}"
    return text if text == "0.00" else f"{'+' if value > 0 else '−'}{text}"


def disagreement_table(
    journey: Journey,
    *,
    persona: str | None = None,
    state: State = "as_is",
    n: int | None = 12,
    language: Language | None = None,
) -> pd.DataFrame:
    """The chart's table twin: a row a touchpoint (index: its id), columns named in the reader's language.

    Columns: number (Int64), touchpoint, stage, persona (str), agreement, lowest, highest, interquartile range (Float64,
    scores on the journey's scale), people (Int64), agreed score stands (boolean).
    """
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    reading = Reading(document, "iqr", 1)
    rows = disputed(document, persona=persona, state=state, settled=True)[:n]
    columns: list[tuple[str, str, list[Any]]] = [
        ("number", "Int64", [row["no"] for row in rows]),
        ("touchpoint", "str", [row["title"] for row in rows]),
        ("stage", "str", [row["stage"] for row in rows]),
        ("persona", "str", [reading.persona_name(row["persona"]) for row in rows]),
        ("agreement", "Float64", [row["agreement"] for row in rows]),
        ("lowest", "Float64", [row["low"] for row in rows]),
        ("highest", "Float64", [row["high"] for row in rows]),
        ("spread", "Float64", [row["spread"] for row in rows]),
        ("people", "Int64", [row["n"] for row in rows]),
        ("settled", "boolean", [row["settled"] for row in rows]),
    ]
    return twin_table(
        [row["touchpoint"] for row in rows],
        [(say(f"charts.{name}", spoken), kind, values) for name, kind, values in columns],
    )


def disagreement_sentence(
    journey: Journey, language: str | None = None, *, persona: str | None = None, state: State = "as_is"
) -> str:
    """The chart in a sentence: what to discuss first, and why."""
    document = journey.snapshot().document
    spoken = spoken_language(journey.language, language)
    rows = disputed(document, persona=persona, state=state, settled=True)
    if not rows:
        return say("charts.nothing_to_discuss", spoken)
    scale = Reading({**document, "scores": {}}, "iqr", 1).scale
    first = rows[0]
    return say(
        "charts.discuss_first" if len(rows) > 1 else "charts.discuss_this",
        spoken,
        n=len(rows),
        title=f"{first['no']} {first['title']}",
        low=score_words(first["low"], scale),
        high=score_words(first["high"], scale),
        agreement=_signed(first["agreement"] or 0.0),
    )
