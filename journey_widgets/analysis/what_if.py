"""If a touchpoint were better; which one fix is worth most. Twin of `js/src/priorities/what_if.ts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from journey_widgets.analysis.effects import scores_at
from journey_widgets.analysis.ranking import KINDS, ranking, root_note
from journey_widgets.analysis.reading import Reading, scale_in
from journey_widgets.analysis.scores import Document
from journey_widgets.analysis.summary import summary_numbers
from journey_widgets.model.order import touchpoints_in_order

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["Lift", "best_fix", "fix_rows", "raised", "what_if", "what_if_rows"]

Lift = Literal["mean", "weighted_mean", "peak_end"]
Row = dict[str, Any]

#: The summary numbers a what-if tells of.
FIGURES = ("mean", "weighted_mean", "lowest", "peak_end", "end")
_FIX = {
    "effect": "Float64", "effect_source": "str", "effort": "Int64", "effort_source": "str", "lift": "Float64",
    "per_effort": "Float64",
}  # fmt: skip
#: The effort of a fix nobody has judged: the middle of 1–5.
PLAIN_EFFORT = 3


def what_if(journey: Journey, changes: Mapping[str, float], *, persona: str | None = None) -> pd.DataFrame:
    """What would change if touchpoints were scored higher, or lower, as they are. The journey itself stays as it is.

    Args:
        journey: the journey.
        changes: touchpoint id → by how much, on the journey's scale. Every score of the touchpoint moves by it, but
            not beyond the scale's ends.
        persona: whose line, by id; by default everybody's, as in `jw.summary`.

    Returns:
        One row per figure: `what` ("mean", "weighted_mean", "lowest", "peak_end", "end" of `jw.summary`, then "rank"
        in `jw.priorities` for each raised touchpoint and each whose rank would differ), `touchpoint` and `title` (of a
        rank; missing otherwise), `before`, `after` and `change`.

    Raises:
        ValueError: a touchpoint is not there, or has no score that could move.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    document = journey.snapshot().document
    for name in changes:
        if name not in document["touchpoints"]:
            raise ValueError(f"no touchpoint {name!r}. Touchpoints: {', '.join(touchpoints_in_order(document))}")
        if not any(_concerns(record, name, persona) for record in document["scores"].values()):
            raise ValueError(f"touchpoint {name!r} has no score as it is now that could move")
    columns = ["what", "touchpoint", "title", "before", "after", "change"]
    rows = what_if_rows(document, changes, persona=persona)
    frame = pd.DataFrame({column: [row[column] for row in rows] for column in columns})
    types = {**dict.fromkeys(columns[:3], "str"), **dict.fromkeys(columns[3:], "Float64")}
    return frame.astype(types)  # pyright: ignore[reportUnknownMemberType]


def what_if_rows(document: Document, changes: Mapping[str, float], *, persona: str | None = None) -> list[Row]:
    """`what_if` as plain rows, missing numbers as None."""
    changed = raised(document, changes, persona=persona)
    before, after = (summary_numbers(each, persona=persona) for each in (document, changed))
    rows = [_row(what, None, None, before[what], after[what]) for what in FIGURES]
    ranks, others = (_ranks(each, persona) for each in (document, changed))
    titles = {name: document["touchpoints"][name]["title"] for name in ranks}
    for name, rank in ranks.items():
        if name in changes or others.get(name) != rank:
            rows.append(_row("rank", name, titles[name], rank, others.get(name)))
    return rows


def _row(what: str, touchpoint: str | None, title: str | None, before: float | None, after: float | None) -> Row:
    change = None if before is None or after is None else after - before
    return {
        "what": what, "touchpoint": touchpoint, "title": title, "before": before, "after": after, "change": change,
    }  # fmt: skip


def _ranks(document: Document, persona: str | None) -> dict[str, int | None]:
    """Rank of every touchpoint, the first one first."""
    return {row["id"]: row["rank"] for row in ranking(document, "ulwick", persona=persona, draws=0).rows}


def raised(document: Document, changes: Mapping[str, float], *, persona: str | None = None) -> Document:
    """The document with the scores of some touchpoints moved, none beyond the scale's ends."""
    scale = scale_in(document)
    scores: dict[str, Row] = document.get("scores", {})
    moved = {
        name: {
            **record,
            "score": min(max(record["score"] + changes[record["touchpoint"]], scale.low), scale.high),
        }
        if _concerns(record, record["touchpoint"], persona) and record["touchpoint"] in changes
        else record
        for name, record in scores.items()
    }
    return {**document, "scores": moved}


