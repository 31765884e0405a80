"""Markdown and HTML as blocks: what means something is kept, what could do something is not."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from journey_widgets.slides.deck.html import raw, tag
from journey_widgets.slides.notebook.blocks import Block, Figure, Grid, Kind, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["figure", "of_html", "of_markdown", "pictures_of"]

#: Left out with everything inside.
_GONE: Final = ("script", "style", "iframe", "object", "embed", "template", "noscript", "link", "meta", "form", "input")
_KEPT: Final = """h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code kbd em strong b i u s del sub sup br hr a span div dl
dt dd mark small table thead tbody tr th td img"""
_ATTRIBUTES: Final = {"a": ("href",), "img": ("src", "alt"), "ol": ("start",), "td": ("colspan",), "th": ("colspan",)}
_HEADINGS: Final = re.compile(r"h([1-6])")
_ATTACHED: Final = re.compile(r"attachment:[^\s)\"'>]+")
_LINKS: Final = ("https:", "http:", "mailto:", "#")


def of_markdown(text: str, find: Callable[[str], tuple[bytes, str] | None]) -> list[Block]:
    """The blocks of a Markdown cell. `find` gives the pictures it refers to (see `pictures_of`)."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune  # noqa: PLC0415 - slow to import

    def attached(found: re.Match[str]) -> str:
        held = find(found[0])
        return "" if held is None else f"data:{held[1]};base64,{base64.b64encode(held[0]).decode()}"

    # The renderer itself stops at an attachment it does not know.
    return of_html(markdown2html_mistune(_ATTACHED.sub(attached, text)), find)


def of_html(text: str, find: Callable[[str], tuple[bytes, str] | None] | None = None) -> list[Block]:
    """The blocks of an HTML output or of a rendered Markdown cell."""
    soup = BeautifulSoup(text, "html.parser")
    for element in soup(_GONE):
        element.decompose()
    # Headings link to themselves in nbconvert's HTML.
    for element in soup.select("a.anchor-link"):
        element.decompose()
    _cleaned(soup)
    return list(_blocks(soup, find or (lambda _: None)))


def pictures_of(folder: Path, attachments: Mapping[str, Any]) -> Callable[[str], tuple[bytes, str] | None]:
    """How a cell's pictures are found: attached to it, in its text, or beside the notebook; never in the network."""

    def find(address: str) -> tuple[bytes, str] | None:
        if address.startswith("attachment:"):
            held: dict[str, str] = attachments.get(address.removeprefix("attachment:"), {})
            return next(((base64.b64decode(data), mime) for mime, data in held.items()), None)
        inside = re.match(r"data:(image/[a-z+]+);base64,(.*)", address, re.DOTALL)
        if inside:
            return base64.b64decode(inside[2]), inside[1]
        mime = mimetypes.guess_type(address)[0] or ""
        path = folder / address
        if ":" in address or not mime.startswith("image/") or not path.is_file():
            return None
        return path.read_bytes(), mime

    return find


def _cleaned(soup: BeautifulSoup) -> None:
    for element in soup.find_all(True):
        if element.name not in _KEPT.split():
            element.unwrap()
            continue
        allowed = _ATTRIBUTES.get(element.name, ())
        element.attrs = {key: value for key, value in element.attrs.items() if key in allowed}
        if element.name == "a" and not str(element.get("href", "")).startswith(_LINKS):
            del element["href"]


def _blocks(parent: Tag, find: Callable[[str], tuple[bytes, str] | None]) -> Iterator[Block]:
    for node in parent.children:
        if isinstance(node, NavigableString):
            if node.strip():
                yield Prose("paragraph", tag("p", str(node).strip()), [(0, " ".join(node.split()))])
        elif isinstance(node, Tag):
            yield from _of(node, find)


def _of(element: Tag, find: Callable[[str], tuple[bytes, str] | None]) -> Iterator[Block]:
    name = element.name
    if name == "div":
        yield from _blocks(element, find)
        return
    if name == "table":
        yield _grid(element)
        return
    pictures = [element] if name == "img" else element.find_all("img")
    for image in pictures:
        found = find(str(image.get("src", "")))
        if found is not None:
            yield figure(found[0], found[1], str(image.get("alt", "")))
            image.extract()
        else:
            # Not to be had without a network: what it shows is said instead.
            said = str(image.get("alt") or image.get("src") or "")
            if image is element:
                yield Prose("paragraph", tag("p", said), [(0, said)])
            else:
                image.replace_with(said)
    if name == "hr" or not element.get_text().strip():
        return
    yield _prose(element)


def figure(data: bytes, mime: str, alt: str) -> Figure:
    """A picture from its bytes."""
    if mime == "image/svg+xml":
        return Figure(alt, svg=data.decode("utf-8", "replace"))
    return Figure(alt, image=data, mime=mime)


def _prose(element: Tag) -> Prose:
    heading = _HEADINGS.fullmatch(element.name)
    kinds: dict[str, Kind] = {"ul": "list", "ol": "list", "dl": "list", "blockquote": "quote", "pre": "code"}
    kind: Kind = "heading" if heading else kinds.get(element.name, "paragraph")
    if kind == "code":
        lines = [(0, line) for line in element.get_text().strip("\n").split("\n")]
    elif kind == "list":
        lines = list(_items(element, 1))
    else:
        lines = [(0, " ".join(element.get_text().split()))]
    html = str(element) if element.name not in {"span", "em", "strong", "b", "i", "a", "code"} else f"<p>{element}</p>"
    return Prose(kind, raw(html), lines, int(heading[1]) if heading else 0)


def _items(parent: Tag, depth: int) -> Iterator[tuple[int, str]]:
    for number, item in enumerate(parent.find_all(["li", "dt", "dd"], recursive=False), 1):
        own = [child for child in item.children if not (isinstance(child, Tag) and child.name in {"ul", "ol"})]
        text = " ".join("".join(child.get_text() for child in own).split())
        yield depth, f"{number}. {text}" if parent.name == "ol" else text
        for inner in item.find_all(["ul", "ol"], recursive=False):
            yield from _items(inner, depth + 1)


def _grid(element: Tag) -> Grid:
    """A table as rows of equal length; a cell over several columns stands in the first of them."""
    head: list[list[str]] = []
    rows: list[list[str]] = []
    names = 0
    for row in element.find_all("tr"):
        cells = row.find_all(["th", "td"], recursive=False)
        texts: list[str] = []
        for one in cells:
            texts += [" ".join(one.get_text().split()), *[""] * (int(str(one.get("colspan") or 1)) - 1)]
        if not any(one.name == "td" for one in cells):
            head.append(texts)
        else:
            names = max(names, sum(1 for one in cells if one.name == "th"))
            rows.append(texts)
    width = max(map(len, [*head, *rows]), default=0)
    # A name over several rows stands in the first of them: what is short is short on the left.
    return Grid(
        [line + [""] * (width - len(line)) for line in head],
        [[""] * (width - len(line)) + line for line in rows],
        names,
    )
