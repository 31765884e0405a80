"""Sketches for the manual's pictures: a stick figure and what it has to do with, drawn here, so that nobody's photo is needed."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

__all__ = ["sketch"]

WIDE, HIGH = 480, 300
INK, PAPER = "#3a3f4b", ("#f4f1ea", "#eef2f6", "#f1f4ec", "#f6efee")
THINGS = ("phone", "screen", "cart", "box", "letter", "shop")


def sketch(n: int) -> bytes:
    """The n-th sketch as PNG."""
    image = Image.new("RGB", (WIDE, HIGH), PAPER[n % len(PAPER)])
    pen = ImageDraw.Draw(image)
    _person(pen, 120, 190 + 6 * (n % 3), glad=n % 4 != 3)
    _thing(pen, THINGS[n % len(THINGS)], 300, 150)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _person(pen: ImageDraw.ImageDraw, x: int, y: int, *, glad: bool) -> None:
    pen.ellipse((x - 32, y - 126, x + 32, y - 62), outline=INK, width=5)
    pen.arc(
        (x - 15, y - 108, x + 15, y - 78) if glad else (x - 15, y - 84, x + 15, y - 62),
        *((20, 160) if glad else (200, 340)),
        fill=INK,
        width=4,
    )
    pen.line((x, y - 62, x, y + 24), fill=INK, width=6)
    pen.line((x - 46, y - 10, x, y - 38, x + 62, y - 20), fill=INK, width=6, joint="curve")
    pen.line((x - 34, y + 84, x, y + 24, x + 34, y + 84), fill=INK, width=6, joint="curve")


def _thing(pen: ImageDraw.ImageDraw, what: str, x: int, y: int) -> None:
    match what:
        case "phone":
            pen.rounded_rectangle((x, y - 70, x + 84, y + 84), 14, outline=INK, width=5, fill="white")
            pen.line((x + 30, y + 68, x + 54, y + 68), fill=INK, width=5)
        case "screen":
            pen.rounded_rectangle((x - 30, y - 60, x + 130, y + 46), 8, outline=INK, width=5, fill="white")
            pen.line((x + 50, y + 46, x + 50, y + 76, x + 14, y + 76, x + 88, y + 76), fill=INK, width=5)
        case "cart":
            pen.line(
                (x - 40, y - 50, x - 12, y - 50, x + 14, y + 36, x + 100, y + 36), fill=INK, width=6, joint="curve"
            )
            pen.polygon(((x - 4, y - 24), (x + 112, y - 24), (x + 96, y + 16), (x + 8, y + 16)), outline=INK, width=5)
            pen.ellipse((x + 16, y + 46, x + 38, y + 68), outline=INK, width=5)
            pen.ellipse((x + 74, y + 46, x + 96, y + 68), outline=INK, width=5)
        case "box":
            pen.rectangle((x - 20, y - 30, x + 110, y + 80), outline=INK, width=5, fill="#dcc7a4")
            pen.line((x + 45, y - 30, x + 45, y + 80), fill=INK, width=4)
        case "letter":
            pen.rectangle((x - 30, y - 40, x + 116, y + 60), outline=INK, width=5, fill="white")
            pen.line((x - 30, y - 40, x + 43, y + 20, x + 116, y - 40), fill=INK, width=5, joint="curve")
        case _:
            pen.rectangle((x - 30, y - 10, x + 120, y + 84), outline=INK, width=5, fill="white")
            pen.polygon(
                ((x - 44, y - 10), (x - 20, y - 62), (x + 110, y - 62), (x + 134, y - 10)),
                outline=INK,
                width=5,
                fill="#c9d8d2",
            )
            pen.rectangle((x + 60, y + 24, x + 96, y + 84), outline=INK, width=4)
