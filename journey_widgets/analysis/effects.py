"""What an action was expected to change, and what it did. Twin of `js/src/actions/effects.ts`."""

from __future__ import annotations

from typing import Any

from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document, Entry, entries, measure

__all__ = ["effect_rows", "scores_at"]

Row = dict[str, Any]
#: A day, and whether scores given from it on or before it are meant.
When = tuple[str, bool]


def scores_at(
    document: Document, state: str, *, persona: str | None = None, when: When | None = None
) -> dict[str, float]:
    """Touchpoint → its score, the mean of its lines, as `jw.summary` has it.

    With `when`, only scores given from that day on (True) or before it (False; also those without a day).
    """
    participants: dict[str, Any] = document.get("participants", {})
    found: dict[str, float] = {}
    for touchpoint, lines in entries(document).items():
        values: list[float] = []
        for line in sorted(lines):
            if line[1] != state or persona not in (None, line[0]):
                continue
            said = measure(lines[line] if when is None else _given(lines[line], when), participants)
            if said is not None:
                values.append(said.score)
        if values:
            found[touchpoint] = sum(values) / len(values)
    return found


def _given(entry: Entry, when: When) -> Entry:
    day, since = when

    def counts(record: Row) -> bool:
        return (record.get("scored_on", "")[:10] >= day) == since

    agreed = entry.agreed if entry.agreed is not None and counts(entry.agreed) else None
    return Entry(agreed, [(who, record) for who, record in entry.given if counts(record)])


def effect_rows(document: Document) -> list[Row]:
    """One row per action at a touchpoint, along the journey: what was expected and what came of it.

    `before` is the action's `score_before`, otherwise the touchpoint's score as it is, without what was scored from
    `check_on` on. `after` is its `score_after`, otherwise the score as it is of those who scored from `check_on` on;
    missing where nobody did. `expected` is the action's `effect`, otherwise the score as it should be − `before`.
    `real` is `after − before`, `gap` is `real − expected`.
    """
    notes: dict[str, Row] = document.get("notes", {})
    actions: dict[str, Row] = document.get("actions", {})
    places = {place.id: place for place in Reading(document, "iqr", 12).places}
    now, should = scores_at(document, "as_is"), scores_at(document, "to_be")
    rows: list[Row] = []
    for name in sorted(actions):
        action = actions[name]
        touchpoint = action.get("touchpoint") or notes.get(action.get("note", ""), {}).get("touchpoint")
        if touchpoint not in places or action.get("status") == "dropped":
            continue
        before, after = _measured(document, action, touchpoint, now)
        to_be, effect = should.get(touchpoint), action.get("effect")
        expected = effect if effect is not None else _less(to_be, before)
        real = _less(after, before)
        rows.append(
            {
                "id": name,
                "title": action["title"],
                "touchpoint": touchpoint,
                "no": places[touchpoint].no,
                "touchpoint_title": places[touchpoint].record["title"],
                "x": places[touchpoint].x,
                "before": before,
                "to_be": to_be,
                "expected": expected,
                "after": after,
                "real": real,
                "gap": _less(real, expected),
                "outcome": action.get("outcome", ""),
            }
        )
    return sorted(rows, key=lambda row: (row["no"], row["id"]))


def _measured(document: Document, action: Row, touchpoint: str, now: dict[str, float]) -> tuple[float | None, ...]:
    day: str = action.get("check_on", "")[:10]
    before, after = action.get("score_before"), action.get("score_after")
    if before is None:
        earlier = scores_at(document, "as_is", when=(day, False)) if day else now
        before = earlier.get(touchpoint)
    if after is None and day:
        after = scores_at(document, "as_is", when=(day, True)).get(touchpoint)
    return before, after


def _less(value: float | None, other: float | None) -> float | None:
    return None if value is None or other is None else value - other
