"""The storyboard: the pictures of the journey, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.slides.chapters.source import Source

__all__ = ["Shot", "Storyboard", "storyboard"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A card with a picture: `image` names it, `alt` says what is to be seen."""

    id: str
    no: int
    title: str
    stage: str
    image: str
    alt: str


@dataclass(frozen=True, slots=True)
class Storyboard:
    """The shots in the order of the journey."""

    shots: list[Shot]

    @property
    def grid(self) -> tuple[int, int]:
        """How many stand side by side on a page, and in how many rows: as large as they can be, eight at most."""
        count = len(self.shots)
        if count <= 3:
            return max(1, count), 1
        return (2, 2) if count == 4 else (3, 2) if count <= 6 else (4, 2)


def storyboard(source: Source) -> Storyboard | None:
    """Every placed card that has a picture; None where there is none."""
    stages = source.table("stages")
    shots: list[Shot] = []
    for name, place in source.places.items():
        card = source.table("touchpoints")[name]
        image = card.get("image")
        if image:
            stage: str = stages[source.reading.stages[place.stage_index]]["name"]
            shots.append(Shot(name, place.no, card["title"], stage, image, card.get("image_alt") or card["title"]))
    return Storyboard(shots) if shots else None


def sentence(source: Source, content: Storyboard) -> str:
    """How many pictures tell how much of the journey."""
    return source.many("shots", len(content.shots))
