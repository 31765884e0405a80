"""Pain points on the left, opportunities on the right, the weightiest first."""

from __future__ import annotations

from journey_widgets.slides.chapters.findings import Finding, Findings
from journey_widgets.slides.deck.html import Html, tag
from journey_widgets.slides.deck.paging import ROOM, WIDTH, chunks, height, side_by_side

__all__ = ["SIGNS", "pages"]

SIGNS = {"pain": "▼", "gain": "▲", "opportunity": "◆", "question": "?", "quote": "“"}
_SIZE, _SMALL = 18, 14


def pages(content: Findings, words: dict[str, str]) -> list[Html]:
    """Two lists side by side, going on where they are long. `words` names the kinds, and "dots"."""
    width = WIDTH / 2 - 70

    def high(found: Finding) -> float:
        return height(found.text, width, _SIZE) + (_SMALL * 1.6 if found.where or found.votes else 0) + 18

    kinds = [("pain", content.pains), ("opportunity", content.opportunities)]
    split = side_by_side([chunks(entries, high, ROOM - 44) or [[]] for _, entries in kinds])
    return [
        tag(
            "div",
            [
                tag(
                    "div",
                    tag("h3", words[kind]),
                    tag("ul", [_entry(one, words) for one in entries]),
                    class_=f"is-{kind}",
                )
                for (kind, _), entries in zip(kinds, page, strict=True)
            ],
            class_="findings",
        )
        for page in split
    ]


def _entry(found: Finding, words: dict[str, str]) -> Html:
    return tag(
        "li",
        tag("span", SIGNS[found.kind], class_=f"sign is-{found.kind}", role="img", aria_label=words[found.kind]),
        tag(
            "div",
            tag("p", found.text),
            tag(
                "p",
                tag("span", found.where) if found.where else None,
                tag("span", f"● {found.votes}", class_="dots", aria_label=f"{words['dots']} {found.votes}", role="img")
                if found.votes
                else None,
                class_="meta",
            )
            if found.where or found.votes
            else None,
        ),
    )
