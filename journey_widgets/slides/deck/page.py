"""The one file a deck is: its page, its style, its typeface and its scripts, with nothing to be fetched."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from journey_widgets import faces
from journey_widgets.slides import fonts
from journey_widgets.slides.deck.html import Html, escaped_code, join, raw, script, tag
from journey_widgets.slides.deck.paging import WIDTH
from journey_widgets.words import say

__all__ = ["document", "section"]

#: Sizes of headlines, and how many lines of each fit over the content.
_HEADLINES: Final = ((26, 2), (20, 3))

#: What the page is made of that is not ours. The full texts are in NOTICES.md of journey_widgets.
_CREDITS: Final = {
    "deck": "reveal.js (Copyright 2011-2026 Hakim El Hattab and reveal.js contributors; MIT)",
    "vega": "Vega, Vega-Lite and D3 (Copyright University of Washington Interactive Data Lab, Mike Bostock and others; "
    "BSD-3-Clause, ISC)",
}
_CREDIT_FONT: Final = "Contains Noto Sans JP (a subset; Copyright 2014-2021 Adobe, SIL Open Font License 1.1)"
#: What keys do, for the help: (keys, entry of the catalogue).
_KEYS: Final = (
    ("→ / Space", "next"),
    ("←", "back"),
    ("Esc / O", "overview"),
    ("F", "fullscreen"),
    ("S", "notes"),
    ("B", "blank"),
    ("?", "help"),
)


def section(
    *,
    id: str,  # noqa: A002 - it is the section's id
    kind: str,
    title: str,
    sentence: str,
    body: Html,
    notes: str,
    number: int,
    count: int,
    of: str,
    language: str,
) -> Html:
    """A slide: its topic, what it says, what it shows, and what the speaker may want to say."""
    headline = sentence or title
    heading = tag("h2", headline, class_=f"size-{_headline(headline)}")
    spoken = (
        tag(
            "aside",
            tag("h3", say("deck.notes", language)),
            [tag("p", line) for line in notes.splitlines() if line.strip()],
            class_="said",
        )
        if notes
        else None
    )
    return tag(
        "section",
        tag("header", tag("p", title, class_="eyebrow") if sentence else None, heading),
        tag("div", body, class_="body"),
        tag("footer", tag("span", f"{number} / {count}", class_="number"), tag("span", of)),
        spoken,
        id=id,
        class_=f"sheet is-{kind}",
    )


def _headline(text: str) -> int:
    """The largest type in which a headline leaves the content its room."""
    return next(
        (size for size, lines in _HEADLINES if len(fonts.wrap(text, WIDTH * 0.97, size, weight=700)) <= lines), 16
    )


def document(
    *,
    title: str,
    language: str,
    theme: faces.Theme | None,
    sections: Sequence[Html],
    scripts: Sequence[str] = ("deck",),
) -> str:
    """The whole file.

    Args:
        title: of the page.
        language: "ja" or "en": decides which shapes Chinese characters have, and what the buttons are called.
        theme: "light", "dark", or None: as the reader's machine has it.
        sections: the slides.
        scripts: which bundles of ours it carries; "vega" goes before "deck". None at all: a page to read from top to
            bottom.

    """
    body = join(
        [
            _shapes(),
            tag(
                "div",
                tag("main", sections, class_="slides"),
                class_="reveal",
                data_left=say("deck.back", language),
                data_right=say("deck.next", language),
            ),
            _help(language),
        ]
    )
    characters = set(html.unescape(body))
    fonts.check(["".join(sorted(characters))], language)
    code = [escaped_code(bundle(name)) for name in scripts]
    credit = ". ".join([_CREDIT_FONT, *(_CREDITS[name] for name in scripts)])
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(code)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        tag("meta", name="color-scheme", content=theme or "light dark"),
        tag("meta", name="generator", content="journey_widgets"),
        tag("meta", name="referrer", content="no-referrer"),
        # A server would be asked for /favicon.ico otherwise.
        tag("link", rel="icon", href="data:,"),
        tag("title", title),
        tag("style", raw(_typeface(characters) + _colours() + style())),
    )
    page = tag(
        "html",
        head,
        tag("body", body, *map(script, code)),
        lang=language,
        data_theme=theme,
        class_=None if scripts else "is-page",
    )
    return f"<!doctype html>\n<!-- {credit}. -->\n{page}\n"


@cache
def style() -> str:
    """The deck's own style sheet, without the comments and spaces it has for people."""
    text = resources.files(__package__ or "").joinpath("deck.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


@cache
def bundle(name: str) -> str:
    """A script of ours, made by the JavaScript build.

    Raises:
        FileNotFoundError: it has not been built.

    """
    path = resources.files("journey_widgets").joinpath(f"static/{name}.js")
    if not path.is_file():
        raise FileNotFoundError(say("deck.not_built", name=name))
    return path.read_text(encoding="utf-8")


def _policy(code: Sequence[str]) -> str:
    """Nothing may be fetched, and no script may run but those the file was made with."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in code)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {hashes}" if hashes else "script-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _typeface(characters: set[str]) -> str:
    """Noto Sans JP with the characters of this deck, so that it looks the same on a machine without Japanese fonts."""
    return "".join(
        f"@font-face{{font-family:'{fonts.FAMILY}';font-weight:{weight};font-display:block;"
        f"src:url(data:font/woff2;base64,{base64.b64encode(fonts.subset(characters, weight)).decode()})"
        f"format('woff2')}}"
        for weight in (400, 700)
    )


@cache
def _colours() -> str:
    """The house's colours as variables that follow the reader's scheme."""
    light, dark = faces.theme("light"), faces.theme("dark")
    names = ("ink", "inkMuted", "surface", "canvas", "bandOdd", "bandEven", "line", "lineControl", "accent", "raised")
    said = [(re.sub(r"([A-Z])", r"-\1", name).lower(), light[name], dark[name]) for name in names]
    for kind in ("fill", "edge", "mark"):
        said += [(f"{kind}-{index}", light[kind][index], dark[kind][index]) for index in range(5)]
    said += [(f"persona-{index}", light["persona"][index], dark["persona"][index]) for index in range(4)]
    return ":root{" + "".join(f"--{name}:light-dark({one},{other});" for name, one, other in said) + "}"


@cache
def _shapes() -> Html:
    """The five faces and the star, drawn once."""
    shapes = [
        tag(
            "symbol",
            raw(
                f'<circle r=".9" fill="var(--fill-{index})" stroke="var(--edge-{index})" stroke-width=".06"/>'
                f'<path d="{path}" fill="var(--mark-{index})" stroke="var(--mark-{index})" stroke-width=".14" '
                'stroke-linecap="round" stroke-linejoin="round"/>'
            ),
            id=f"face-{index - 2}",
            viewBox="-1 -1 2 2",
        )
        for index, path in enumerate(faces.paths())
    ]
    star = tag("symbol", raw(f'<path d="{faces.star()}" fill="currentColor"/>'), id="star", viewBox="-1 -1 2 2")
    return tag("svg", shapes, star, class_="shapes", aria_hidden="true", width="0", height="0")


def _help(language: str) -> Html:
    rows = [
        tag("tr", tag("th", tag("kbd", keys)), tag("td", say(f"deck.key_{name}", language))) for keys, name in _KEYS
    ]
    return tag(
        "dialog",
        tag("h2", say("deck.keys", language)),
        tag("table", rows),
        tag("p", say("deck.print", language)),
        tag("form", tag("button", say("deck.close", language)), method="dialog"),
        class_="help",
    )
