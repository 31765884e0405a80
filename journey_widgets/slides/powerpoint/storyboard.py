"""The storyboard as pictures with their captions, up to eight on a page."""

from __future__ import annotations

import io

from journey_widgets.slides.chapters.storyboard import Shot, Storyboard
from journey_widgets.slides.images import drawable
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name
from journey_widgets.slides.powerpoint.ink import BANDS, INK, LINE, MUTED
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.text import Paragraph, Run, shortened
from journey_widgets.slides.story import Slide

__all__ = ["SIDE", "draw_storyboard"]

#: Pixels of a picture's longer side: a third of a slide, at 190 dpi.
SIDE = 1024
_GAP = 14.0
#: Of the picture's width, and of the caption under it: two lines of a title under the stage's name.
_ASPECT, _CAPTION = 10 / 16, 50.0


def draw_storyboard(deck: Deck, slide: Slide, content: Storyboard) -> None:
    """The shots in the order of the journey, left to right and down, as large as their number allows."""
    box = deck.room(slide)
    across, down = content.grid
    each = across * down
    pages = [content.shots[start : start + each] for start in range(0, len(content.shots), each)]
    for number, shots in enumerate(pages, 1):
        page = deck.page(slide, number, len(pages))
        wide = (box.w - _GAP * (across - 1)) / across
        high = (page.box.h - _GAP * (down - 1)) / down
        frame = min(wide * _ASPECT, high - _CAPTION)
        wide = min(wide, frame / _ASPECT)
        for at, shot in enumerate(shots):
            x = page.box.x + (at % across) * (wide + _GAP)
            y = page.box.y + (at // across) * (high + _GAP)
            _shot(deck, page.canvas, shot, Box(x, y, wide, frame))
        page.canvas.finish()


def _shot(deck: Deck, canvas: Canvas, shot: Shot, frame: Box) -> None:
    picture = drawable(deck.journey.pictures.get, shot.image, SIDE)
    if picture is None:
        canvas.shape(
            name("shotpicture", shot.id),
            frame,
            [Paragraph([Run(deck.say("picture_missing"), 11, MUTED)], align="ctr")],
            line=LINE,
            dash="dash",
            anchor="ctr",
        )
    else:
        canvas.shape(name("shotground", shot.id), frame, fill=BANDS[1], decorative=True)
        scale = min(frame.w / picture.width, frame.h / picture.height)
        wide, high = picture.width * scale, picture.height * scale
        fitted = Box(frame.x + (frame.w - wide) / 2, frame.y + (frame.h - high) / 2, wide, high)
        _, related = canvas.slide.part.get_or_add_image_part(io.BytesIO(picture.data))
        canvas.picture(name("shotpicture", shot.id), fitted, related, None, shot.alt)
    title = shortened(f"{shot.no} {shot.title}", frame.w, 13, 2)
    stage = Run(shortened(shot.stage, frame.w, 10.5, 1), 10.5, MUTED)
    number = Run(str(shot.no), 13, MUTED, bold=True)
    caption = [Paragraph([stage]), Paragraph([number, Run(title.removeprefix(str(shot.no)), 13, INK)], leading=1.25)]
    canvas.text(name("shot", shot.id), Box(frame.x, frame.y + frame.h + 3, frame.w, _CAPTION - 3), caption)
