"""Over which channels a journey runs: what is used where, where a channel falls silent, where it is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from journey_widgets.analysis.links import paths_of, placed
from journey_widgets.model.order import stages_in_order

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey
    from journey_widgets.model.patch import Document

__all__ = ["HandOver", "Use", "Uses", "channel_matrix", "channel_uses", "hand_overs"]


@dataclass(frozen=True, slots=True)
class Use:
    """A channel in a stage."""

    channel: str
    stage: str
    touchpoints: tuple[str, ...]
    #: Not used here, but both before and after: customers lose it and meet it again.
    gap: bool

    @property
    def count(self) -> int:
        """How many touchpoints run over the channel here."""
        return len(self.touchpoints)


@dataclass(frozen=True, slots=True)
class HandOver:
    """From one touchpoint to another over a change of channel."""

    source: str
    target: str
    channel: str
    to: str
    #: The link that says so; "" where they are neighbours in reading order.
    link: str


@dataclass(frozen=True, slots=True)
class Uses:
    """A journey's channels: in order of first use, with every stage in order."""

    channels: tuple[str, ...]
    stages: tuple[str, ...]
    #: Of the stages, as people call them.
    names: tuple[str, ...]
    cells: tuple[Use, ...]
    hand_overs: tuple[HandOver, ...]
    #: Placed touchpoints that say no channel.
    without: tuple[str, ...]

    def cell(self, channel: str, stage: str) -> Use:
        """One channel in one stage."""
        return self.cells[self.channels.index(channel) * len(self.stages) + self.stages.index(stage)]

    def sums(self, channel: str) -> dict[str, int]:
        """What is counted over all stages: `total`, `gaps`, and the hand-overs `from` and `to` the channel."""
        mine = [use for use in self.cells if use.channel == channel]
        return {
            "total": sum(use.count for use in mine),
            "gaps": sum(use.gap for use in mine),
            "from": sum(over.channel == channel for over in self.hand_overs),
            "to": sum(over.to == channel for over in self.hand_overs),
        }

    @property
    def columns(self) -> dict[str, str]:
        """Stage → the name of its column: the ones of `sums` are taken."""
        taken = {"total", "gaps", "from", "to"}
        return {stage: _free(name, taken) for stage, name in zip(self.stages, self.names, strict=True)}


def channel_uses(document: Document) -> Uses:
    """Everything the matrix and its chart tell."""
    cards: dict[str, Any] = document.get("touchpoints", {})
    order = placed(document)
    stages = stages_in_order(document)
    said = {name: str(cards[name].get("channel", "")).strip() for name in order}
    channels = tuple(dict.fromkeys(channel for channel in said.values() if channel))
    cells: list[Use] = []
    for channel in channels:
        lanes = [tuple(n for n in order if said[n] == channel and cards[n]["stage"] == stage) for stage in stages]
        used = [at for at, lane in enumerate(lanes) if lane]
        cells += [
            Use(channel, stage, lane, gap=not lane and used[0] < at < used[-1])
            for at, (stage, lane) in enumerate(zip(stages, lanes, strict=True))
        ]
    return Uses(
        channels=channels,
        stages=tuple(stages),
        names=tuple(document["stages"][stage].get("name", "") for stage in stages),
        cells=tuple(cells),
        hand_overs=tuple(_hand_overs(document, order, said)),
        without=tuple(name for name in order if not said[name]),
    )


def _hand_overs(document: Document, order: list[str], said: dict[str, str]) -> list[HandOver]:
    found: dict[tuple[str, str], HandOver] = {}
    for source, target in pairwise(order):
        if said[source] and said[target] and said[source] != said[target]:
            found[source, target] = HandOver(source, target, said[source], said[target], "")
    for path in paths_of(document):
        channel, to = said.get(path.source, ""), said.get(path.target, "")
        if channel and to and channel != to:
            found.setdefault((path.source, path.target), HandOver(path.source, path.target, channel, to, path.id))
    place = {name: at for at, name in enumerate(order)}
    return sorted(found.values(), key=lambda over: (place[over.source], place[over.target]))


def channel_matrix(journey: Journey) -> pd.DataFrame:
    """Which channel is used how often in which stage.

    Returns:
        A row a channel, in order of first use (index `channel`); a column a stage in order, by name (a name that comes
        twice, or is one of the four below, gets " (2)"), with the number of touchpoints (Int64; 0 none). Then, all
        Int64: `total`; `gaps`, stages without it between its first and its last one; `from`, `to`: hand-overs from and
        to this channel, that is, from one touchpoint to the next in reading order, or along a link, where the channels
        differ. Touchpoints without a channel count nowhere.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    uses = channel_uses(journey.snapshot().document)
    index = pd.Index(uses.channels, dtype="str", name="channel")
    columns = {
        name: [uses.cell(channel, stage).count for channel in uses.channels] for stage, name in uses.columns.items()
    }
    sums = [uses.sums(channel) for channel in uses.channels]
    for name in ("total", "gaps", "from", "to"):
        columns[name] = [each[name] for each in sums]
    return pd.DataFrame({name: pd.Series(column, index=index, dtype="Int64") for name, column in columns.items()})


def _free(name: str, taken: set[str]) -> str:
    wanted, number = name, 1
    while wanted in taken:
        number += 1
        wanted = f"{name} ({number})"
    taken.add(wanted)
    return wanted


def hand_overs(journey: Journey) -> pd.DataFrame:
    """Every change of channel on the way, in reading order of its source.

    Returns:
        Columns `source`, `target` (ids), `source_title`, `target_title`, `channel`, `to` (str), `link` (the id of the
        link that leads over it; missing where they are neighbours in reading order).

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    document = journey.snapshot().document
    cards = document.get("touchpoints", {})
    rows = [
        {
            "source": over.source,
            "target": over.target,
            "source_title": cards[over.source]["title"],
            "target_title": cards[over.target]["title"],
            "channel": over.channel,
            "to": over.to,
            "link": over.link or None,
        }
        for over in channel_uses(document).hand_overs
    ]
    columns = ("source", "target", "source_title", "target_title", "channel", "to", "link")
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="str") for name in columns})
