"""Two sides of the same experience, touchpoint by touchpoint: states, personas, moments in time, two maps."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from journey_widgets.analysis.reading import Place, Reading
from journey_widgets.analysis.scores import Document
from journey_widgets.analysis.summary import Point, point_at
from journey_widgets.model.scale import Scale
from journey_widgets.words import Said

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Kind", "Pair", "Pairs", "Side", "frame_of", "pairs_of"]

#: What the two sides are to each other. Between "personas" nothing changes: they differ.
Kind = Literal["states", "personas", "checkpoints", "journeys"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a document, whose line in it (None: the mean of all lines), and its state."""

    name: Said
    document: Document
    persona: str | None = None
    state: str = "as_is"


@dataclass(frozen=True, slots=True)
class Pair:
    """A touchpoint on both sides; None where it stands on one side only. Scores are on the scale of the second."""

    id: str
    title: str
    stage: str
    no: str
    matched: Literal["id", "title", "only_a", "only_b"]
    a: Point | None
    b: Point | None
    score_a: float | None
    score_b: float | None
    spread_a: float | None
    spread_b: float | None
    moved: bool
    was_called: str

    @property
    def delta(self) -> float | None:
        """How much the second side is above the first; None where one has no score."""
        return None if self.score_a is None or self.score_b is None else self.score_b - self.score_a


@dataclass(frozen=True, slots=True)
class Pairs:
    """Both sides, in the order of the second; what only the first has stands behind what it stood behind."""

    kind: Kind
    a: Side
    b: Side
    scale: Scale
    other_scale: Scale
    rows: tuple[Pair, ...]

    @property
    def converted(self) -> bool:
        """Whether the first side's scores were on another scale."""
        return _ends(self.scale) != _ends(self.other_scale)


def _ends(scale: Scale) -> tuple[float, float, float]:
    return scale.low, scale.high, scale.score(0)


def pairs_of(kind: Kind, a: Side, b: Side) -> Pairs:
    """Match the placed touchpoints of two sides: by id, then by title (in the same stage first).

    Scores of `a` come to the scale of `b` through −1 … +1 (`Scale.unit`), not rounded; spreads by the scales' lengths.
    Where a side is the mean of all lines, only personas count that have a score there on both sides, if there are any:
    otherwise somebody who scored on one side alone would look like a change.
    """
    left, right = Reading(a.document, "iqr", 1), Reading(b.document, "iqr", 1)
    matches = _matched(left, right)
    places = {place.id: place for place in left.places}, {place.id: place for place in right.places}
    stretch = (right.scale.high - right.scale.low) / (left.scale.high - left.scale.low)
    same = _same_personas(left, right)
    rows: list[Pair] = []
    for name, other, how in _ordered(left, right, matches):
        one = places[0].get(name)
        two = places[1].get(other)
        among = _common(left, right, (one, two), (a, b), same)
        point_a = None if one is None else point_at(left, one, a.persona, a.state, among=among and among[0])
        point_b = None if two is None else point_at(right, two, b.persona, b.state, among=among and among[1])
        stands = two or one
        if stands is None:
            raise AssertionError("a pair stands on one side at least")
        stage = (right if two is not None else left).stage_name(stands.stage)
        titles = [place.record.get("title", "") for place in (one, two) if place is not None]
        rows.append(
            Pair(
                id=stands.id,
                title=titles[-1],
                stage=stage,
                no=str(stands.no),
                matched=how,
                a=point_a,
                b=point_b,
                score_a=None if point_a is None else right.scale.score(left.scale.unit(point_a.score)),
                score_b=None if point_b is None else point_b.score,
                spread_a=None if point_a is None or point_a.spread is None else point_a.spread * stretch,
                spread_b=None if point_b is None else point_b.spread,
                moved=one is not None and two is not None and left.stage_name(one.stage) != stage,
                was_called=titles[0] if titles[0] != titles[-1] else "",
            )
        )
    return Pairs(kind, a, b, right.scale, left.scale, tuple(rows))


def _same_personas(left: Reading, right: Reading) -> dict[str, str]:
    """Persona on the left → the same one on the right: by id, then by name. "" is everyone on both."""
    named = {_plain(str(record.get("name", ""))): name for name, record in right.persona_records.items()}
    found = {"": ""}
    for name, record in left.persona_records.items():
        if name in right.persona_records:
            found[name] = name
        elif (other := named.get(_plain(str(record.get("name", ""))))) is not None:
            found[name] = other
    return found