def _concerns(score: Row, touchpoint: str, persona: str | None) -> bool:
    return (
        score["touchpoint"] == touchpoint
        and score["state"] == "as_is"
        and persona in (None, score.get("persona") or "")
    )


def best_fix(journey: Journey, *, persona: str | None = None, lifts: Lift = "mean") -> pd.DataFrame:
    """Which single fix lifts the curve most for its effort.

    A fix is an action that is not done or dropped, or a pain or opportunity that has an effort and no such action yet,
    at a placed touchpoint that has a score. What it lifts is computed as by `what_if`: a fix lifts little where the
    touchpoint is nearly at the top of the scale already, or one of many.

    Args:
        journey: the journey.
        persona: whose line, by id; by default everybody's.
        lifts: the figure to lift: "mean", "weighted_mean" (by importance) or "peak_end" of `jw.summary`.

    Returns:
        Indexed by the id of the action or note, the best first: `kind` ("action", "pain", "opportunity"), `title`,
        `touchpoint`, `effect` (change of the touchpoint's score) and whose it is, `effect_source`: "action" (expected
        there), "to_be" (as it should be − as it is) or "step" (nobody has said: one step of the scale); `effort` (1–5)
        and `effort_source`: "action", "note" or "middle" (nobody has said: 3); `lift`, the change of the figure, and
        `per_effort`, `lift / effort`.

    Raises:
        ValueError: `lifts` is none of these.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    if lifts not in get_args(Lift):
        raise ValueError(f"lifts is 'mean', 'weighted_mean' or 'peak_end', not {lifts!r}")
    columns = ["id", "kind", "title", "touchpoint", *_FIX]
    rows = fix_rows(journey.snapshot().document, persona=persona, lifts=lifts)
    frame = pd.DataFrame({column: [row[column] for row in rows] for column in columns})
    types = dict.fromkeys(columns[:4], "str") | _FIX
    return frame.astype(types).set_index("id")  # pyright: ignore[reportUnknownMemberType]


def fix_rows(document: Document, *, persona: str | None = None, lifts: Lift = "mean") -> list[Row]:
    """`best_fix` as plain rows."""
    notes: dict[str, Row] = document.get("notes", {})
    actions: dict[str, Row] = document.get("actions", {})
    open_actions = {name: each for name, each in actions.items() if each.get("status") not in ("done", "dropped")}
    taken = {root_note(notes, record["note"]) for record in open_actions.values() if record.get("note")}
    found = [_from_action(name, open_actions[name], notes) for name in sorted(open_actions)]
    found += [
        _from_note(name, notes[name])
        for name in sorted(notes)
        if notes[name]["kind"] in KINDS
        and notes[name].get("effort") is not None
        and root_note(notes, name) == name
        and name not in taken
    ]
    before = summary_numbers(document, persona=persona)[lifts]
    scored = {state: scores_at(document, state, persona=persona) for state in ("as_is", "to_be")}
    placed = {place.id for place in Reading(document, "iqr", 12).places}
    step = scale_in(document).step
    rows: list[Row] = []
    for fix in found:
        touchpoint = fix["touchpoint"]
        as_is, to_be = scored["as_is"].get(touchpoint), scored["to_be"].get(touchpoint)
        if as_is is None or touchpoint not in placed:
            continue
        told: Row = dict(fix)
        if told["effect"] is None:
            told["effect"] = step if to_be is None else to_be - as_is
            told["effect_source"] = "step" if to_be is None else "to_be"
        after = summary_numbers(raised(document, {touchpoint: told["effect"]}, persona=persona), persona=persona)[lifts]
        lift = after - before
        rows.append(told | {"lift": lift, "per_effort": lift / told["effort"]})
    return sorted(rows, key=lambda row: (-row["per_effort"], -row["lift"], row["id"]))


def _from_action(name: str, action: Row, notes: dict[str, Row]) -> Row:
    note = notes.get(action.get("note", ""), {})
    own, judged = action.get("effort"), note.get("effort")
    return {
        "id": name,
        "kind": "action",
        "title": action["title"],
        "touchpoint": action.get("touchpoint") or note.get("touchpoint"),
        "effect": action.get("effect"),
        "effect_source": "action",
        "effort": PLAIN_EFFORT if own is None and judged is None else judged if own is None else own,
        "effort_source": "action" if own is not None else "middle" if judged is None else "note",
    }


def _from_note(name: str, note: Row) -> Row:
    return {
        "id": name,
        "kind": note["kind"],
        "title": note["text"],
        "touchpoint": note.get("touchpoint"),
        "effect": None,
        "effect_source": "step",
        "effort": note["effort"],
        "effort_source": "note",
    }
