"""What a notebook shows, as the pieces slides are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from journey_widgets.slides.deck.html import Html

__all__ = ["Block", "Figure", "Grid", "Prose", "Sheet"]

Kind = Literal["heading", "paragraph", "list", "quote", "code"]


@dataclass(frozen=True, slots=True)
class Prose:
    """A heading, a paragraph, a list, a quotation or code: as HTML, and as plain lines."""

    kind: Kind
    html: Html
    #: (depth of the bullet, 0 for none; text)
    lines: list[tuple[int, str]]
    #: Of a heading, 1–6.
    level: int = 0

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(text for _, text in self.lines)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture. `image` is PNG or JPEG (`mime`); width and height in CSS pixels, 0 where nothing says them."""

    alt: str
    svg: str | None = None
    image: bytes | None = None
    mime: str = "image/png"
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head rows and its body rows, all of one width."""

    head: list[list[str]]
    rows: list[list[str]]
    #: How many columns at the left name the row.
    names: int = 0


Block = Prose | Figure | Grid


@dataclass(slots=True)
class Sheet:
    """A slide of a notebook."""

    title: str
    blocks: list[Block] = field(default_factory=list[Block])
    notes: list[str] = field(default_factory=list[str])
    #: Whether it opens the notebook: its title is the notebook's.
    first: bool = False
    #: Whether it goes on with what did not fit on the one before.
    more: bool = False
