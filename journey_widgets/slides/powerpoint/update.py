"""`update_pptx`: a deck people have worked on, with today's numbers in it."""

from __future__ import annotations

import copy
import io
import os
import warnings
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from journey_widgets.slides.atomic import whole
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.powerpoint.named import A, C, Found, P, properties, shapes, shifted, unchanged
from journey_widgets.slides.powerpoint.refresh_chart import refresh_chart
from journey_widgets.slides.powerpoint.refresh_table import refresh_tables
from journey_widgets.slides.powerpoint.refresh_text import refresh_text
from journey_widgets.slides.powerpoint.template import opened
from journey_widgets.slides.powerpoint.writing import drawn
from journey_widgets.words import say

if TYPE_CHECKING:
    from journey_widgets.model import Journey

__all__ = ["SlidesWarning", "update_pptx"]

#: Shapes that stand for a record: they go with it.
_RECORDS = {"card", "note", "persona", "priority", "shot"}
#: What stands beside a record's words, and goes with them.
_WITH_RECORDS = {"shotpicture", "shotground"}
#: What is drawn around the curve: it follows the chart as a whole.
_AROUND = {"curveband", "curvestage", "step", "numbers", "tick", "listing"}
#: Between a new card and the one above it; EMU.
_GAP = 63500
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


class SlidesWarning(UserWarning):
    """A deck could not be brought up to date entirely."""


def update_pptx(path: str | os.PathLike[str], journey: Journey, *, language: Literal["ja", "en"] | None = None) -> Path:
    """Bring a deck that `to_pptx` made up to date, leaving alone what people did with it.

    The shapes we made are found by name (`journey:<kind>:<id>`), wherever they are now. Words, numbers, faces, tables
    and the charts' data follow the journey; place, size, colours, type, added shapes, slides and columns stay, and so
    does a title, a sentence or a speaker note somebody has rewritten. A card whose stage has changed moves to its
    stage, a new one stands under the last of its stage, one that was deleted goes.

    Args:
        path: the deck; it is replaced whole or not at all.
        journey: the journey, as it is now.
        language: "ja" or "en"; by default the deck's.

    Raises:
        SlidesError: it is no PowerPoint file, or none of its slides is ours.
        SaveError: the file cannot be written.

    Warns:
        SlidesWarning: new cards or notes have no room on the slides there are.

    """
    about = journey.snapshot().document.get("about", {})
    presentation = opened(path, language or about.get("language") or "en")
    there = [found for slide in presentation.slides for found in shapes(slide)]
    spoken = language or _language(there) or about.get("language") or "en"
    if not there:
        raise SlidesError("slides.nothing_to_update", language=spoken, path=os.fspath(path))
    table = any(found.kind == "boardtable" for found in there)
    fresh_deck = drawn(journey, language=spoken, board="table" if table else "shapes")
    fresh = [found for slide in fresh_deck.slides for found in shapes(slide)]
    _Update(there, fresh).run()
    _notes(presentation, fresh_deck)
    left = _unplaced(presentation, fresh)
    if left:
        warnings.warn(say("slides.no_room", spoken, n=len(left), names=left), SlidesWarning, stacklevel=2)
    with whole(path, language=spoken) as temporary:
        presentation.save(os.fspath(temporary))
    return Path(path)


def _language(there: list[Found]) -> str | None:
    """What a deck is written in: its slide numbers are in no other language."""
    for found in there:
        if found.kind in ("footer", "number"):
            for run in found.element.iter(f"{A}rPr", f"{A}endParaRPr"):
                return "ja" if run.get("lang") == "ja-JP" else "en"
    return None