def _common(
    left: Reading,
    right: Reading,
    places: tuple[Place | None, Place | None],
    sides: tuple[Side, Side],
    same: dict[str, str],
) -> tuple[set[str], set[str]] | None:
    """The personas with a score at a place on both sides, as each side calls them; None where that is no matter."""
    if places[0] is None or places[1] is None or sides[0].persona is not None or sides[1].persona is not None:
        return None
    mine, theirs = (
        {persona for (persona, state), line in reading.lines.items() if state == side.state and place.id in line}
        for reading, place, side in ((left, places[0], sides[0]), (right, places[1], sides[1]))
    )
    both = {name for name in mine if same.get(name) in theirs}
    return (both, {same[name] for name in both}) if both else None


def _matched(left: Reading, right: Reading) -> dict[str, tuple[str, Literal["id", "title"]]]:
    """Id on the right → id on the left, and how it was found."""
    theirs = {place.id for place in left.places}
    found: dict[str, tuple[str, Literal["id", "title"]]] = {
        place.id: (place.id, "id") for place in right.places if place.id in theirs
    }
    if left.document is right.document:
        return found
    for with_stage in (True, False):
        taken = {name for name, _ in found.values()}
        waiting: dict[tuple[str, str], list[str]] = {}
        for place in left.places:
            if place.id not in taken:
                key = _plain(place.record.get("title", "")), _plain(left.stage_name(place.stage)) if with_stage else ""
                waiting.setdefault(key, []).append(place.id)
        for place in right.places:
            key = _plain(place.record.get("title", "")), _plain(right.stage_name(place.stage)) if with_stage else ""
            if place.id not in found and key[0] and waiting.get(key):
                found[place.id] = waiting[key].pop(0), "title"
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _ordered(
    left: Reading, right: Reading, matches: dict[str, tuple[str, Literal["id", "title"]]]
) -> Sequence[tuple[str, str, Literal["id", "title", "only_a", "only_b"]]]:
    rows: list[tuple[str, str, Literal["id", "title", "only_a", "only_b"]]] = []
    for place in right.places:
        name, how = matches.get(place.id, ("", "only_b"))
        rows.append((name, place.id, how))
    # Who is gone stands behind whom it stood behind.
    for before, place in pairwise(["", *(place.id for place in left.places)]):
        if all(name != place for name, _, _ in rows):
            at = next((index + 1 for index, (name, _, _) in enumerate(rows) if before and name == before), 0)
            rows.insert(at, (place, "", "only_a"))
    return rows


def frame_of(pairs: Pairs) -> pd.DataFrame:
    """The pairs as a DataFrame; see `jw.compare`."""
    import pandas as pd  # noqa: PLC0415 - slow to import

    rows = pairs.rows
    columns: dict[str, tuple[str, list[object]]] = {
        "no": ("str", [row.no for row in rows]),
        "title": ("str", [row.title for row in rows]),
        "stage": ("str", [row.stage for row in rows]),
        "matched": ("str", [row.matched for row in rows]),
        "a": ("Float64", [row.score_a for row in rows]),
        "b": ("Float64", [row.score_b for row in rows]),
        "delta": ("Float64", [row.delta for row in rows]),
        "n_a": ("Int64", [row.a.n if row.a else 0 for row in rows]),
        "n_b": ("Int64", [row.b.n if row.b else 0 for row in rows]),
        "spread_a": ("Float64", [row.spread_a for row in rows]),
        "spread_b": ("Float64", [row.spread_b for row in rows]),
        "agreement_a": ("Float64", [row.a.agreement if row.a else None for row in rows]),
        "agreement_b": ("Float64", [row.b.agreement if row.b else None for row in rows]),
        "moved": ("boolean", [row.moved for row in rows]),
        "was_called": ("str", [row.was_called for row in rows]),
    }
    index = pd.Index([row.id for row in rows], dtype="str", name="touchpoint")
    return pd.DataFrame(
        {name: pd.Series(values, index=index, dtype=kind) for name, (kind, values) in columns.items()}  # pyright: ignore[reportArgumentType]
    )
