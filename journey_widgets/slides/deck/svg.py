"""SVG pictures inside a page: their colours follow the reader's scheme, and their ids do not meet."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from journey_widgets.slides.deck.html import Html, raw

__all__ = ["inline"]

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_COLOURED: Final = frozenset({"fill", "stroke", "stop-color", "color"})
_REFERENCE: Final = re.compile(r"url\(\s*(['\"]?)#([^)'\"]+)\1\s*\)")


def inline(light: str, dark: str | None, prefix: str, label: str) -> Html:
    """A picture as part of a page: one drawing for both schemes, as large as its frame.

    Args:
        light: the SVG for a light page.
        dark: the same picture for a dark page: the same elements, other colours. None: it is the same.
        prefix: what makes its ids the page's only ones.
        label: what it shows, for who does not see it.

    Raises:
        ValueError: the two pictures differ in more than colours.

    """
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(light)  # noqa: S314 - our own drawing
    if dark is not None:
        _merge(root, ElementTree.fromstring(dark))  # noqa: S314 - our own drawing
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key == "role" or key.startswith("aria-"):
                # It is one picture with one name; Vega would have each of its marks read out.
                del element.attrib[key]
            else:
                element.set(key, _own(key, value, prefix))
    width, height = root.attrib.pop("width", None), root.attrib.pop("height", None)
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {_number(width)} {_number(height)}")
    root.set("role", "img")
    root.set("aria-label", label)
    return raw(ElementTree.tostring(root, encoding="unicode"))


def _merge(light: ElementTree.Element, dark: ElementTree.Element) -> None:
    pairs = list(zip(light.iter(), dark.iter(), strict=True))
    for one, other in pairs:
        if one.tag != other.tag or one.attrib.keys() != other.attrib.keys():
            raise ValueError(f"the light and the dark picture differ in more than colours: {one.tag} and {other.tag}")
        for key, value in one.attrib.items():
            if value != other.attrib[key] and key in _COLOURED:
                one.set(key, f"light-dark({value}, {other.attrib[key]})")


def _own(key: str, value: str, prefix: str) -> str:
    if key == "id":
        return f"{prefix}-{value}"
    if key in {"href", f"{{{_XLINK}}}href"} and value.startswith("#"):
        return f"#{prefix}-{value[1:]}"
    return _REFERENCE.sub(lambda found: f"url(#{prefix}-{found[2]})", value)


def _number(text: str | None) -> str:
    return re.sub(r"[^0-9.]", "", text or "") or "0"