class _Update:
    """One pass over a deck."""

    def __init__(self, there: list[Found], fresh: list[Found]) -> None:
        self.there = there
        self.fresh = {found.key: found for found in fresh}
        self.kinds = {found.kind for found in fresh}
        self.near = _beside_chart(fresh)

    def run(self) -> None:
        """Everything that is there, then what is new."""
        tables: dict[str, list[Found]] = defaultdict(list)
        for found in self.there:
            if found.element.getparent() is None:
                continue  # went with its group
            new = self._match(found)
            if new is None:
                if found.kind in _RECORDS | _WITH_RECORDS:
                    found.element.getparent().remove(found.element)
                continue
            tag = found.element.tag
            if tag == f"{P}graphicFrame":
                if found.element.find(f".//{A}tbl") is not None:
                    tables[found.kind].append(found)
                else:
                    refresh_chart(_chart(found), _chart(new))
                    self._around(found, new)
            elif tag == f"{P}grpSp":
                self._group(found, new)
            elif tag == f"{P}pic" and new.element.tag == tag and found.kind == "shotpicture":
                _picture(found, new)
            elif found.kind not in _AROUND:
                _text(found, new)
        for kind, found_tables in tables.items():
            new_tables = [each.element for (each_kind, _), each in self.fresh.items() if each_kind == kind]
            refresh_tables([each.element.find(f".//{A}tbl") for each in found_tables],
                           [each.find(f".//{A}tbl") for each in new_tables])  # fmt: skip
        self._new_cards()

    def _match(self, found: Found) -> Found | None:
        """The fresh shape of the same name; a stage's name on a further page is that of its first."""
        if found.key in self.fresh:
            return self.fresh[found.key]
        plain, dash, number = found.id.rpartition("-")
        return self.fresh.get((found.kind, plain)) if dash and number.isdigit() else None

    def _group(self, found: Found, new: Found) -> None:
        """A card, a persona: what a screen reader says, and the parts that come and go with a score."""
        old = properties(found.element).get("descr", "")
        said = properties(new.element).get("descr", "")
        if said:
            properties(found.element).set("descr", said)
        if found.kind != "card":
            return
        _faces(found, new)
        if _stage(old) != _stage(said):
            self._to_stage(found, new)

    def _to_stage(self, found: Found, new: Found) -> None:
        """A card that moved in the journey moves under the last card of its stage, unless somebody put it there."""
        place = self._room(new, found.element)
        if place is None:
            return
        band, y = place
        offset = found.element.find(f"{P}grpSpPr/{A}xfrm/{A}off")
        x, left, wide = int(offset.get("x")), *_across(band)
        if left <= x < left + wide and found.slide is band.slide:
            return
        card = found.element
        if found.slide is not band.slide:
            card.getparent().remove(card)
            band.slide.shapes._spTree.append(card)  # noqa: SLF001
            _renumber(card, band.slide)
        offset.set("x", str(left + (_across_fresh(self, new))))
        offset.set("y", str(y))

    def _room(self, new: Found, without: Any = None) -> tuple[Found, int] | None:  # noqa: ANN401
        """The band of a fresh card's stage, and where the next card goes in it; None where it is full."""
        home = _band_of(new, self.fresh)
        if home is None:
            return None
        stage = home.id
        for band in reversed([each for each in self.there if each.kind == "band" and _plain(each.id) == _plain(stage)]):
            left, wide = _across(band)
            top, high = _down(band)
            cards = [
                each
                for each in shapes(band.slide)
                if each.kind == "card" and each.element is not without and left <= _across(each)[0] < left + wide
            ]
            bottom = max((sum(_down(each)) + _GAP for each in cards), default=_head(new, self.fresh, band))
            if bottom + _down(new)[1] <= top + high:
                return band, bottom
        return None

    def _new_cards(self) -> None:
        known = {found.id for found in self.there if found.kind == "card"}
        if not known:
            return
        for new in [found for found in self.fresh.values() if found.kind == "card" and found.id not in known]:
            place = self._room(new)
            if place is None:
                continue
            band, y = place
            card = copy.deepcopy(new.element)
            shifted(card, _across(band)[0] + _across_fresh(self, new) - _across(new)[0], y - _down(new)[0])
            band.slide.shapes._spTree.append(card)  # noqa: SLF001
            _renumber(card, band.slide)

    def _around(self, found: Found, new: Found) -> None:
        """Bands, names and numbers around the curve: drawn anew at the chart's place where stages or cards changed."""
        if found.kind != "curve":
            return
        mine = [each for each in shapes(found.slide) if each.kind in _AROUND]
        theirs = [each for each in self.near if each.kind in _AROUND]
        if [each.key for each in mine if each.kind != "listing"] == [
            each.key for each in theirs if each.kind != "listing"
        ] and _lengths(found) == _lengths(new):
            for each in mine:
                match = next((one for one in theirs if one.key == each.key), None)
                if match is not None:
                    _text(each, match)
            return
        (x0, w0), (y0, h0) = _across(new), _down(new)
        (x1, w1), (y1, h1) = _across(found), _down(found)
        first = found.element
        for each in mine:
            if each.element.getparent() is not None:
                each.element.getparent().remove(each.element)
        for each in theirs:
            if each.kind == "tick":
                continue  # in the group of numbers
            made = copy.deepcopy(each.element)
            _scaled(made, (x0, w0, x1, w1), (y0, h0, y1, h1))
            if each.kind == "curveband":
                first.addprevious(made)
            else:
                found.slide.shapes._spTree.append(made)  # noqa: SLF001
            _renumber(made, found.slide)
        _relayout(found, new)


