"""A slide being drawn: shapes are collected as XML and put on the slide in one go. All lengths are in points."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml

from journey_widgets import faces
from journey_widgets.slides.powerpoint.ink import RULE, color, palette, solid
from journey_widgets.slides.powerpoint.outline import GRID, outline
from journey_widgets.slides.powerpoint.text import Paragraph, Voice

__all__ = ["Box", "Canvas", "cell", "emu", "name", "signed"]

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


def emu(points: float) -> int:
    """Points in PowerPoint's own unit."""
    return round(points * 12700)


def name(kind: str, id_: str = "") -> str:
    """What a shape of ours is called, so that `update_pptx` finds it again."""
    return f"journey:{kind}:{id_}"


def signed(kind: str, id_: str, text: str) -> str:
    """The name of a text people like to rewrite: it tells later whether they did."""
    return f"{name(kind, id_)}#{zlib.crc32(text.encode()):08x}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide."""

    x: float
    y: float
    w: float
    h: float

    def inside(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Box:
        """The rectangle without these margins."""
        return Box(self.x + left, self.y + top, self.w - left - right, self.h - top - bottom)


class Canvas:
    """What is drawn on one slide, in reading order."""

    def __init__(self, slide: Any, voice: Voice) -> None:  # noqa: ANN401 - python-pptx has no types
        self.slide = slide
        self.voice = voice
        taken = [int(found) for found in slide._element.xpath("//p:cNvPr/@id")]  # noqa: SLF001 - there is no public way
        self._next = max(taken, default=1) + 1
        self._used = set[str]()
        self._parts: list[str] = []

    def properties(self, named: str, descr: str = "", *, decorative: bool = False) -> str:
        """`p:cNvPr` with an id and a name of its own, and what a screen reader says."""
        unique, n = named, 2
        while unique in self._used:
            unique, n = f"{named}~{n}", n + 1
        self._used.add(unique)
        self._next += 1
        said = f" descr={quoteattr(descr)}" if descr else ""
        hidden = ""
        if decorative:
            hidden = (
                '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
                'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
            )
        return f'<p:cNvPr id="{self._next - 1}" name={quoteattr(unique)}{said}>{hidden}</p:cNvPr>'

    def shape(
        self,
        named: str,
        box: Box,
        paragraphs: Sequence[Paragraph] = (),
        *,
        fill: str | None = None,
        line: str | None = None,
        width: float = 0.75,
        dash: str | None = None,
        geometry: str = "rect",
        radius: float = 0,
        anchor: str = "t",
        inset: tuple[float, float, float, float] = (0, 0, 0, 0),
        descr: str = "",
        decorative: bool = False,
    ) -> None:
        """A shape with or without text. `inset` is left, top, right, bottom; `radius` of a roundRect in points."""
        adjust = ""
        if geometry == "roundRect":
            share = round(min(0.5, radius / max(1e-6, min(box.w, box.h))) * 100000)
            adjust = f'<a:gd name="adj" fmla="val {share}"/>'
        if geometry.startswith("<"):
            drawn = geometry
        else:
            drawn = f'<a:prstGeom prst="{geometry}"><a:avLst>{adjust}</a:avLst></a:prstGeom>'
        dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
        stroke = f'<a:ln w="{emu(width)}">{solid(line)}{dashed}</a:ln>' if line else "<a:ln><a:noFill/></a:ln>"
        left, top, right, bottom = (emu(value) for value in inset)
        box_ = ' txBox="1"' if paragraphs and fill is None and line is None and geometry == "rect" else ""
        text = (
            f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
            f'anchor="{anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{self.voice.paragraphs(paragraphs)}</p:txBody>"
            if paragraphs
            else ""
        )
        self._parts.append(
            f"<p:sp><p:nvSpPr>{self.properties(named, descr, decorative=decorative)}<p:cNvSpPr{box_}/><p:nvPr/>"
            f"</p:nvSpPr><p:spPr>{_frame(box)}{drawn}{solid(fill)}{stroke}</p:spPr>{text}</p:sp>"
        )

    def text(self, named: str, box: Box, paragraphs: Sequence[Paragraph], *, anchor: str = "t") -> None:
        """Text without a frame."""
        self.shape(named, box, paragraphs, anchor=anchor)

    def drawing(self, named: str, box: Box, path: str, *, fill: str, line: str | None = None, width: float = 0) -> None:
        """An SVG path in a square from −1 to 1, filling `box`."""
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{GRID}" h="{GRID}">{outline(path)}</a:path></a:pathLst></a:custGeom>'
        )
        stroke = (
            f'<a:ln w="{emu(width)}" cap="rnd">{solid(line)}<a:round/></a:ln>' if line else "<a:ln><a:noFill/></a:ln>"
        )
        self._parts.append(
            f"<p:sp><p:nvSpPr>{self.properties(named)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{_frame(box)}{geometry}{solid(fill)}{stroke}</p:spPr></p:sp>"
        )

    def face(self, named: str, box: Box, feeling: int, descr: str = "") -> None:
        """One of the five faces (−2 … 2): a disc and its features."""
        theme = palette()
        with self.group(named, box, descr):
            disc = box.inside(*(box.w * 0.05,) * 4)
            fill, edge, mark = (theme[part][feeling + 2] for part in ("fill", "edge", "mark"))
            self.shape(f"{named}/disc", disc, fill=fill, line=edge, width=box.w * 0.05, geometry="ellipse")
            features = faces.paths()[feeling + 2]
            self.drawing(f"{named}/features", box, features, fill=mark, line=mark, width=box.w * 0.07)

    def star(self, named: str, box: Box, ink: str) -> None:
        """The star of a moment of truth."""
        self.drawing(named, box, faces.star(), fill=ink)

    @contextmanager
    def group(self, named: str, box: Box, descr: str = "") -> Generator[None]:
        """Shapes drawn inside belong together and move together."""
        frame = _frame(box).removesuffix("</a:xfrm>")
        child = f'<a:chOff x="{emu(box.x)}" y="{emu(box.y)}"/><a:chExt cx="{emu(box.w)}" cy="{emu(box.h)}"/>'
        self._parts.append(
            f"<p:grpSp><p:nvGrpSpPr>{self.properties(named, descr)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{frame}{child}</a:xfrm></p:grpSpPr>"
        )
        yield
        self._parts.append("</p:grpSp>")

    def frame(self, named: str, box: Box, uri: str, inner: str, descr: str = "") -> None:
        """A chart or a table (`uri` says which)."""
        transform = _frame(box).replace("a:xfrm", "p:xfrm")
        locks = '<a:graphicFrameLocks noGrp="1"/>' if uri == TABLE else ""
        self._parts.append(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self.properties(named, descr)}"
            f"<p:cNvGraphicFramePr>{locks}</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{transform}"
            f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
        )

    def picture(self, named: str, box: Box, png: str, svg: str | None, descr: str) -> None:
        """A picture by relationship id; `svg` beside it for programs that draw it sharp."""
        sharp = ""
        if svg:
            sharp = (
                '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
                'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
                f'r:embed="{svg}"/></a:ext></a:extLst>'
            )
        self._parts.append(
            f"<p:pic><p:nvPicPr>{self.properties(named, descr)}"
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{png}">{sharp}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def finish(self) -> None:
        """Put everything on the slide."""
        tree = self.slide.shapes._spTree  # noqa: SLF001 - python-pptx adds shapes one by one only
        shapes = cast("Any", parse_xml(f"<p:spTree {_NAMESPACES}>{''.join(self._parts)}</p:spTree>"))
        for element in list(shapes):
            tree.append(element)
        self._parts.clear()


def _frame(box: Box) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{max(0, emu(box.w))}" cy="{max(0, emu(box.h))}"/></a:xfrm>'
    )


def cell(
    paragraphs: Sequence[Paragraph],
    voice: Voice,
    *,
    fill: str | None = None,
    under: str = RULE,
    weight: float = 0.75,
    pad: tuple[float, float] = (4, 3),
) -> str:
    """A table cell: text over a hairline."""
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    rule = f'<a:lnB w="{emu(weight)}"><a:solidFill>{color(under)}</a:solidFill></a:lnB>'
    x, y = emu(pad[0]), emu(pad[1])
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{voice.paragraphs(paragraphs)}</a:txBody>"
        f'<a:tcPr marL="{x}" marR="{x}" marT="{y}" marB="{y}" anchor="t">{none}{rule}{solid(fill)}</a:tcPr></a:tc>'
    )
