"""Tables that go on over several slides: the plan, what was measured, every touchpoint."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from journey_widgets.slides.chapters.actions import Action
from journey_widgets.slides.chapters.appendix import Entry
from journey_widgets.slides.chapters.evidence import Measured
from journey_widgets.slides.deck.html import Html, tag
from journey_widgets.slides.deck.marks import score, star
from journey_widgets.slides.deck.paging import LEADING, ROOM, WIDTH, chunks, height

__all__ = ["Column", "actions", "appendix", "evidence", "pages"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, and whether it holds figures."""

    head: str
    share: float
    figures: bool = False


def pages(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Html]], sizes: Sequence[int] = (18, 16)
) -> list[Html]:
    """Rows of cells under the same head on every slide; columns nobody filled are left out.

    Set in the first of `sizes` in which all rows fit on one slide, otherwise in the last.
    """
    kept = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in rows)]
    columns = [columns[at] for at in kept]
    rows = [[row[at] for at in kept] for row in rows]
    whole = sum(column.share for column in columns)
    widths = [WIDTH * column.share / whole for column in columns]

    def parts(size: int) -> list[list[Sequence[str | Html]]]:
        def high(row: Sequence[str | Html]) -> float:
            cells = zip(row, widths, strict=True)
            return 15 + max(size * LEADING, *(height(_text(cell), width - 20, size) for cell, width in cells))

        return chunks(rows, high, ROOM - 38)

    size = next((size for size in sizes if len(parts(size)) == 1), sizes[-1])
    head = tag("tr", [tag("th", column.head, scope="col", class_=_kind(column)) for column in columns])
    shares = [tag("col", style=f"width:{column.share / whole:.2%}") for column in columns]
    return [
        tag(
            "table",
            tag("colgroup", shares),
            tag("thead", head),
            tag("tbody", [_row(columns, row) for row in part]),
            class_=f"rows size-{size}",
        )
        for part in parts(size)
    ]


def actions(content: list[Action], words: dict[str, str]) -> list[Html]:
    """The plan."""
    columns = [
        Column(words["action"], 34),
        Column(words["where"], 22),
        Column(words["owner"], 12),
        Column(words["due"], 12),
        Column(words["status"], 10),
        Column(words["kpi"], 18),
        Column(words["effect"], 10, figures=True),
    ]
    missing = tag("span", words["nobody"], class_="is-open")
    rows = [
        [one.title, one.where, one.owner or missing, one.due or missing, one.status, one.kpi, one.effect]
        for one in content
    ]
    return pages(columns, rows)


def evidence(content: list[Measured], words: dict[str, str]) -> list[Html]:
    """What was measured."""
    columns = [
        Column(words["where"], 24),
        Column(words["metric"], 24),
        Column(words["value"], 12, figures=True),
        Column(words["range"], 14, figures=True),
        Column("n", 8, figures=True),
        Column(words["period"], 14),
        Column(words["source"], 18),
    ]
    return pages(
        columns, [[one.where, one.metric, one.value, one.range, one.n, one.period, one.source] for one in content]
    )


def appendix(content: list[Entry], words: dict[str, str]) -> list[Html]:
    """Every touchpoint."""
    columns = [
        Column(words["no"], 5, figures=True),
        Column(words["stage"], 13),
        Column(words["card"], 26),
        Column(words["channel"], 12),
        Column(words["doing"], 22),
        Column(words["thought"], 22),
        Column(words["score"], 9),
        Column("n", 5, figures=True),
        Column(words["evidence"], 9),
    ]
    rows = [
        [
            one.no,
            one.stage,
            tag("span", one.title, " ", star(words["star"])) if one.moment_of_truth else one.title,
            one.channel,
            one.action,
            one.thought,
            score(one.face, one.score) or "",
            one.people,
            one.evidence,
        ]
        for one in content
    ]
    return pages(columns, rows, (16, 14))


def _row(columns: Sequence[Column], row: Sequence[str | Html]) -> Html:
    # What a cell is called goes with it: on a phone a row is a card, and the head is gone.
    cells = zip(columns, row, strict=True)
    return tag("tr", [tag("td", cell, class_=_kind(column), data_label=column.head) for column, cell in cells])


def _text(cell: str | Html) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", cell)) if isinstance(cell, Html) else cell


def _kind(column: Column) -> str | None:
    return "figures" if column.figures else None
