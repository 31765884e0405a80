"""The emotion curve as rows: what the board draws under its lanes, as DataFrames for whoever takes the map further.

The page derives the same rows from its own copy of the document (`js/src/analysis/curve.ts`); `tests/contract/curve.json`
holds the two together. Everything here is a pure function of the document and gives the same rows in the same order every
time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journey_widgets.analysis.scores import Band, Document, Entry, Line, Measure, entries, measure
from journey_widgets.faces import faces
from journey_widgets.model.order import stages_in_order
from journey_widgets.model.scale import DEFAULT, Scale, scale_of

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["DATASETS", "Row", "columns", "curve", "dataset_rows", "ribbon", "scale_in", "stages_curve"]

Row = dict[str, Any]

#: A stage's share of the curve, one wide, holds its points between these margins.
MARGIN = 0.035
#: Pieces a segment of the ribbon is drawn in.
PIECES = 12
#: A stage's mean is drawn from and to these shares of the stage.
MEAN_FROM, MEAN_TO = 0.07, 0.93


@dataclass(slots=True)
class _Place:
    """A placed touchpoint: where it stands in the journey."""

    id: str
    record: dict[str, Any]
    no: int
    stage: str
    stage_index: int
    k: int
    n: int

    @property
    def x(self) -> float:
        return self.stage_index + MARGIN + (1 - 2 * MARGIN) * ((self.k + 0.5) / self.n)


class _Reading:
    """A document read once: places in order, lines with their measures."""

    def __init__(self, document: Document, band: Band, grain: int) -> None:
        self.document = document
        self.grain = grain
        self.scale = scale_in(document)
        self.stages = stages_in_order(document)
        self.stage_records: dict[str, Any] = document.get("stages", {})
        self.persona_records: dict[str, Any] = document.get("personas", {})
        self.persona_index = {"": 0} | {name: index + 1 for index, name in enumerate(sorted(self.persona_records))}
        self.places = self._places()
        participants: dict[str, Any] = document.get("participants", {})
        placed = {place.id for place in self.places}
        self.lines: dict[Line, dict[str, tuple[Measure, Entry]]] = {}
        for touchpoint, lines in entries(document).items():
            if touchpoint not in placed:
                continue
            for line, entry in lines.items():
                found = measure(entry, participants, band)
                if found is not None:
                    self.lines.setdefault(line, {})[touchpoint] = (found, entry)

    def _places(self) -> list[_Place]:
        lanes: dict[str, list[tuple[str, str, dict[str, Any]]]] = {stage: [] for stage in self.stages}
        for name, record in self.document.get("touchpoints", {}).items():
            lane = lanes.get(record.get("stage") or "")
            if lane is not None:
                lane.append((record.get("rank", ""), name, record))
        places: list[_Place] = []
        for index, stage in enumerate(self.stages):
            lane = sorted(lanes[stage], key=lambda card: card[:2])
            for k, (_, name, record) in enumerate(lane):
                places.append(_Place(name, record, len(places) + 1, stage, index, k, len(lane)))
        return places

    def ordered_lines(self) -> list[Line]:
        return sorted(self.lines, key=lambda line: (self.persona_index.get(line[0], 0), line))

    def sampled(self, line: Line) -> bool:
        """Whether a line is drawn from the ribbon: where people's scores spread, and for what should be."""
        return line[1] == "to_be" or any(found.n > 1 for found, _ in self.lines[line].values())

    def runs(self, line: Line) -> dict[str, str]:
        """Scored touchpoint → the first touchpoint of its stretch without a gap."""
        scored = self.lines[line]
        runs: dict[str, str] = {}
        first = ""
        for place in self.places:
            first = (first or place.id) if place.id in scored else ""
            if first:
                runs[place.id] = first
        return runs

    def stage_name(self, stage: str) -> str:
        return self.stage_records[stage].get("name", "")

    def persona_name(self, persona: str) -> str:
        return self.persona_records.get(persona, {}).get("name", "")


def scale_in(document: Document) -> Scale:
    """The document's emotion scale; −2…+2 where it says none."""
    scale = document.get("about", {}).get("scale")
    return scale_of(scale) if scale else DEFAULT


