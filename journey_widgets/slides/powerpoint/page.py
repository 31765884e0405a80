"""A page of the deck: a slide on its layout, with title, sentence, footer and notes in place, and room to draw on."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from pptx.oxml import parse_xml

from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name, signed
from journey_widgets.slides.powerpoint.ink import INK
from journey_widgets.slides.powerpoint.template import Template
from journey_widgets.slides.powerpoint.text import Paragraph, Run, Voice, fitted, height
from journey_widgets.slides.story import Slide
from journey_widgets.words import say

__all__ = ["Deck", "Page"]

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FOOTERS = ("ftr", "sldNum")


@dataclass(frozen=True, slots=True)
class Page:
    """Where to draw."""

    canvas: Canvas
    box: Box
    #: Set behind the names of shapes that every page of a slide has: "" on the first, "-2" on the second.
    suffix: str


@dataclass(frozen=True, slots=True)
class Deck:
    """The deck being made. `charts` is "native" or "picture"; `board` "shapes", "table" or "picture"."""

    template: Template
    voice: Voice
    language: str
    title: str
    charts: str
    board: str
    #: The journey, for pictures of it.
    journey: Any

    def say(self, key: str, **values: object) -> str:
        """Words of the slides in the deck's language."""
        return say(f"slides.{key}", self.language, **values)

    def room(self, slide: Slide) -> Box:
        """Where the content of a slide goes."""
        box = self.template.box
        return box if self.template.own else box.inside(top=_sentence_height(slide, box))

    def page(self, slide: Slide, number: int = 1, count: int = 1) -> Page:
        """The `number`-th of `count` pages of a slide."""
        suffix = "" if number == 1 else f"-{number}"
        title = slide.title if count == 1 else self.say("page_of", title=slide.title, number=number, count=count)
        made = self.template.presentation.slides.add_slide(self.template.content)
        self.furnish(made, f"{slide.kind}{suffix}")
        self.say_title(made, title, f"{slide.kind}{suffix}")
        message = _placeholder(made, 10) if self.template.own else None
        if message is not None:
            width = message.width / 12700
            text, points = _headline(slide.sentence, width)
            self.fill(message, [Paragraph([Run(text, points if points < 22 else 0, None)])])
            message.name = signed("sentence", f"{slide.kind}{suffix}", text)
        for shape in list(made.placeholders):
            kind = shape._element.ph.get("type", "obj")  # noqa: SLF001
            if not shape.name.startswith("journey:") and kind not in _FOOTERS:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001
        if number == 1 and slide.notes:
            self.notes(made, slide.kind, slide.notes)
        canvas = Canvas(made, self.voice)
        box = self.template.box
        if message is None and slide.sentence:
            taken = _sentence_height(slide, box)
            canvas.text(
                signed("sentence", f"{slide.kind}{suffix}", slide.sentence),
                Box(box.x, box.y, box.w, taken - 6),
                [_sentence(slide)],
            )
        return Page(canvas, self.room(slide), suffix)

    def furnish(self, made: Any, which: str) -> None:  # noqa: ANN401 - python-pptx has no types
        """Footer and slide number, which PowerPoint itself would put on a new slide."""
        for one in made.slide_layout.placeholders:
            kind = one._element.ph.get("type")  # noqa: SLF001
            if kind not in _FOOTERS or (kind == "ftr" and not self.template.own and not one.text_frame.text.strip()):
                continue
            element = copy.deepcopy(one._element)  # noqa: SLF001
            for part in element.iter("{*}spPr", f"{{{_A}}}bodyPr", f"{{{_A}}}lstStyle"):
                part[:] = []  # place and style stay the layout's
                part.attrib.clear()
            made.shapes._spTree.append(element)  # noqa: SLF001
            taken = [int(value) for value in made._element.xpath("//p:cNvPr/@id")]  # noqa: SLF001
            shape = next(each for each in made.placeholders if each._element is element)  # noqa: SLF001
            element.nvSpPr.cNvPr.set("id", str(max(taken) + 1))
            shape.name = name("footer" if kind == "ftr" else "number", which)
            if kind == "ftr" and self.template.own:
                self.fill(shape, [Paragraph([Run(self.title, 0, None)])])
            for run in element.iter(f"{{{_A}}}rPr", f"{{{_A}}}endParaRPr"):
                run.set("lang", "ja-JP" if self.language == "ja" else "en-US")
                run.set("altLang", "en-US" if self.language == "ja" else "ja-JP")

    def say_title(self, made: Any, title: str, which: str) -> None:  # noqa: ANN401
        """The title, in the title placeholder where the layout has one."""
        if made.shapes.title is not None:
            self.fill(made.shapes.title, [Paragraph([Run(title, 0, None)])])
            made.shapes.title.name = signed("title", which, title)

    def fill(self, shape: Any, paragraphs: Sequence[Paragraph]) -> None:  # noqa: ANN401
        """Text into a placeholder, in the placeholder's own style."""
        body = shape.text_frame._txBody  # noqa: SLF001
        for paragraph in body.findall(f"{{{_A}}}p"):
            body.remove(paragraph)
        made = cast("Any", parse_xml(f'<a:x xmlns:a="{_A}">{self.voice.paragraphs(paragraphs, spaced=False)}</a:x>'))
        for paragraph in list(made):
            body.append(paragraph)

    def notes(self, made: Any, which: str, text: str) -> None:  # noqa: ANN401
        """Speaker notes, a paragraph a line."""
        frame = made.notes_slide.notes_placeholder
        self.fill(frame, [Paragraph([Run(line, 0, None)]) for line in text.split("\n")])
        frame.name = signed("notes", which, text)


def _headline(sentence: str, width: float) -> tuple[str, float]:
    """The sentence on one line where that is legible, otherwise on two."""
    text, size = fitted(sentence, width, 22 * 1.15, (22, 20, 18), bold=True, leading=1.15)
    return (text, size) if text == sentence else fitted(sentence, width, 48, (20, 18, 16, 15), bold=True, leading=1.15)


def _sentence(slide: Slide) -> Paragraph:
    return Paragraph([Run(slide.sentence, 15, INK, bold=True)])


def _sentence_height(slide: Slide, box: Box) -> float:
    return height([_sentence(slide)], box.w) + 10 if slide.sentence else 0


def _placeholder(made: Any, index: int) -> Any:  # noqa: ANN401
    return next((each for each in made.placeholders if each.placeholder_format.idx == index), None)
