"""The title slide."""

from __future__ import annotations

from journey_widgets.slides.chapters.cover import Cover
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name, signed
from journey_widgets.slides.powerpoint.ink import ACCENT, INK, MUTED
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.text import Paragraph, Run, fitted, height, shortened
from journey_widgets.slides.story import Slide

__all__ = ["draw_cover"]

_SIZES = (34, 30, 26, 22, 18)


def draw_cover(deck: Deck, slide: Slide, content: Cover) -> None:
    """The map's title, how much there is, and on our own design what the map is for."""
    template = deck.template
    made = template.presentation.slides.add_slide(template.title)
    shape = made.shapes.title
    if shape is not None:
        text, size = slide.title, 0.0
        if template.own:
            text, size = fitted(slide.title, 816, 132, _SIZES, bold=True, leading=1.2)
        deck.fill(shape, [Paragraph([Run(text, size if size < 34 else 0, None)])])
        shape.name = signed("title", "title", text)
    subtitle = next((one for one in made.placeholders if one._element.ph.get("type") == "subTitle"), None)  # noqa: SLF001
    if subtitle is None:
        subtitle = next((one for one in made.placeholders if one.placeholder_format.idx in (1, 10)), None)
    if subtitle is not None:
        deck.fill(subtitle, [Paragraph([Run(slide.sentence, 0, None)])])
        subtitle.name = signed("sentence", "title", slide.sentence)
    for one in list(made.placeholders):
        if not one.name.startswith("journey:"):
            one._element.getparent().remove(one._element)  # noqa: SLF001
    if content.lines:
        deck.notes(
            made, "title", "\n".join(deck.say("stage_goal", stage=label, goal=text) for label, text in content.lines)
        )
    if template.own and template.title is not template.content:
        canvas = Canvas(made, deck.voice)
        _, size = fitted(slide.title, 816, 132, _SIZES, bold=True, leading=1.2)
        top = 228 - height([Paragraph([Run(slide.title, size, bold=True)], leading=1.2)], 816) - 24
        canvas.shape(name("accent", "title"), Box(72, top, 36, 4), fill=ACCENT, decorative=True)
        _lines(deck, canvas, content)
        canvas.finish()


def _lines(deck: Deck, canvas: Canvas, content: Cover) -> None:
    y, label = 300.0, 96.0
    size = 13 if len(content.lines) < 5 else 12
    for said, text in content.lines:
        shown = shortened(text, 816 - label, size, 3)
        paragraph = Paragraph([Run(shown, size, INK)], leading=1.4)
        high = height([paragraph], 816 - label)
        if y + high > 520:
            break
        canvas.text(name("label", said), Box(72, y, label, high), [Paragraph([Run(said, size, MUTED)], leading=1.4)])
        canvas.text(name("about", said), Box(72 + label, y, 816 - label, high), [paragraph])
        y += high + 8