def _curve_rows(reading: _Reading) -> Iterator[Row]:
    for line in reading.ordered_lines():
        yield from _line_rows(reading, line)


def _line_rows(reading: _Reading, line: Line) -> Iterator[Row]:
    persona, state = line
    scored = reading.lines[line]
    runs = reading.runs(line)
    sampled = reading.sampled(line)
    as_is = reading.lines.get((persona, "as_is"), {}) if state == "to_be" else {}
    order = [place.id for place in reading.places]
    lowest = min((place.id for place in reading.places if place.id in scored), key=lambda name: scored[name][0].score)
    for place in reading.places:
        found, entry = scored.get(place.id, (None, None))
        if found is None and state == "to_be":
            continue  # not saying how it should be is no gap: it may stay as it is
        row: Row = {
            "id": f"{place.id}/{persona}/{state}",
            "touchpoint": place.id,
            "no": place.no,
            "title": place.record.get("title", ""),
            "stage": place.stage,
            "stage_name": reading.stage_name(place.stage),
            "stage_index": place.stage_index,
            "x": place.x,
            "persona": persona,
            "persona_name": reading.persona_name(persona),
            "persona_index": reading.persona_index.get(persona, 0),
            "state": state,
            "score": None,
            "unit": None,
            "face": None,
            "n": 0,
            "low": None,
            "high": None,
            "spread": None,
            "agreed": False,
            "moment_of_truth": bool(place.record.get("moment_of_truth", False)),
            "lowest": place.id == lowest,
            "run": None,
            "side": None,
            "sampled": sampled,
            "was": None,
            "delta": None,
            "reasons": "",
            "channel": place.record.get("channel"),
        }
        if found is not None and entry is not None:
            was = as_is[place.id][0].score if place.id in as_is else None
            neighbours = [
                scored[order[at]][0].score
                for at in (place.no - 2, place.no)
                if 0 <= at < len(order) and order[at] in scored
            ]
            unit = reading.scale.unit(found.score)
            row |= {
                "score": found.score,
                "unit": unit,
                "face": reading.scale.face(found.score),
                "n": found.n,
                "low": found.low,
                "high": found.high,
                "spread": None if found.low is None or found.high is None else found.high - found.low,
                "agreed": found.agreed,
                "run": runs[place.id],
                "side": _side(found.score, neighbours, unit),
                "was": was,
                "delta": None if was is None else found.score - was,
                "reasons": entry.reasons(),
            }
        yield row


def _side(score: float, neighbours: list[float], unit: float) -> int:
    """1 where a point stands out upwards from its neighbours, −1 downwards: a label there does not cross the line."""
    if neighbours:
        mean = sum(neighbours) / len(neighbours)
        if score != mean:
            return 1 if score > mean else -1
    return 1 if unit >= 0 else -1


def _ribbon_rows(reading: _Reading) -> Iterator[Row]:
    for line in reading.ordered_lines():
        if not reading.sampled(line):
            continue
        persona, state = line
        scored = reading.lines[line]
        runs = reading.runs(line)
        instead = reading.lines.get((persona, "as_is"), {}) if state == "to_be" else {}
        for left, right in zip(reading.places, reading.places[1:], strict=False):
            own = left.id in scored, right.id in scored
            if not any(own):
                continue
            start = (scored if own[0] else instead).get(left.id)
            end = (scored if own[1] else instead).get(right.id)
            if start is None or end is None:
                continue
            lead = not all(own)
            run = f"~{left.id}" if lead else runs[left.id]
            yield from _segment(_Segment(left, right, run, lead, start[0], end[0]), line, reading.grain)


@dataclass(frozen=True, slots=True)
class _Segment:
    left: _Place
    right: _Place
    run: str
    lead: bool
    start: Measure
    end: Measure


def _segment(segment: _Segment, line: Line, grain: int) -> Iterator[Row]:
    """A flat-tangent cubic, `y0 + (y1 − y0)(3t² − 2t³)`: what is in order at the points stays in order between them."""
    left, start, end, lead = segment.left, segment.start, segment.end, segment.lead
    spread = not lead and start.n > 1 and end.n > 1
    x0, x1 = left.x, segment.right.x
    for piece in range(0, PIECES + 1, grain):
        t = piece / PIECES
        ease = t * t * (3 - 2 * t)
        yield {
            "id": f"{left.id}/{line[0]}/{line[1]}/{piece}",
            "persona": line[0],
            "state": line[1],
            "run": segment.run,
            "lead": lead,
            "x": x0 + (x1 - x0) * t,
            "score": start.score + (end.score - start.score) * ease,
            "low": _between(start.low, end.low, ease) if spread else None,
            "high": _between(start.high, end.high, ease) if spread else None,
        }