def _scaled(element: Any, across: tuple[int, ...], down: tuple[int, ...]) -> None:  # noqa: ANN401
    """A shape from one frame into another; `across` and `down` are start and length of the old and of the new one."""
    for transform in element.iter(f"{A}xfrm"):
        for tag, names in (("off", "xy"), ("chOff", "xy"), ("ext", ("cx", "cy")), ("chExt", ("cx", "cy"))):
            point = transform.find(f"{A}{tag}")
            if point is None:
                continue
            for key, (start, length, to, becomes) in zip(names, (across, down), strict=True):
                place = key in "xy"
                moved = (int(point.get(key)) - (start if place else 0)) * becomes / length + (to if place else 0)
                point.set(key, str(round(moved)))


def _lengths(found: Found) -> list[int]:
    """How many places each stage has: the counts of the chart's outer categories."""
    chart = _chart(found)._element  # noqa: SLF001
    level = next(iter(chart.iter(f"{C}multiLvlStrCache")), None)
    if level is None:
        return []
    return [int(point.get("idx")) for point in level.findall(f"{C}lvl")[-1]] + [
        int(level.find(f"{C}ptCount").get("val"))
    ]


def _relayout(found: Found, new: Found) -> None:
    """The plot at its fresh place within the chart, so that points stand over their numbers."""
    mine, theirs = (
        next(iter(_chart(each)._element.iter(f"{C}plotArea")))
        for each in (found, new)  # noqa: SLF001
    )
    old = mine.find(f"{C}layout")
    if old is not None:
        mine.remove(old)
    mine.insert(0, copy.deepcopy(theirs.find(f"{C}layout")))


def _beside_chart(fresh: list[Found]) -> list[Found]:
    slide = next((found.slide for found in fresh if found.kind == "curve"), None)
    return [found for found in fresh if slide is not None and found.slide is slide]


def _text(found: Found, new: Found) -> None:
    body, said = found.element.find(f"{P}txBody"), new.element.find(f"{P}txBody")
    if body is None or said is None or not unchanged(found.element, found.mark):
        return
    refresh_text(body, said)
    if found.mark is not None:
        properties(found.element).set("name", properties(new.element).get("name"))


def _picture(found: Found, new: Found) -> None:
    """Another picture in the same place: as wide as it was, so that what people placed around it stays free."""
    mine, theirs = (next(each.element.iter(f"{A}blip")) for each in (found, new))
    blob = new.slide.part.related_part(theirs.get(_EMBED)).blob
    properties(found.element).set("descr", properties(new.element).get("descr", ""))
    if found.slide.part.related_part(mine.get(_EMBED)).blob == blob:
        return
    _, related = found.slide.part.get_or_add_image_part(io.BytesIO(blob))
    mine.set(_EMBED, related)
    size, other = (each.element.find(f"{P}spPr/{A}xfrm/{A}ext") for each in (found, new))
    size.set("cy", str(round(int(size.get("cx")) * int(other.get("cy")) / int(other.get("cx")))))


def _chart(found: Found) -> Any:  # noqa: ANN401
    reference = found.element.find(f".//{C}chart")
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return found.slide.part.related_part(reference.get(key))


def _faces(found: Found, new: Found) -> None:
    """The face and the star of a card: another feeling, a new one, or none any more."""
    text, fresh_text = (next(each.element.iter(f"{P}sp")) for each in (found, new))
    for kind in ("face", "star"):
        old = _part(found.element, kind)
        now = _part(new.element, kind)
        if now is None:
            if old is not None:
                old.getparent().remove(old)
            continue
        if old is not None and _path(old) == _path(now):
            continue
        made = copy.deepcopy(now)
        if old is None:
            dx = _right(text) - _right(fresh_text)
            dy = int(text.find(f".//{A}off").get("y")) - int(fresh_text.find(f".//{A}off").get("y"))
            shifted(made, dx, dy)
            text.addnext(made)
        else:
            transform = old.find(f"{P}grpSpPr/{A}xfrm/{A}off")
            here = made.find(f"{P}grpSpPr/{A}xfrm/{A}off")
            shifted(made, int(transform.get("x")) - int(here.get("x")), int(transform.get("y")) - int(here.get("y")))
            old.getparent().replace(old, made)
        _renumber(made, found.slide)


