"""What differs between two moments of a journey, in words: moved, renamed, scored, changed, added, removed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from journey_widgets.model import sentences
from journey_widgets.model.ids import KEYS
from journey_widgets.model.integrity import FROM
from journey_widgets.model.order import reading_order, siblings
from journey_widgets.model.patch import Document, Patch, diff, is_object
from journey_widgets.model.records import RANKED, TABLES, About
from journey_widgets.words import Said, said

__all__ = ["Difference", "differences", "summary"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, in words. `name` is the record's id, or the first one's where several are said at once.

    `field` is "" for records that have come, gone or moved.
    """

    table: str
    name: str
    field: str
    words: Said


def differences(before: Document, after: Document, patch: Patch | None = None) -> list[Difference]:
    """Everything that differs between two documents, in reading order: the map, then table by table.

    What goes along with something else is said with it (the scores of a removed card), what many people scored is
    said as a mean, and ranks that only made room are not said.

    Args:
        before: the older document, with every table there.
        after: the newer one.
        patch: what leads from one to the other, where it is known: nothing else is looked at.

    """
    patch = cast("Patch", diff(before, after)) if patch is None else patch
    comparison = _Comparison(before, after, patch)
    comparison.fold()
    unknown = sorted(patch.keys() - {"about", "format", "version", "id", *TABLES})
    others = [Difference(table, "", "", said("difference.other_table", table=table)) for table in unknown]
    return [one for table in ("about", *TABLES) if table in patch for one in comparison.of_table(table)] + others


def summary(found: Sequence[Difference]) -> Said | None:
    """The first difference and how many more there are; None where there is none."""
    if not found:
        return None
    first = found[0].words
    return first if len(found) == 1 else said("difference.and_more", first=first, n=len(found) - 1)