def _between(start: float | None, end: float | None, ease: float) -> float | None:
    return None if start is None or end is None else start + (end - start) * ease


def _stage_rows(reading: _Reading) -> Iterator[Row]:
    for line in reading.ordered_lines():
        scored = reading.lines[line]
        by_stage: dict[str, list[float]] = {}
        for place in reading.places:
            if place.id in scored:
                by_stage.setdefault(place.stage, []).append(scored[place.id][0].score)
        for index, stage in enumerate(reading.stages):
            values = by_stage.get(stage)
            if values:
                mean = sum(values) / len(values)
                yield {
                    "id": f"{stage}/{line[0]}/{line[1]}",
                    "stage": stage,
                    "name": reading.stage_name(stage),
                    "index": index,
                    "mean": mean,
                    "face": reading.scale.face(mean),
                    "n": len(values),
                    "x0": index + MEAN_FROM,
                    "x1": index + MEAN_TO,
                    "persona": line[0],
                    "state": line[1],
                }


def _line_list(reading: _Reading) -> Iterator[Row]:
    for line in reading.ordered_lines():
        people = [found.n for found, _ in reading.lines[line].values() if found.n > 0]
        yield {
            "id": f"{line[0]}/{line[1]}",
            "persona": line[0],
            "persona_name": reading.persona_name(line[0]),
            "persona_index": reading.persona_index.get(line[0], 0),
            "state": line[1],
            "n_low": min(people, default=0),
            "n_high": max(people, default=0),
            "sampled": reading.sampled(line),
        }


def _place_rows(reading: _Reading) -> Iterator[Row]:
    for place in reading.places:
        yield {
            "id": place.id,
            "no": place.no,
            "x": place.x,
            "title": place.record.get("title", ""),
            "stage": place.stage,
            "first": place.k == 0,
            "last": place.k == place.n - 1,
            "cards": place.n,
        }


def _band_rows(reading: _Reading) -> Iterator[Row]:
    for index, stage in enumerate(reading.stages):
        yield {"id": stage, "name": reading.stage_name(stage), "index": index, "x0": index, "x1": index + 1}


def _step_rows(reading: _Reading) -> Iterator[Row]:
    scale = reading.scale
    steps = round((scale.high - scale.low) / scale.step)
    count = steps if 1 <= steps <= 10 else 4
    names = {face["score"]: face["name"] for face in faces()}
    for k in range(count + 1):
        value = scale.low + (scale.high - scale.low) * k / count
        unit = scale.unit(value)
        own = scale.labels.get(_spelled(value), {})
        # Only where a step is exactly a face's place does the face's own name fit.
        spoken = names[round(unit * 2)] if abs(unit * 2 - round(unit * 2)) < 1e-9 else {}
        yield {
            "id": _spelled(value),
            "score": value,
            "face": scale.face(value),
            "neutral": abs(unit) < 1e-9,
            "ja": own.get("ja", spoken.get("ja", "")),
            "en": own.get("en", spoken.get("en", "")),
        }


def _spelled(value: float) -> str:
    rounded = round(value, 9)
    return str(int(rounded) if float(rounded).is_integer() else rounded)


_ROWS: dict[str, Callable[[_Reading], Iterator[Row]]] = {
    "curve": _curve_rows,
    "ribbon": _ribbon_rows,
    "stages_curve": _stage_rows,
    "lines": _line_list,
    "places": _place_rows,
    "bands": _band_rows,
    "steps": _step_rows,
}

#: Names of the data a chart can ask for besides the journey's own tables.
DATASETS: tuple[str, ...] = tuple(_ROWS)


