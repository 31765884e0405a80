"""Where customers go from one touchpoint to another: branches, loops, follow-ups, and what is wrong with them.

A journey is read along its cards. A touchpoint without links is followed by the next card; one whose links' shares add
up to all customers is followed only by where they lead; any other is followed by both, as a follow-up by mail does not
keep the customer from going on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

from journey_widgets.analysis.durations import parse
from journey_widgets.model.order import reading_order, stages_in_order, touchpoints_of
from journey_widgets.words import LANGUAGES, Said, said, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey
    from journey_widgets.model.patch import Document

__all__ = [
    "CHECKS",
    "Kind",
    "LinkFinding",
    "Path",
    "checks",
    "endless_loops",
    "link_findings",
    "loops",
    "paths",
    "paths_of",
    "placed",
    "shares_over_one",
    "to_the_pool",
    "unreachable",
]

Kind = Literal["next", "forward", "back", "self", "pool"]
#: Shares are typed by hand: 0.33 + 0.33 + 0.34 is all of them.
_ALL: Final = 1 + 1e-9
_LEAST: Final = 1 - 1e-9
#: A loop's cards are named up to here.
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Path:
    """A link between two touchpoints, with where they stand."""

    id: str
    source: str
    target: str
    #: Reading numbers from 1; 0 in the pool.
    source_no: int
    target_no: int
    condition: str
    #: ISO 8601, "" where none is said.
    delay: str
    share: float | None

    @property
    def kind(self) -> Kind:
        """`next` to the following card, `forward` past some, `back`, `self`, or `pool` where an end has no place."""
        if not self.source_no or not self.target_no:
            return "pool"
        if self.source == self.target:
            return "self"
        if self.target_no < self.source_no:
            return "back"
        return "next" if self.target_no == self.source_no + 1 else "forward"


@dataclass(frozen=True, slots=True)
class LinkFinding:
    """Something to look at: one sentence about one record."""

    rule: str
    said: Said
    table: str
    id: str


def placed(document: Document) -> list[str]:
    """Touchpoints that stand on a stage, in reading order: number n is at n − 1."""
    return [name for stage in stages_in_order(document) for name in touchpoints_of(document, stage)]


def paths_of(document: Document) -> list[Path]:
    """All links, by the number of their source, then of their target, then by id; those of the pool last."""
    number = {name: at for at, name in enumerate(placed(document), 1)}
    links: dict[str, Any] = document.get("links", {})
    found = [
        Path(
            id=name,
            source=links[name]["source"],
            target=links[name]["target"],
            source_no=number.get(links[name]["source"], 0),
            target_no=number.get(links[name]["target"], 0),
            condition=links[name].get("condition", ""),
            delay=links[name].get("delay", ""),
            share=links[name].get("share"),
        )
        for name in reading_order(document, "links")
    ]
    last = len(number) + 1
    return sorted(found, key=lambda path: (path.source_no or last, path.target_no or last, path.id))


def paths(journey: Journey) -> pd.DataFrame:
    """Every link with what it connects, one row each, in reading order of source and target; index: the link's id.

    Columns: `source`, `target` (ids, str), `source_no`, `target_no` (Int64, reading numbers; missing in the pool),
    `source_title`, `target_title`, `source_stage`, `target_stage` (names), `source_channel`, `target_channel`,
    `condition` (str), `delay` (str, ISO 8601), `delay_seconds` (Float64), `share` (Float64, 0–1), `kind`: "next" (to
    the card that follows), "forward" (past some), "back", "self", "pool" (an end stands on no stage). Missing where
    nothing is said.
    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    document = journey.snapshot().document
    rows = [_row(document, path) for path in paths_of(document)]
    index = pd.Index([row["id"] for row in rows], dtype="str", name="id")
    kinds = {"source_no": "Int64", "target_no": "Int64", "delay_seconds": "Float64", "share": "Float64"}
    columns = (
        "source", "target", "source_no", "target_no", "source_title", "target_title", "source_stage", "target_stage",
        "source_channel", "target_channel", "condition", "delay", "delay_seconds", "share", "kind",
    )  # fmt: skip
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], index=index, dtype=kinds.get(name, "str")) for name in columns}
    )


def _row(document: Document, path: Path) -> dict[str, Any]:
    cards, stages = document.get("touchpoints", {}), document.get("stages", {})
    row: dict[str, Any] = {
        "id": path.id,
        "condition": path.condition or None,
        "delay": path.delay or None,
        "delay_seconds": float(parse(path.delay)) if path.delay else None,
        "share": path.share,
        "kind": path.kind,
    }
    for end, name, number in (("source", path.source, path.source_no), ("target", path.target, path.target_no)):
        card = cards.get(name, {})
        row |= {
            end: name,
            f"{end}_no": number or None,
            f"{end}_title": card.get("title"),
            f"{end}_stage": stages.get(card.get("stage"), {}).get("name"),
            f"{end}_channel": card.get("channel"),
        }
    return row


# ---- what to look at -------------------------------------------------------------------------------------------------


def shares_over_one(document: Document) -> Iterator[LinkFinding]:
    """Touchpoints from which more than all customers go on: the shares of their links add up to over 100 %."""
    call = _Caller(document)
    for source, total in _shares(document).items():
        if total > _ALL:
            words = said("paths.shares_over_one", card=call(source), share=_percent(total))
            yield LinkFinding("shares_over_one", words, "touchpoints", source)


