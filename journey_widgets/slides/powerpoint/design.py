"""Our own 16:9 design, made by code: a theme, a master and two layouts, as the bytes of an empty presentation.

Calm and precise like the board: white, hairlines, one accent, the sentence larger than the topic. All of it is ordinary
master and theme, so whoever gets the deck can change colours and fonts in one place.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from xml.sax.saxutils import quoteattr

from journey_widgets import faces
from journey_widgets.slides.powerpoint.ink import INK, LINE, MUTED, color, solid

__all__ = ["BODY", "CONTENT", "HEIGHT", "MESSAGE", "TITLE", "WIDTH", "blank"]

#: Points. 13.333 × 7.5 inches.
WIDTH, HEIGHT = 960, 540
TITLE, CONTENT = "Journey title", "Journey content"
#: Names of the content layout's own placeholders.
MESSAGE, BODY = "Message", "Content"
MARGIN = 40

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PML = "application/vnd.openxmlformats-officedocument.presentationml"

#: Latin and Japanese face of the theme: both come with Office on Windows and on the Mac, and have honest substitutes.
_LATIN, _JAPANESE = "Arial", "Yu Gothic"


@cache
def blank(font: str | None = None) -> bytes:
    """A presentation without slides; `font` is the typeface of everything, Latin and Japanese."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relationships(
            ("rId1", "slideMaster", "slideMasters/slideMaster1.xml"),
            ("rId2", "theme", "theme/theme1.xml"),
            ("rId3", "presProps", "presProps.xml"),
            ("rId4", "viewProps", "viewProps.xml"),
            ("rId5", "tableStyles", "tableStyles.xml"),
        ),
        # Nothing is in them, but PowerPoint asks to repair a presentation that has none.
        "ppt/presProps.xml": f"<p:presentationPr {_A} {_R} {_P}/>",
        "ppt/viewProps.xml": f"<p:viewPr {_A} {_R} {_P}/>",
        "ppt/tableStyles.xml": f'<a:tblStyleLst {_A} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            ("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
            ("rId2", "slideLayout", "../slideLayouts/slideLayout2.xml"),
            ("rId3", "theme", "../theme/theme1.xml"),
        ),
        "ppt/slideLayouts/slideLayout1.xml": _title_layout(),
        "ppt/slideLayouts/slideLayout2.xml": _content_layout(),
        "ppt/theme/theme1.xml": _theme(font or _LATIN, font or _JAPANESE),
    }
    for n in (1, 2):
        parts[f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels"] = _relationships(
            ("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in parts.items():
            package.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), _HEAD + text)
    return made.getvalue()


def _types() -> str:
    kinds = [
        ("presentation.xml", f"{_PML}.presentation.main+xml"),
        ("slideMasters/slideMaster1.xml", f"{_PML}.slideMaster+xml"),
        ("slideLayouts/slideLayout1.xml", f"{_PML}.slideLayout+xml"),
        ("slideLayouts/slideLayout2.xml", f"{_PML}.slideLayout+xml"),
        ("presProps.xml", f"{_PML}.presProps+xml"),
        ("viewProps.xml", f"{_PML}.viewProps+xml"),
        ("tableStyles.xml", f"{_PML}.tableStyles+xml"),
        ("theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ]
    overrides = "".join(f'<Override PartName="/ppt/{path}" ContentType="{kind}"/>' for path, kind in kinds)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in targets
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def _presentation() -> str:
    return (
        f'<p:presentation {_A} {_R} {_P} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldSz cx="{WIDTH * 12700}" cy="{HEIGHT * 12700}"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    )


def _place(x: float, y: float, w: float, h: float) -> str:
    return (
        f'<a:xfrm><a:off x="{round(x * 12700)}" y="{round(y * 12700)}"/>'
        f'<a:ext cx="{round(w * 12700)}" cy="{round(h * 12700)}"/></a:xfrm>'
    )


def _placeholder(
    number: int, name: str, kind: str, place: str, *, text: str = "", body: str = "", levels: str = ""
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f"<p:txBody><a:bodyPr {body}/><a:lstStyle>{levels}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="ja-JP" altLang="en-US"/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _field(number: int, name: str, kind: str, place: str, *, field: str, align: str) -> str:
    inner = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        '<a:rPr lang="ja-JP" altLang="en-US"/><a:t>‹#›</a:t></a:fld>'
        if field
        else '<a:endParaRPr lang="ja-JP" altLang="en-US"/>'
    )
    style = f'<a:lvl1pPr algn="{align}"><a:defRPr sz="900">{solid(MUTED)}{_THEME_BODY}</a:defRPr></a:lvl1pPr>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="ctr"/><a:lstStyle>{style}</a:lstStyle>'
        f"<a:p>{inner}</a:p></p:txBody></p:sp>"
    )


_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_FLAT = 'lIns="0" tIns="0" rIns="0" bIns="0"'
_TITLE_PLACE = _place(MARGIN, 22, WIDTH - 2 * MARGIN, 20)
_BODY_PLACE = _place(MARGIN, 104, WIDTH - 2 * MARGIN, 398)
_FOOTER_PLACE = _place(MARGIN, 512, 640, 16)
_NUMBER_PLACE = _place(WIDTH - MARGIN - 100, 512, 100, 16)


def _footers(number: int) -> str:
    return _field(number, "Footer", 'type="ftr" sz="quarter" idx="11"', _FOOTER_PLACE, field="", align="l") + _field(
        number + 1, "Slide number", 'type="sldNum" sz="quarter" idx="12"', _NUMBER_PLACE, field="slidenum", align="r"
    )


def _line(number: int, y: float) -> str:
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Line {number}"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr>{_place(0, y, WIDTH, 0)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525">{solid(LINE)}</a:ln></p:spPr></p:cxnSp>'
    )


def _master() -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 180000}" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="110000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="400"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size}" kern="1200">{solid(INK)}{_THEME_BODY}</a:defRPr></a:lvl{n}pPr>'
        for n, size in enumerate((1600, 1400, 1200, 1100, 1100), 1)
    )
    title = (
        '<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        '<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="1300" b="1" kern="1200">{solid(MUTED)}{_THEME_TITLE}</a:defRPr></a:lvl1pPr>'
    )
    other = (
        '<a:lvl1pPr marL="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:defRPr sz="1200" kern="1200">{solid(INK)}{_THEME_BODY}</a:defRPr></a:lvl1pPr>'
    )
    return (
        f'<p:sldMaster {_A} {_R} {_P}><p:cSld><p:bg><p:bgRef idx="1001">{color("bg1")}</p:bgRef></p:bg>'
        f"<p:spTree>{_TREE}"
        + _placeholder(2, "Title", 'type="title"', _TITLE_PLACE, text="題", body=f'{_FLAT} anchor="ctr"')
        + _placeholder(3, "Text", 'type="body" idx="1"', _BODY_PLACE, text="本文", body=_FLAT)
        + _footers(4)
        + '</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" '
        'accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" '
        'hlink="hlink" folHlink="folHlink"/>'
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/>'
        f"</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f'<p:otherStyle><a:defPPr><a:defRPr lang="ja-JP" altLang="en-US"/></a:defPPr>{other}</p:otherStyle>'
        "</p:txStyles></p:sldMaster>"
    )