def dataset_rows(document: Document, *, band: Band = "iqr", grain: int = 1) -> dict[str, list[Row]]:
    """Every derived dataset of a document as plain rows, missing values as None; of the ribbon, every `grain`-th piece."""
    if band not in ("iqr", "range"):
        raise ValueError(f"band is 'iqr' (the middle half) or 'range' (lowest to highest), not {band!r}")
    reading = _Reading(document, band, grain)
    return {name: list(rows(reading)) for name, rows in _ROWS.items()}


def curve(journey: Journey, *, band: Band = "iqr") -> pd.DataFrame:
    """The emotion curve: one row per placed touchpoint, persona and state that has a score, in reading order.

    A score without participant is what was agreed and is taken as it is; otherwise `score` is the mean of the participants,
    weighted by `scores.weight`, else `participants.weight`, else 1. Touchpoints nobody scored for a persona as it is now
    have rows with a missing score: a gap stays a gap.

    Args:
        journey: the journey.
        band: what `low` and `high` are: the quartiles of the participants' scores ("iqr") or their range ("range").

    Returns:
        Indexed by `id` (`touchpoint/persona/state`). `no` is the reading number from 1 over placed cards, `x` the place along
        the curve in stages from the left, `score`, `low`, `high`, `was` (the score as it is, in rows of what should be) and
        `delta` (`score − was`) are on the journey's scale, `unit` is the score on −1 … 1, `face` is −2 … 2, `n` counts participants,
        `spread` is `high − low`, `run` is the first touchpoint of the stretch without a gap, `side` is 1 where the point stands
        above its neighbours and −1 below, `sampled` says that the line is drawn from `ribbon`.
    """
    return _frame(journey, "curve", band)


def ribbon(journey: Journey, *, band: Band = "iqr") -> pd.DataFrame:
    """The curve and its band as drawn: 13 points for each pair of neighbours, straight between them.

    Flat-tangent cubic segments keep order, so a mean cannot leave its band between the points (Fritsch & Carlson 1980 give
    the monotone family it belongs to). Lines where nobody disagrees can are not sampled (drawn monotone); lines of what
    should be always are, with `lead` segments to and from the neighbours as they are now.

    Returns:
        Indexed by `id` (`touchpoint/persona/state/piece`), with `x` in stages from the left and `score`, `low`, `high` on the
        journey's scale; `low` and `high` only where two or more people scored at both ends.
    """
    return _frame(journey, "ribbon", band)


def stages_curve(journey: Journey) -> pd.DataFrame:
    """The mean of every stage's scored cards for each persona and state: `mean` on the journey's scale, `n` cards, from `x0` to `x1`."""
    return _frame(journey, "stages_curve", "iqr")


_TYPES: dict[str, str] = {
    **dict.fromkeys(("score", "unit", "low", "high", "spread", "was", "delta", "mean", "x", "x0", "x1"), "Float64"),
    **dict.fromkeys(("no", "stage_index", "persona_index", "n", "face", "side", "index"), "Int64"),
    **dict.fromkeys(("agreed", "moment_of_truth", "lowest", "sampled", "lead"), "boolean"),
    **dict.fromkeys(
        (
            "id",
            "touchpoint",
            "title",
            "stage",
            "stage_name",
            "persona",
            "persona_name",
            "run",
            "reasons",
            "channel",
            "name",
        ),
        "str",
    ),
}

_COLUMNS: dict[str, list[str]] = {
    "curve": (
        "id touchpoint no title stage stage_name stage_index x persona persona_name persona_index state score unit face n low "
        "high spread agreed moment_of_truth lowest run side sampled was delta reasons channel"
    ).split(),
    "ribbon": "id persona state run lead x score low high".split(),
    "stages_curve": "id stage name index mean face n x0 x1 persona state".split(),
}


def columns(name: str) -> list[str]:
    """The columns of a derived dataset, also where it has no rows."""
    return list(_COLUMNS[name])


def _frame(journey: Journey, name: str, band: Band) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - slow to import, and rows do without it

    rows = dataset_rows(journey.snapshot().document, band=band)[name]
    frame = pd.DataFrame.from_records(rows, columns=columns(name))
    frame["state"] = pd.Categorical(frame["state"], categories=["as_is", "to_be"], ordered=True)
    return frame.astype({column: _TYPES[column] for column in frame.columns if column in _TYPES}).set_index("id")