def _part(card: Any, kind: str) -> Any:  # noqa: ANN401
    """The face or the star in a card."""
    for element in card.iter(f"{P}grpSp", f"{P}sp"):
        called = properties(element).get("name", "")
        if called.startswith(f"journey:{kind}:") and "/" not in called:
            return element
    return None


def _path(element: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    return [(point.get("x"), point.get("y")) for point in element.iter(f"{A}pt")]


def _right(shape: Any) -> int:  # noqa: ANN401
    return int(shape.find(f".//{A}off").get("x")) + int(shape.find(f".//{A}ext").get("cx"))


def _stage(descr: str) -> str:
    """The stage a card's description begins with."""
    return descr.replace("：", ": ").split(": ")[0]


def _plain(stage: str) -> str:
    plain, dash, number = stage.rpartition("-")
    return plain if dash and number.isdigit() else stage


def _across(found: Found) -> tuple[int, int]:
    transform = _outer(found.element)
    return int(transform.find(f"{A}off").get("x")), int(transform.find(f"{A}ext").get("cx"))


def _down(found: Found) -> tuple[int, int]:
    transform = _outer(found.element)
    return int(transform.find(f"{A}off").get("y")), int(transform.find(f"{A}ext").get("cy"))


def _outer(element: Any) -> Any:  # noqa: ANN401
    if element.tag == f"{P}graphicFrame":
        return element.find(f"{P}xfrm")
    if element.tag == f"{P}grpSp":
        return element.find(f"{P}grpSpPr/{A}xfrm")
    return element.find(f"{P}spPr/{A}xfrm")


def _band_of(new: Found, fresh: dict[tuple[str, str], Found]) -> Found | None:
    """The fresh band a fresh card stands on."""
    x, _ = _across(new)
    for found in fresh.values():
        if found.kind == "band" and found.slide is new.slide:
            left, wide = _across(found)
            if left <= x < left + wide:
                return found
    return None


def _across_fresh(update: _Update, new: Found) -> int:
    """How far a fresh card stands from the left edge of its band."""
    band = _band_of(new, update.fresh)
    return 0 if band is None else min(_across(new)[0] - _across(band)[0], 12700 * 8)


def _head(new: Found, fresh: dict[tuple[str, str], Found], band: Found) -> int:
    """Where the first card of an empty band goes: as far below its top as on a fresh board."""
    cards = [found for found in fresh.values() if found.kind == "card" and found.slide is new.slide]
    home = _band_of(new, fresh)
    below = min((_down(card)[0] for card in cards), default=0) - (0 if home is None else _down(home)[0])
    return _down(band)[0] + below


def _renumber(element: Any, slide: Any) -> None:  # noqa: ANN401
    """Ids of shapes that came from another slide, unique on this one."""
    tree = slide.shapes._spTree  # noqa: SLF001
    inside = list(element.iter(f"{P}cNvPr"))
    taken = [int(each.get("id")) for each in tree.iter(f"{P}cNvPr") if each not in inside]
    for at, each in enumerate(inside, max(taken, default=1) + 1):
        each.set("id", str(at))


def _notes(presentation: Any, fresh: Any) -> None:  # noqa: ANN401
    """Speaker notes nobody has rewritten."""
    new: dict[tuple[str, str], Any] = {}
    for slide in fresh.slides:
        if slide.has_notes_slide:
            new |= {found.key: found for found in shapes(slide.notes_slide) if found.kind == "notes"}
    for slide in presentation.slides:
        if slide.has_notes_slide:
            for found in list(shapes(slide.notes_slide)):
                if found.kind == "notes" and found.key in new:
                    _text(found, new[found.key])


def _unplaced(presentation: Any, fresh: list[Found]) -> list[str]:  # noqa: ANN401
    """Records with a shape on a fresh deck and none on this one, though it shows others of their kind; in words."""
    there = {found.key for slide in presentation.slides for found in shapes(slide)}
    kinds = {kind for kind, _ in there}
    missing = [found for found in fresh if found.kind in _RECORDS and found.kind in kinds and found.key not in there]
    return [_called(found.element) for found in missing]


def _called(element: Any) -> str:  # noqa: ANN401
    texts = ["".join(text.text or "" for text in each.iter(f"{A}t")) for each in element.iter(f"{A}p")]
    return next((text for text in sorted(texts, key=len, reverse=True) if text.strip()), "").strip()
