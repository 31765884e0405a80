"""Templates as companies have them, made by code: 4:3, renamed layouts, a sample slide, their own typeface."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pptx import Presentation

_PRESENTATION = b"presentationml.presentation.main+xml"
_TEMPLATE = b"presentationml.template.main+xml"


def company(path: Path) -> Path:
    """A template at `path`; a .potx where it ends so. Layouts 表紙, 本文（1段）, 白紙; the box of 本文 is 図の場所."""
    made = Presentation()
    layouts = {layout.name: layout for layout in made.slide_layouts}
    layouts["Title Slide"].name = "表紙"
    layouts["Title and Content"].name = "本文（1段）"
    layouts["Blank"].name = "白紙"
    next(one for one in layouts["Title and Content"].placeholders if one.placeholder_format.idx == 1).name = "図の場所"
    for name, layout in layouts.items():
        if name not in ("Title Slide", "Title and Content", "Blank"):
            made.slide_layouts.remove(layout)
    sample = made.slides.add_slide(layouts["Title and Content"])
    sample.shapes.title.text = "見本のスライド"
    content = io.BytesIO()
    made.save(content)
    path.write_bytes(_as_template(content.getvalue()) if path.suffix == ".potx" else content.getvalue())
    return path


def _as_template(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as copy:
        for item in package.infolist():
            data = package.read(item)
            copy.writestr(
                item, data.replace(_PRESENTATION, _TEMPLATE) if item.filename == "[Content_Types].xml" else data
            )
    return made.getvalue()
