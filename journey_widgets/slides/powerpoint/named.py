"""Our shapes in a deck people have worked on: found by name, wherever they were put."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["A", "C", "Found", "P", "properties", "shapes", "shifted", "unchanged", "words"]

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_NAME = re.compile(r"journey:(\w+):([^#~]*)(?:#([0-9a-f]{8}))?(~\d+)?")
_SHAPES = {f"{P}{tag}" for tag in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp")}


@dataclass(frozen=True, slots=True)
class Found:
    """A shape of ours: its element, its kind and id by name, the mark of its first text, the slide it is on."""

    element: Any
    kind: str
    id: str
    mark: str | None
    slide: Any

    @property
    def key(self) -> tuple[str, str]:
        """What the same shape of another deck has, too."""
        return self.kind, self.id


def properties(element: Any) -> Any:  # noqa: ANN401 - lxml elements of python-pptx
    """The `p:cNvPr` of a shape."""
    return next(element.iter(f"{P}cNvPr"))


def shapes(slide: Any) -> Iterator[Found]:  # noqa: ANN401
    """Our shapes on a slide, outer ones before those inside them."""
    for element in slide.shapes._spTree.iter(*_SHAPES):  # noqa: SLF001 - groups are looked into, too
        match = _NAME.fullmatch(properties(element).get("name", ""))
        if match:
            yield Found(element, match[1], match[2], match[3], slide)


def words(element: Any) -> str:  # noqa: ANN401
    """The text of a shape, a line a paragraph."""
    paragraphs = element.iter(f"{A}p")
    return "\n".join("".join(text.text or "" for text in paragraph.iter(f"{A}t")) for paragraph in paragraphs)


def unchanged(element: Any, mark: str | None) -> bool:  # noqa: ANN401
    """Whether a text is still what we once wrote."""
    return mark is None or f"{zlib.crc32(words(element).encode()):08x}" == mark


def shifted(element: Any, dx: int, dy: int) -> None:  # noqa: ANN401
    """Move a shape and, in a group, what is in it; EMU."""
    for transform in (*element.iter(f"{A}xfrm"), *element.iter(f"{P}xfrm")):
        for tag in ("off", "chOff"):
            point = transform.find(f"{A}{tag}")
            if point is not None:
                point.set("x", str(int(point.get("x")) + dx))
                point.set("y", str(int(point.get("y")) + dy))
