"""The curve's data as plain rows, missing values as None. Twin of `js/src/analysis/curve.ts`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from journey_widgets.analysis.overall import overall_rows
from journey_widgets.analysis.reading import Place, Reading
from journey_widgets.analysis.scores import Band, Document, Line, Measure
from journey_widgets.faces import faces

__all__ = ["DATASETS", "Row", "dataset_rows"]

Row = dict[str, Any]

#: Pieces a segment of the ribbon is drawn in.
PIECES = 12
#: A stage's mean is drawn from and to these shares of the stage.
MEAN_FROM, MEAN_TO = 0.07, 0.93


def _curve_rows(reading: Reading) -> Iterator[Row]:
    for line in reading.ordered_lines():
        yield from _line_rows(reading, line)


def _line_rows(reading: Reading, line: Line) -> Iterator[Row]:
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


def _ribbon_rows(reading: Reading) -> Iterator[Row]:
    for line in reading.ordered_lines():
        if not reading.sampled(line):
            continue
        persona, state = line
        scored = reading.lines[line]
        runs = reading.runs(line)
        instead = reading.lines.get((persona, "as_is"), {}) if state == "to_be" else {}
        for left, right in pairwise(reading.places):
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
    left: Place
    right: Place
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


def _stage_rows(reading: Reading) -> Iterator[Row]:
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


def _line_list(reading: Reading) -> Iterator[Row]:
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


def _place_rows(reading: Reading) -> Iterator[Row]:
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


def _band_rows(reading: Reading) -> Iterator[Row]:
    for index, stage in enumerate(reading.stages):
        yield {"id": stage, "name": reading.stage_name(stage), "index": index, "x0": index, "x1": index + 1}


def _step_rows(reading: Reading) -> Iterator[Row]:
    scale = reading.scale
    steps = round((scale.high - scale.low) / scale.step)
    count = steps if 1 <= steps <= 10 else 4
    names: dict[int, dict[str, str]] = {face["score"]: face["name"] for face in faces()}
    for k in range(count + 1):
        value = scale.low + (scale.high - scale.low) * k / count
        unit = scale.unit(value)
        own = scale.labels.get(_spelled(value), {})
        # Only where a step is exactly a face's place does the face's own name fit.
        spoken = names[round(unit * 2)] if abs(unit * 2 - round(unit * 2)) < 1e-9 else _NOTHING
        yield {
            "id": _spelled(value),
            "score": value,
            "face": scale.face(value),
            "neutral": abs(unit) < 1e-9,
            "ja": own.get("ja", spoken.get("ja", "")),
            "en": own.get("en", spoken.get("en", "")),
        }


_NOTHING = cast("dict[str, str]", {})


def _spelled(value: float) -> str:
    rounded = round(value, 9)
    return str(int(rounded) if float(rounded).is_integer() else rounded)


_ROWS: dict[str, Callable[[Reading], Iterator[Row]]] = {
    "curve": _curve_rows,
    "ribbon": _ribbon_rows,
    "stages_curve": _stage_rows,
    "lines": _line_list,
    "overall": overall_rows,
    "places": _place_rows,
    "bands": _band_rows,
    "steps": _step_rows,
}

#: Names of the data a chart can ask for besides the journey's own tables.
DATASETS: tuple[str, ...] = tuple(_ROWS)


def dataset_rows(document: Document, *, band: Band = "iqr", grain: int = 1) -> dict[str, list[Row]]:
    """Every derived dataset of a document; of the ribbon, every `grain`-th piece of its segments (a divisor of 12)."""
    if band not in ("iqr", "range"):
        raise ValueError(f"band is 'iqr' (the middle half) or 'range' (lowest to highest), not {band!r}")
    reading = Reading(document, band, grain)
    return {name: list(rows(reading)) for name, rows in _ROWS.items()}