@dataclass(slots=True)
class _Comparison:
    before: Document
    after: Document
    patch: Patch
    #: What is said with something else, or needs no saying: (table, id) of records, (table, id, field) of fields.
    folded: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    #: What went along with a removed record: (table, id) → what → how many.
    along: dict[tuple[str, str], Counter[str]] = field(default_factory=dict[tuple[str, str], Counter[str]])

    def fold(self) -> None:
        """Find what is not said by itself."""
        for name, change in self.patch.get("participants", {}).items():
            if name not in self.before["participants"] and change == {"label": name}:
                self.folded.add(("participants", name))  # made by itself with the first score or vote
        for table in (table for table in TABLES if table in FROM and table in self.patch):
            for name, change in self.patch[table].items():
                old: Document = self.before[table].get(name, {})
                for reference in FROM[table]:
                    target = cast("str", old.get(reference.field, ""))
                    if self.patch.get(reference.target, {}).get(target, "") is not None:
                        continue
                    if change is None and reference.owned:
                        self._goes_along(reference.target, target, table)
                        self.folded.add((table, name))
                        break
                    if is_object(change) and change.get(reference.field, "") is None:
                        what = table if table == "touchpoints" else "others"
                        self._goes_along(reference.target, target, what)
                        self.folded.add((table, name, reference.field))

    def of_table(self, table: str) -> Iterator[Difference]:
        """What differs in `table`, in reading order."""
        changes: Patch = self.patch[table]
        if table == "about":
            yield from self._fields("about", "", changes)
            return
        names = [name for name in self._in_order(table, changes) if (table, name) not in self.folded]
        if table == "votes":
            yield from self._votes(names)
            return
        moved = set(_moved(self.before, self.after, table, changes)) if table in RANKED else set[str]()
        crowds = self._crowds(names) if table == "scores" else {}
        for name in names:
            crowd = crowds.get(name)
            if crowd is None:
                yield from self._record(table, name, moved=name in moved)
            elif crowd[0] == name:
                words = sentences.scored_by_many(self.before, self.after, crowd)
                yield Difference(table, name, "", words)

    def _goes_along(self, table: str, name: str, what: str) -> None:
        self.along.setdefault((table, name), Counter())[what] += 1

    def _in_order(self, table: str, changes: Patch) -> Sequence[str]:
        if len(changes) == 1:  # a single change: no need to put ten thousand scores in order for it
            return list(changes)
        now = [name for name in reading_order(self.after, table) if name in changes]
        gone = [name for name in reading_order(self.before, table) if changes.get(name, "") is None]
        return now + gone

    def _record(self, table: str, name: str, *, moved: bool) -> Iterator[Difference]:
        change = self.patch[table][name]
        if change is None:
            words = sentences.went(self.before, table, name, self.along.get((table, name), {}))
            yield Difference(table, name, "", words)
        elif name not in self.before[table]:
            yield Difference(table, name, "", sentences.came(self.after, table, name))
        else:
            if table == "touchpoints" and "stage" in change:
                if (table, name, "stage") not in self.folded:
                    yield Difference(table, name, "", sentences.moved(self.before, self.after, name))
            elif moved:
                yield Difference(table, name, "", sentences.reordered(self.after, table, name))
            yield from self._fields(table, name, change)

    def _fields(self, table: str, name: str, change: Patch) -> Iterator[Difference]:
        said_otherwise = {"rank", *KEYS.get(table, ()), *(("stage",) if table == "touchpoints" else ())}
        known = list((About if table == "about" else TABLES[table]).model_fields)
        for key in sorted(change, key=lambda key: known.index(key) if key in known else len(known)):
            if key not in said_otherwise and (table, name, key) not in self.folded:
                yield Difference(table, name, key, sentences.field_changed(self.before, self.after, table, name, key))

    def _crowds(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Scores of several participants for one card, persona and state: id → ids of all of them."""
        groups: dict[tuple[Any, ...], list[str]] = {}
        for name in names:
            record: Document = self.after["scores"].get(name) or self.before["scores"][name]
            change = self.patch["scores"][name]
            if "participant" in record and (change is None or "score" in change):
                of = tuple(record.get(key) for key in ("touchpoint", "persona", "state"))
                groups.setdefault(of, []).append(name)
        return {name: group for group in groups.values() if len(group) > 1 for name in group}

    def _votes(self, names: Sequence[str]) -> Iterator[Difference]:
        dots = Counter[str](), Counter[str]()
        first: dict[str, str] = {}
        for name in names:
            for document in (self.before, self.after):
                if name in document["votes"]:
                    first.setdefault(document["votes"][name]["note"], name)
        for document, count in zip((self.before, self.after), dots, strict=True):
            for vote in document["votes"].values() if first else ():
                count[vote["note"]] += vote["dots"]
        for note, name in first.items():
            old, new = (count[note] for count in dots)
            if old != new:
                yield Difference("votes", name, "", sentences.voted(self.after, note, old, new))


def _moved(before: Document, after: Document, table: str, changes: Patch) -> Iterator[str]:
    """Those of `changes` that stand elsewhere among what stayed; a rank that only made room is no move."""
    lanes: dict[str | None, list[str]] = {}
    for name, change in changes.items():
        if is_object(change) and "rank" in change and "stage" not in change and name in before[table]:
            lanes.setdefault(after[table][name].get("stage") if table == "touchpoints" else None, []).append(name)
    if len(changes) == 1 and lanes:  # nobody made room for it
        yield from changes
        return
    for lane, candidates in lanes.items():
        was, now = (
            {name: at for at, (name, _) in enumerate(siblings(document, table, stage=lane))}
            for document in (before, after)
        )
        still = sorted((was[name], now[name]) for name in was.keys() & now.keys() - set(candidates))
        for name in sorted(was.keys() & set(candidates), key=was.__getitem__):
            place = was[name], now[name]
            at = bisect_left(still, place)
            after_left = at == 0 or still[at - 1][1] < place[1]
            if after_left and (at == len(still) or place[1] < still[at][1]):
                insort(still, place)
            else:
                yield name
