"""All customers in one line: the personas' lines, weighted by their shares. Twin of `js/src/analysis/overall.ts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journey_widgets.analysis.reading import Reading

__all__ = ["overall_rows", "persona_weights"]

#: What floating-point sums of shares may be off by.
_NOTHING = 1e-9


def persona_weights(personas: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Persona id → what it weighs among all customers.

    A persona weighs its `share`. Those that say none have equal parts of what the others leave of 1: nothing, where
    they already make 1 or more. Where that gives nobody any weight (no shares above 0), all weigh the same.
    """
    names = sorted(personas)
    shares = {name: personas[name]["share"] for name in names if personas[name].get("share") is not None}
    rest = 1.0
    for name in names:
        rest -= shares.get(name, 0)
    silent = [name for name in names if name not in shares]
    part = rest / len(silent) if silent and rest > _NOTHING else 0.0
    weights = {name: shares.get(name, part) for name in names}
    return weights if any(weight > 0 for weight in weights.values()) else dict.fromkeys(names, 1.0)


def overall_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """One row for each placed touchpoint and state, in reading order, as is before to be.

    `score` is `Σ w·s / Σ w` over the personas that scored there, with `w` from `persona_weights`: the shares are made
    to add up to 1 over whoever scored, touchpoint by touchpoint. Nobody, or only personas that weigh nothing: a gap.
    `covered` is the part of all customers whose personas scored.
    """
    weights = persona_weights(reading.persona_records)
    total = sum(weights[name] for name in weights)
    for state in ("as_is", "to_be"):
        lines = {name: reading.lines.get((name, state), {}) for name in weights if weights[name] > 0}
        scored = {
            place.id: {name: line[place.id][0].score for name, line in lines.items() if place.id in line}
            for place in reading.places
        }
        means = {
            name: sum(weights[who] * score for who, score in given.items()) / sum(weights[who] for who in given)
            for name, given in scored.items()
            if given
        }
        if not means:
            continue
        lowest = min(means, key=lambda name: means[name])
        run, running = 0, False
        for place in reading.places:
            score = means.get(place.id)
            run += score is not None and not running
            running = score is not None
            if score is None and state == "to_be":
                continue  # not saying how it should be is no gap: it may stay as it is
            given = scored[place.id]
            yield {
                "id": f"{place.id}/{state}",
                "touchpoint": place.id,
                "no": place.no,
                "title": place.record.get("title", ""),
                "stage": place.stage,
                "stage_name": reading.stage_name(place.stage),
                "stage_index": place.stage_index,
                "x": place.x,
                "state": state,
                "score": score,
                "unit": None if score is None else reading.scale.unit(score),
                "face": None if score is None else reading.scale.face(score),
                "personas": len(given),
                "covered": sum(weights[who] for who in given) / total,
                "low": min(given.values(), default=None),
                "high": max(given.values(), default=None),
                "lowest": place.id == lowest,
                "run": str(run) if running else None,
            }