_THEME_TITLE = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'
_THEME_BODY = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


def _layout(kind: str, name: str, inner: str) -> str:
    return (
        f'<p:sldLayout {_A} {_R} {_P} {kind} preserve="1"><p:cSld name="{name}"><p:spTree>{_TREE}{inner}</p:spTree>'
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _title_layout() -> str:
    big = f'<a:lvl1pPr><a:defRPr sz="3400" b="1">{solid(INK)}</a:defRPr></a:lvl1pPr>'
    small = f'<a:lvl1pPr><a:defRPr sz="1500">{solid(MUTED)}</a:defRPr></a:lvl1pPr>'
    return _layout(
        'type="title"',
        TITLE,
        _placeholder(2, "Title", 'type="ctrTitle"', _place(72, 96, 816, 132), text="題", body='anchor="b"', levels=big)
        + _placeholder(
            3, "Subtitle", 'type="subTitle" idx="1"', _place(72, 240, 816, 30), text="副題", body=_FLAT, levels=small
        )
        + _footers(4),
    )


def _content_layout() -> str:
    large = f'<a:lvl1pPr><a:defRPr sz="2200" b="1">{solid(INK)}{_THEME_TITLE}</a:defRPr></a:lvl1pPr>'
    return _layout(
        'userDrawn="1"',
        CONTENT,
        _placeholder(2, "Title", 'type="title"', _TITLE_PLACE, text="題")
        + _placeholder(
            3,
            MESSAGE,
            'type="body" sz="quarter" idx="10"',
            _place(MARGIN, 42, WIDTH - 2 * MARGIN, 48),
            text="ひとことで言うと",
            body=f'{_FLAT} anchor="ctr"',
            levels=large,
        )
        + _placeholder(4, BODY, 'idx="13"', _BODY_PLACE, text="内容", body=_FLAT)
        + _footers(5)
        + _line(7, 96),
    )


def _theme(latin: str, japanese: str) -> str:
    palette = faces.theme()
    slots = {
        "dk1": palette["ink"],
        "lt1": palette["surface"],
        "dk2": palette["inkMuted"],
        "lt2": palette["bandEven"],
        "accent1": palette["accent"],
        "accent2": palette["persona"][1],
        "accent3": palette["persona"][2],
        "accent4": palette["persona"][3],
        "accent5": palette["fill"][4],
        "accent6": palette["fill"][0],
        "hlink": palette["accent"],
        "folHlink": palette["inkMuted"],
    }
    colors = "".join(f'<a:{slot}><a:srgbClr val="{value.lstrip("#")}"/></a:{slot}>' for slot, value in slots.items())
    face = (
        f'<a:latin typeface={quoteattr(latin)}/><a:ea typeface={quoteattr(japanese)}/><a:cs typeface=""/>'
        f'<a:font script="Jpan" typeface={quoteattr(japanese)}/>'
    )
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{plain}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme {_A} name="Journey"><a:themeElements><a:clrScheme name="Journey">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Journey"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Journey"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
