"""Where people disagree most: what a room should talk about first. Twin of `js/src/analysis/disagreement.ts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from journey_widgets.analysis.agreement import agreement_of, given_scores
from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["discuss_first", "disputed"]

_COLUMNS = (
    "touchpoint", "no", "title", "stage", "persona", "score", "low", "high", "spread", "agreement", "n", "settled",
)  # fmt: skip
_TYPES: dict[str, str] = {
    **dict.fromkeys(["touchpoint", "title", "stage", "persona"], "str"),
    **dict.fromkeys(["score", "low", "high", "spread", "agreement"], "Float64"),
    **dict.fromkeys(["no", "n"], "Int64"),
    "settled": "boolean",
}


def discuss_first(
    journey: Journey,
    n: int | None = 3,
    *,
    persona: str | None = None,
    state: Literal["as_is", "to_be"] = "as_is",
    settled: bool = False,
) -> pd.DataFrame:
    """Where people disagree most, so that a room can discuss these first: lowest agreement first.

    A touchpoint is asked about once, with the persona people disagree about most. Equal agreement goes by the wider
    range, then by more people, then by reading order. Where everybody gave the same score there is nothing to discuss.

    Args:
        journey: the journey.
        n: how many touchpoints; None: all.
        persona: whose line, by id; "" is everyone's; None: all of them.
        state: "as_is" or "to_be".
        settled: whether touchpoints count for which an agreed score stands already.

    Returns:
        One row per touchpoint, indexed 1, 2, … `no` is its number on the board, `persona` the id ("" everyone). On
        the journey's scale: `score` (the line's), `low` and `high` (lowest and highest score given), `spread` (the
        interquartile range). `agreement` is van der Eijk's A (−1 … 1, see `jw.summary`), `n` counts people.

    Raises:
        ValueError: `n` is negative.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    if n is not None and n < 0:
        raise ValueError(f"n is how many touchpoints to name, not {n}")
    rows = disputed(journey.snapshot().document, persona=persona, state=state, settled=settled)[:n]
    frame = pd.DataFrame({column: [row[column] for row in rows] for column in _COLUMNS})
    typed = frame.astype(_TYPES)  # pyright: ignore[reportUnknownMemberType]
    typed.index = pd.RangeIndex(1, len(typed) + 1)
    return typed


def disputed(
    document: Document, *, persona: str | None = None, state: str = "as_is", settled: bool = False
) -> list[dict[str, Any]]:
    """The rows of `discuss_first`, all of them, as plain dicts."""
    reading = Reading(document, "iqr", 1)
    rows: list[dict[str, Any]] = []
    for place in reading.places:
        found = [
            row
            for key in reading.ordered_lines()
            if key[1] == state and (persona is None or key[0] == persona)
            if (row := _row(reading, key, place.id)) is not None and (settled or not row["settled"])
        ]
        if found:
            worst = min(found, key=_urgency)
            rows.append(
                {
                    "touchpoint": place.id,
                    "no": place.no,
                    "title": place.record.get("title", ""),
                    "stage": reading.stage_name(place.stage),
                    **worst,
                }
            )
    return sorted(rows, key=lambda row: (*_urgency(row), row["no"]))


def _row(reading: Reading, line: tuple[str, str], touchpoint: str) -> dict[str, Any] | None:
    found = reading.lines[line].get(touchpoint)
    if found is None:
        return None
    measure, entry = found
    given = given_scores(entry)
    if len(given) < 2 or min(given) == max(given):
        return None
    return {
        "persona": line[0],
        "score": measure.score,
        "low": min(given),
        "high": max(given),
        "spread": (measure.high or 0) - (measure.low or 0),
        "agreement": agreement_of(given, reading.scale),
        "n": len(given),
        "settled": measure.agreed,
    }


def _urgency(row: dict[str, Any]) -> tuple[float, float, int]:
    # Rounded: two ways to add up the same layers must not change who comes first.
    agreed = 1.0 if row["agreement"] is None else row["agreement"]
    return round(agreed, 9), -round(row["high"] - row["low"], 9), -row["n"]
