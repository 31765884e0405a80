"""The title slide: what the map is about and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.slides.chapters.source import Source

__all__ = ["Cover", "cover"]


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands under the title: `lines` are (what it is, what it says)."""

    lines: list[tuple[str, str]]
    #: How much there is, in words.
    extent: str


def cover(source: Source) -> Cover:
    """The title slide's content. A map always has one."""
    about = source.about
    lines = [
        (source.say(field), about[field])
        for field in ("purpose", "scenario", "target", "north_star")
        if about.get(field)
    ]
    if about.get("reviewed_on"):
        lines.append((source.say("reviewed_on"), source.day(about["reviewed_on"])))
    return Cover(lines, source.extent())
