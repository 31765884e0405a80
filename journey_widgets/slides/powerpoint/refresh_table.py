"""New rows in old tables: a row is known by what it is about, so that columns people added stay beside it."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, cast

from pptx.oxml import parse_xml

from journey_widgets.slides.powerpoint.ink import palette, solid
from journey_widgets.slides.powerpoint.named import A, words
from journey_widgets.slides.powerpoint.refresh_text import refresh_text

__all__ = ["refresh_tables"]

#: A colour as written: tags with their attributes.
Fill = tuple[tuple[object, ...], ...]


def refresh_tables(tables: list[Any], fresh: list[Any]) -> None:
    """Give the `a:tbl` of a deck, page by page, the rows of fresh ones. Long tables end on the last page."""
    heading = [words(cell) for cell in fresh[0].findall(f"{A}tr")[0].findall(f"{A}tc")]
    new = [row for table in fresh for row in table.findall(f"{A}tr")[1:]]
    old = {_key(row, _columns(table, heading), heading): row for table in reversed(tables) for row in _rows(table)}
    rest = list(new)
    for at, table in enumerate(tables):
        last = at == len(tables) - 1
        count = len(rest) if last else min(len(rest), len(_rows(table)))
        _fill(table, rest[:count], heading, old)
        rest = rest[count:]


def _rows(table: Any) -> list[Any]:  # noqa: ANN401 - lxml elements
    return table.findall(f"{A}tr")[1:]


def _columns(table: Any, heading: list[str]) -> dict[int, int]:  # noqa: ANN401
    """Columns of a deck's table → those of the fresh one, by their headings; people's own are not among them."""
    there = [words(cell) for cell in table.findall(f"{A}tr")[0].findall(f"{A}tc")]
    return {at: heading.index(text) for at, text in enumerate(there) if text in heading}


def _key(row: Any, columns: dict[int, int], heading: list[str]) -> str:  # noqa: ANN401
    """What a row is about: the first column that is no number."""
    wanted = 1 if len(heading) > 1 and len(heading[0]) <= 3 else 0
    cells = row.findall(f"{A}tc")
    return next((words(cells[at]) for at, mine in columns.items() if mine == wanted and at < len(cells)), "")


def _fill(table: Any, new: list[Any], heading: list[str], old: dict[str, Any]) -> None:  # noqa: ANN401
    columns = _columns(table, heading)
    model = _rows(table)[-1] if _rows(table) else None
    if model is None:
        return
    plain = dict(enumerate(range(len(heading))))
    ours = {_fill_of(run) for row in new for run in row.iter(f"{A}r")} | _feelings()
    made: list[Any] = []
    for row in new:
        mine = old.pop(_key(row, plain, heading), None)
        own = mine is not None
        if not own and columns == plain:
            made.append(copy.deepcopy(row))
            continue
        mine = copy.deepcopy(mine if own else model)
        cells, said = mine.findall(f"{A}tc"), row.findall(f"{A}tc")
        for at, cell in enumerate(cells):
            if at in columns:
                _refresh(cell, said[columns[at]], ours)
            elif not own:
                for run in list(cell.iter(f"{A}r")):
                    run.getparent().remove(run)
        mine.set("h", row.get("h"))
        made.append(mine)
    for row in _rows(table):
        table.remove(row)
    table.extend(made)


def _refresh(cell: Any, fresh: Any, ours: set[Fill]) -> None:  # noqa: ANN401
    """A cell's words; and the colour that belongs to them ("open" is crimson), unless people chose one."""
    refresh_text(cell.find(f"{A}txBody"), fresh.find(f"{A}txBody"))
    for run, said in zip(cell.iter(f"{A}r"), fresh.iter(f"{A}r"), strict=False):
        mine, theirs = (each.find(f"{A}rPr/{A}solidFill") for each in (run, said))
        if mine is not None and theirs is not None and _fill_of(run) in ours:
            mine.getparent().replace(mine, copy.deepcopy(theirs))


@cache
def _feelings() -> set[Fill]:
    """The colours we give words by what they say: crimson for what is open, orange and blue for scores."""
    inks = [palette()["danger"], *palette()["edge"]]
    fills = cast("Any", parse_xml(f'<a:x xmlns:a="{A[1:-1]}">{"".join(map(solid, inks))}</a:x>'))
    return {_written(fill) for fill in fills}


def _fill_of(run: Any) -> Fill:  # noqa: ANN401
    fill = run.find(f"{A}rPr/{A}solidFill")
    return () if fill is None else _written(fill)


def _written(fill: Any) -> Fill:  # noqa: ANN401
    return tuple((each.tag, *each.items()) for each in fill.iter())
