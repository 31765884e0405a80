"""Many journeys in one frame, on one scale: what several maps say together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey_widgets.analysis.agreement import agreement_of, given_scores
from journey_widgets.analysis.maps import Source, read, shown
from journey_widgets.analysis.reading import Place, Reading
from journey_widgets.analysis.scores import Document, Line
from journey_widgets.model.journey import Journey

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "portfolio", "sources"]

#: Column → dtype.
COLUMNS: dict[str, str] = {
    "map": "str", "map_id": "str", "path": "str",
    "touchpoint": "str", "no": "Int64", "title": "str", "stage": "str", "channel": "str", "at": "Float64",
    "persona": "str", "segment": "str", "state": "str",
    "score": "Float64", "scale": "str", "unit": "Float64",
    "n": "Int64", "spread": "Float64", "agreement": "Float64",
    "importance": "Int64", "moment_of_truth": "boolean",
}  # fmt: skip


def portfolio(maps: Source | Iterable[Source]) -> pd.DataFrame:
    """Every touchpoint of many journeys, with its scores on one scale.

        jw.portfolio("maps/")                                     # every *.journey.json of a folder
        jw.portfolio(["a.journey.json", journey])

    Scores of different scales are made comparable by `unit`: `2(s − low)/(high − low) − 1`, in two pieces where the
    scale's neutral is not its middle, so that neutral is 0 in every map.

    Args:
        maps: journeys and paths of maps, or one of them; a folder stands for all `*.journey.json` in it, by name.

    Returns:
        One row per map, touchpoint, persona and state that is scored, and one with a missing `score` for a touchpoint
        nobody scored; in the order given, then in reading order. `map` is the title, `path` as given ("" in memory).
        `at` is the place along the journey (0 … 1), `persona` and `segment` in words ("" for everyone). `score` is on
        the map's own `scale` ("−2…+2"); `unit` on −1 … 1, `spread` is the interquartile range in units (0 … 2).
        `n` counts people, `agreement` is van der Eijk's A (−1 … 1) of two or more. `moment_of_truth` is False where
        it is not said; `importance` is 1–5 or missing.

    Raises:
        ReadError: a file cannot be read; names it.
        TypeError: something is neither a journey nor a path.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    rows = [row for source in sources(maps) for row in _rows(read(source), shown(source))]
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in COLUMNS.items()}  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownVariableType] - the stubs know no "str"
    )


def sources(maps: Source | Iterable[Source]) -> Iterator[Source]:
    """One map after the other; a folder's in the order of their names."""
    if isinstance(maps, Journey | str | os.PathLike):
        if isinstance(maps, Journey) or not Path(maps).is_dir():
            yield maps
            return
        yield from sorted(Path(maps).glob("*.journey.json"))
        return
    # Notebooks are not type-checked.
    if not isinstance(maps, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"maps are journeys and paths of files, not {type(maps).__name__}")
    for one in maps:
        yield from sources(one)


def _rows(document: Document, path: str) -> Iterator[dict[str, Any]]:
    reading = Reading(document, "iqr", 1)
    about = document.get("about", {})
    common = {
        "map": about.get("title", ""),
        "map_id": document.get("id", ""),
        "path": path,
        "scale": str(reading.scale),
    }
    lines = reading.ordered_lines()
    for place in reading.places:
        mine = [line for line in lines if place.id in reading.lines[line]]
        card = common | {
            "touchpoint": place.id,
            "no": place.no,
            "title": place.record.get("title", ""),
            "stage": reading.stage_name(place.stage),
            "channel": place.record.get("channel") or "",
            "at": place.x / len(reading.stages),
            "importance": place.record.get("importance"),
            "moment_of_truth": bool(place.record.get("moment_of_truth")),
        }
        for line in mine or [("", "as_is")]:
            yield card | _scored(reading, place, line)


def _scored(reading: Reading, place: Place, line: Line) -> dict[str, Any]:
    persona: dict[str, Any] = reading.persona_records.get(line[0], {})
    row: dict[str, Any] = {
        "persona": persona.get("name", ""),
        "segment": persona.get("segment") or "",
        "state": line[1],
        "score": None,
        "unit": None,
        "n": 0,
        "spread": None,
        "agreement": None,
    }
    found = reading.lines.get(line, {}).get(place.id)
    if found is None:
        return row
    measure, entry = found
    scale = reading.scale
    row |= {"score": measure.score, "unit": scale.unit(measure.score), "n": measure.n}
    if measure.n > 1 and measure.low is not None and measure.high is not None:
        row["spread"] = scale.unit(measure.high) - scale.unit(measure.low)
        row["agreement"] = agreement_of(given_scores(entry), scale)
    return row