def loops(document: Document) -> Iterator[LinkFinding]:
    """Links that close a loop, and the cards of it: a link to the card itself or back to where one came from."""
    onward, call = _onward(document), _Caller(document)
    for path in paths_of(document):
        if path.kind not in ("back", "self"):
            continue
        way = _way(onward, path.target, path.source)
        if way:
            yield LinkFinding("loop", said("paths.loop", way=call.way([*way, path.target])), "links", path.id)


def endless_loops(document: Document) -> Iterator[LinkFinding]:
    """Loops that nobody ever leaves: every way out of their cards leads back into them."""
    onward, call = _onward(document), _Caller(document)
    leaving = _leaving(document, onward)
    told: set[str] = set()
    for name in onward:
        if name in leaving or name in told:
            continue
        after = _reached(onward, [name])
        ring = [other for other in onward if other in after and name in _reached(onward, [other])]
        told.add(name)
        # What only leads into an endless loop is told with the loop itself.
        if ring and after == set(ring):
            told.update(ring)
            words = said("paths.endless_loop", cards=call.all(ring))
            yield LinkFinding("endless_loop", words, "touchpoints", ring[0])


def unreachable(document: Document) -> Iterator[LinkFinding]:
    """Touchpoints that nobody comes to from the first one, as the shares on the way send everybody elsewhere."""
    order = placed(document)
    if not order or not document.get("links"):
        return
    call = _Caller(document)
    reached = _reached(_onward(document), order[:1]) | {order[0]}
    for name in order:
        if name not in reached:
            yield LinkFinding("unreachable", said("paths.unreachable", card=call(name)), "touchpoints", name)


def to_the_pool(document: Document) -> Iterator[LinkFinding]:
    """Links that begin or end at a card which stands on no stage yet: they are not drawn and count nowhere."""
    call = _Caller(document)
    for path in paths_of(document):
        if path.kind == "pool":
            lost = path.target if not path.target_no else path.source
            yield LinkFinding("to_the_pool", said("paths.to_the_pool", card=call(lost)), "links", path.id)


#: All checks of links, in the order of their weight.
CHECKS: Final[tuple[Callable[[Document], Iterator[LinkFinding]], ...]] = (
    shares_over_one,
    endless_loops,
    unreachable,
    to_the_pool,
    loops,
)


def link_findings(document: Document) -> Iterator[LinkFinding]:
    """What all checks find, the gravest first. A loop is told too: it may be meant, but should be seen."""
    for check in CHECKS:
        yield from check(document)


def checks(journey: Journey, language: str | None = None) -> list[str]:
    """What all checks find, as sentences in "ja" or "en" (the journey's own by default)."""
    spoken = language or journey.language
    return [finding.said[spoken] for finding in link_findings(journey.snapshot().document)]


def _shares(document: Document) -> dict[str, float]:
    """Source → sum of the shares of its links, of placed cards in order."""
    sums: dict[str, float] = {}
    for path in paths_of(document):
        if path.share is not None and path.source_no:
            sums[path.source] = sums.get(path.source, 0) + path.share
    return sums


def _onward(document: Document) -> dict[str, list[str]]:
    """Placed touchpoint → where customers can be next."""
    order = placed(document)
    shares = _shares(document)
    onward: dict[str, list[str]] = {name: [] for name in order}
    for path in paths_of(document):
        if path.kind != "pool" and path.share != 0:
            onward[path.source].append(path.target)
    for name, follower in pairwise(order):
        if shares.get(name, 0) < _LEAST:
            onward[name].append(follower)
    return onward


def _reached(onward: dict[str, list[str]], start: list[str]) -> set[str]:
    """Everything that can come after `start`; `start` itself only where a way leads back to it."""
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        for name in onward[waiting.pop()]:
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return reached


def _way(onward: dict[str, list[str]], start: str, end: str) -> list[str]:
    """The shortest way between two touchpoints, both included; empty where there is none."""
    came: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        if name == end:
            way = [name]
            while came[way[0]]:
                way.insert(0, came[way[0]])
            return way
        for follower in onward[name]:
            if follower not in came:
                came[follower] = name
                waiting.append(follower)
    return []


def _leaving(document: Document, onward: dict[str, list[str]]) -> set[str]:
    """Touchpoints from which the journey's end can be reached: the last card, or where nothing leads on."""
    order = list(onward)
    ends = [name for name in order if not onward[name]]
    if order and _shares(document).get(order[-1], 0) < _LEAST:
        ends.append(order[-1])
    before: dict[str, list[str]] = {name: [] for name in order}
    for name, followers in onward.items():
        for follower in followers:
            before[follower].append(name)
    return _reached(before, ends) | set(ends)


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0")


class _Caller:
    """Calls cards as people do: by number and title."""

    def __init__(self, document: Document) -> None:
        self.cards: dict[str, Any] = document.get("touchpoints", {})
        self.number = {name: at for at, name in enumerate(placed(document), 1)}

    def __call__(self, name: str) -> Said:
        title = self.cards.get(name, {}).get("title", name)
        number = self.number.get(name)
        return said("paths.card", no=number, title=title) if number else said("paths.card_in_pool", title=title)

    def all(self, names: list[str]) -> Said:
        return self._joined(names, "paths.cards_apart")

    def way(self, names: list[str]) -> Said:
        return self._joined(names, "paths.way_apart")

    def _joined(self, names: list[str], between: str) -> Said:
        told = [self(name) for name in names]
        if len(told) > _NAMED:
            told = [*told[:2], dict.fromkeys(LANGUAGES, "…"), *told[-2:]]
        return {language: say(between, language).join(name[language] for name in told) for language in LANGUAGES}
