"""The presentation slides go into: our own design, a company's template, or a deck that is already there."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.powerpoint import design
from journey_widgets.slides.powerpoint.canvas import Box
from journey_widgets.storage.errors import why

__all__ = ["Template", "opened", "prepared"]

_TYPES = "[Content_Types].xml"
_TEMPLATE = b"presentationml.template.main+xml"
_PRESENTATION = b"presentationml.presentation.main+xml"
#: Placeholders that belong to the page, not to what is told on it.
_FURNITURE = {"ftr", "dt", "sldNum", "title", "ctrTitle"}

Source = str | os.PathLike[str] | bytes


@dataclass(frozen=True, slots=True)
class Template:
    """A presentation and how a slide is made in it."""

    presentation: Any
    #: Layout of the title slide and of all others.
    title: Any
    content: Any
    #: Where the content goes, in points; index of the placeholder it comes from, None where there is none.
    box: Box
    placeholder: int | None
    #: Whether the design is ours: then the sentence has a placeholder, and theme fonts are right.
    own: bool


def opened(source: Source, language: str) -> Any:  # noqa: ANN401 - python-pptx has no types
    """A .pptx or .potx (path or bytes), as a python-pptx Presentation.

    Raises:
        SlidesError: there is no such file, or it is not a presentation.

    """
    label = "bytes" if isinstance(source, bytes) else os.fspath(source)
    try:
        content = source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError as problem:
        raise SlidesError("slides.cannot_open", language=language, path=label, problem=why(problem)) from problem
    try:
        return Presentation(io.BytesIO(_as_presentation(content)))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as problem:
        raise SlidesError("slides.not_a_presentation", language=language, path=label) from problem


def _as_presentation(content: bytes) -> bytes:
    """A template's bytes as those of a presentation: python-pptx refuses the other content type."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = package.read(_TYPES)
        if _TEMPLATE not in types:
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for item in package.infolist():
                data = types.replace(_TEMPLATE, _PRESENTATION) if item.filename == _TYPES else package.read(item)
                copy.writestr(item, data)
    return made.getvalue()


def prepared(
    language: str,
    *,
    template: Source | None = None,
    append_to: Source | None = None,
    layout: str | None = None,
    placeholder: str | None = None,
    font: str | None = None,
) -> Template:
    """The presentation to add slides to; a template's sample slides are gone, those of `append_to` stay.

    Raises:
        SlidesError: a file cannot be opened, or has no such layout or placeholder; the message lists those it has.

    """
    if template is not None and append_to is not None:
        raise SlidesError("slides.template_and_append", language=language)
    source = append_to if append_to is not None else template
    presentation = opened(design.blank(font) if source is None else source, language)
    if template is not None:
        _without_slides(presentation)
    layouts = [each for master in presentation.slide_masters for each in master.slide_layouts]
    if not layouts:
        raise SlidesError("slides.no_layouts", language=language)
    own = any(each.name == design.CONTENT for each in layouts) and layout is None
    content = _layout(layouts, layout, own, language)
    title = next((each for each in layouts if _kind(each) == "title"), content)
    box, index = _place(presentation, content, placeholder, own, language)
    return Template(presentation, title, content, box, index, own)


def _without_slides(presentation: Any) -> None:  # noqa: ANN401
    slides = presentation.slides._sldIdLst  # noqa: SLF001 - python-pptx has no public way to delete a slide
    for entry in list(slides):
        presentation.part.drop_rel(entry.rId)
        slides.remove(entry)
    # Sections name the slides that are gone, by number; PowerPoint would offer to repair them.
    for extension in presentation.part._element.xpath("p:extLst/p:ext[.//*[local-name()='sectionLst']]"):  # noqa: SLF001
        extension.getparent().remove(extension)
    for shows in presentation.part._element.xpath("p:custShowLst"):  # noqa: SLF001
        shows.getparent().remove(shows)


def _kind(layout: Any) -> str:  # noqa: ANN401
    return layout._element.get("type", "")  # noqa: SLF001 - the layout's type has no public name


def _layout(layouts: list[Any], wanted: str | None, own: bool, language: str) -> Any:  # noqa: ANN401
    if wanted is not None:
        for each in layouts:
            if each.name == wanted:
                return each
        raise SlidesError(
            "slides.no_such_layout", language=language, value=repr(wanted), valid=[each.name for each in layouts]
        )
    if own:
        return next(each for each in layouts if each.name == design.CONTENT)
    for kind in ("titleOnly", "obj", "tx"):
        for each in layouts:
            if _kind(each) == kind:
                return each
    titled = [each for each in layouts if any(_type(one) == "title" for one in each.placeholders)]
    return titled[0] if titled else layouts[-1]


def _type(placeholder: Any) -> str:  # noqa: ANN401
    return placeholder._element.ph.get("type", "obj")  # noqa: SLF001 - python-pptx's enum has no word for "absent"


def _bodies(layout: Any) -> Iterator[Any]:  # noqa: ANN401
    for one in layout.placeholders:
        if _type(one) not in _FURNITURE:
            yield one


def _place(presentation: Any, layout: Any, wanted: str | None, own: bool, language: str) -> tuple[Box, int | None]:  # noqa: ANN401
    if wanted is None and own:
        wanted = design.BODY
    bodies = list(_bodies(layout))
    if wanted is not None:
        chosen = next((one for one in bodies if one.name == wanted), None)
        if chosen is None:
            raise SlidesError(
                "slides.no_such_placeholder",
                language=language,
                value=repr(wanted),
                layout=repr(layout.name),
                valid=[one.name for one in bodies],
            )
        return _box(chosen), chosen.placeholder_format.idx
    sized = [one for one in bodies if one.width and one.height]
    largest = max(sized, key=lambda one: one.width * one.height, default=None)
    width, height = presentation.slide_width / 12700, presentation.slide_height / 12700
    if largest is not None and _box(largest).w * _box(largest).h > 0.3 * width * height:
        return _box(largest), largest.placeholder_format.idx
    top = max((_box(one).y + _box(one).h for one in layout.placeholders if _type(one) == "title"), default=height * 0.1)
    if top > height * 0.5:
        top = height * 0.1
    bottom = min(
        (
            _box(one).y
            for one in layout.placeholders
            if _type(one) in ("ftr", "dt", "sldNum") and _box(one).y > top + 100
        ),
        default=height * 0.94,
    )
    margin = width * 0.045
    return Box(margin, top + 6, width - 2 * margin, bottom - top - 12), None


def _box(shape: Any) -> Box:  # noqa: ANN401
    return Box(*((value or 0) / 12700 for value in (shape.left, shape.top, shape.width, shape.height)))
