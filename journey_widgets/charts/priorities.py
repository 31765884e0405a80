"""Impact × effort: what people have weighed, each note in its place and none over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journey_widgets import faces
from journey_widgets.analysis.ranking import KINDS, By, ranking, root_note
from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document
from journey_widgets.charts.plane import FOOT, RAIL, Item, arranged, paint_chips, paint_plane, quadrant
from journey_widgets.charts.sheet import Sheet, wrapped
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["priorities", "priorities_sentence", "priorities_table", "quadrant"]

_WIDTH = 640


def priorities(
    journey: Journey, *, language: Language | None = None, theme: faces.Theme = "light", width: int = _WIDTH
) -> alt.LayerChart:
    """Draw the impact × effort plane: each weighed note in the row of its impact, over the column of its effort.

    Where notes share a place, their row grows and they lie one above the other. The figure on a note is its dots.

    Args:
        journey: the journey.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels.

    """
    spoken = _spoken(journey, language)
    items = [item for item in _items(journey.snapshot().document) if item.impact is not None]
    sentence = priorities_sentence(journey, spoken)
    lines = wrapped(sentence, (width - 8) / 13, 3)
    top = 19 * len(lines) + 12
    rows, chips, height = arranged(items, width - RAIL, top)
    sheet = Sheet(width, height + FOOT)
    paint_plane(sheet, rows, (top, height), width, spoken)
    said = [{"x": 2, "y": 2 + 19 * at, "text": line} for at, line in enumerate(lines)]
    sheet.words(said, "ink", size=13, weight=600, align="left", baseline="top")
    paint_chips(sheet, chips)
    if not chips:
        empty = [{"x": (RAIL + width) / 2, "y": (top + height) / 2, "text": say("priorities.plane_none", spoken)}]
        sheet.words(empty, "inkMuted", size=12, halo="canvas", align="center", baseline="middle")
    return sheet.chart(theme, sentence)


def priorities_table(journey: Journey, *, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row a note (index: its id), placed ones first, columns named in the reader's language.

    Columns: kind, note, touchpoint, quadrant (str; missing where not placed), impact, effort, severity, frequency, dots
    (Int64).
    """
    spoken = _spoken(journey, language)
    document = journey.snapshot().document
    items = _items(document)
    titles = {place.id: f"{place.no} {place.record['title']}" for place in Reading(document, "iqr", 12).places}

    def name(key: str) -> str:
        return say(f"priorities.{key}", spoken)

    def corner(item: Item) -> str | None:
        return None if item.impact is None or item.effort is None else name(quadrant(item.impact, item.effort))

    return twin_table(
        [item.id for item in items],
        [
            (name("kind"), "str", [name(f"kind_{item.kind}") for item in items]),
            (name("note"), "str", [item.text for item in items]),
            (name("card"), "str", [titles.get(item.touchpoint) for item in items]),
            (name("quadrant"), "str", [corner(item) for item in items]),
            (name("impact"), "Int64", [item.impact for item in items]),
            (name("effort"), "Int64", [item.effort for item in items]),
            (name("severity"), "Int64", [item.severity for item in items]),
            (name("frequency"), "Int64", [item.frequency for item in items]),
            (name("dots_column"), "Int64", [item.dots for item in items]),
        ],
    )


def priorities_sentence(journey: Journey, language: str | None = None) -> str:
    """The quick wins; then the top three by dots (else by severity × frequency, else by opportunity) and how sure."""
    spoken = _spoken(journey, language)
    document = journey.snapshot().document
    items = _items(document)
    placed = [item for item in items if item.impact is not None]
    told: list[str] = []
    if not placed:
        told.append(say("priorities.plane_none", spoken))
    else:
        quick = [item for item in placed if quadrant(item.impact or 0, item.effort or 0) == "quick"]
        names = say("priorities.and", spoken).join(item.text for item in _worthiest(quick))
        told.append(say("priorities.plane_quick" if quick else "priorities.plane_no_quick", spoken, names=names))
    if ranked := _ranked(document, spoken):
        told.append(ranked)
    waiting = len(items) - len(placed)
    if placed and waiting:
        told.append(_many("priorities.unplaced_n", spoken, waiting))
    return ("" if spoken == "ja" else " ").join(told)


def _ranked(document: Document, spoken: str) -> str:
    bys: tuple[By, ...] = ("votes", "severity", "ulwick")
    for by in bys:
        found = ranking(document, by)
        names = [row["title"] for row in found.rows if row["rank"] is not None][:3]
        if names:
            listed = say("priorities.and", spoken).join(names)
            told = _many("priorities.top_three_sentence", spoken, len(names), names=listed)
            if found.same is None:
                return told
            share = f"{round(found.same * 100)}%"
            stable = say("priorities.stable", spoken, share=share, draws=f"{found.draws:,}", n=found.people)
            return f"{told}{'' if spoken == 'ja' else ' '}{stable}"
    return ""


def _worthiest(items: list[Item]) -> list[Item]:
    """The best impact for its effort first."""
    return sorted(items, key=lambda item: ((item.effort or 0) - (item.impact or 0), -item.dots, item.id))


def _items(document: Document) -> list[Item]:
    """Pains and opportunities, and what else has been placed; placed ones first, then most dots."""
    notes: dict[str, dict[str, Any]] = document.get("notes", {})
    dots: dict[str, int] = {}
    for vote in document.get("votes", {}).values():
        name = root_note(notes, vote["note"])
        dots[name] = dots.get(name, 0) + vote["dots"]
    items: list[Item] = []
    for name in sorted(notes):
        note = notes[name]
        placed = note.get("impact") is not None and note.get("effort") is not None
        if root_note(notes, name) != name or not (placed or note["kind"] in KINDS):
            continue
        items.append(
            Item(
                name,
                note["kind"],
                note["text"],
                note.get("touchpoint", ""),
                note["impact"] if placed else None,
                note["effort"] if placed else None,
                note.get("severity"),
                note.get("frequency"),
                dots.get(name, 0),
            )
        )
    return sorted(items, key=lambda item: (item.impact is None, -item.dots, item.id))


def _spoken(journey: Journey, language: str | None) -> str:
    return "ja" if (language or journey.language) == "ja" else "en"


def _many(key: str, spoken: str, n: int, **values: object) -> str:
    return say(f"{key}_one" if n == 1 else key, spoken, n=n, **values)
