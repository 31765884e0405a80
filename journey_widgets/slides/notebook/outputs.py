"""A cell's outputs as blocks: the best of what each was saved as."""

from __future__ import annotations

import base64
import json
import re
from typing import Any, Final, cast

from journey_widgets.slides import fonts
from journey_widgets.slides.deck.html import tag
from journey_widgets.slides.notebook.blocks import Block, Figure, Prose
from journey_widgets.slides.notebook.markup import of_html, of_markdown

__all__ = ["of_output"]

_ESCAPES: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_WIDGET: Final = "application/vnd.jupyter.widget-view+json"
_VEGA_LITE: Final = re.compile(r"application/vnd\.vegalite\.v\d+(\.json|\+json)")
#: What Altair's own HTML ends with: a function, called with the specification.
_CALL: Final = re.compile(r"\}\)\(\s*(?=\{)")


def of_output(output: Any) -> list[Block] | None:  # noqa: ANN401, PLR0911 - nbformat has no types; a line a kind
    """The blocks of an output; None where it was a live widget that left no picture."""
    kind: str = output["output_type"]
    if kind == "stream":
        return _plain(_joined(output["text"])) if output["name"] == "stdout" else []
    if kind == "error":
        return _plain(f"{output['ename']}: {output['evalue']}")
    data: dict[str, Any] = output.get("data", {})
    sizes: dict[str, Any] = output.get("metadata", {})
    alt = str(sizes.get("image/png", {}).get("alt") or _first_line(data))
    svg = data.get("image/svg+xml")
    if svg is not None:
        return [Figure(alt, svg=_joined(svg))]
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            size: dict[str, Any] = sizes.get(mime, {})
            image = base64.b64decode(_joined(data[mime]))
            return [Figure(alt, None, image, mime, float(size.get("width", 0)), float(size.get("height", 0)))]
    spec = next((value for mime, value in data.items() if _VEGA_LITE.fullmatch(mime)), None)
    if spec is None and "text/html" in data:
        spec = vega_lite_in(_joined(data["text/html"]))
    if spec is not None:
        return [Figure(alt, svg=_drawn(spec))]
    if _WIDGET in data:
        return None
    if "text/html" in data:
        return of_html(_joined(data["text/html"]))
    if "text/markdown" in data:
        return of_markdown(_joined(data["text/markdown"]), lambda _: None)
    return _plain(_joined(data.get("text/plain", "")))


def vega_lite_in(html: str) -> dict[str, Any] | None:
    """The chart inside Altair's default HTML, which would load its engine from the network and be empty without one."""
    for call in _CALL.finditer(html):
        try:
            found, _ = json.JSONDecoder().raw_decode(html, call.end())
        except json.JSONDecodeError:
            continue
        if "vega-lite" in str(found.get("$schema", "")):
            return cast("dict[str, Any]", found)
    return None


def _drawn(spec: dict[str, Any]) -> str:
    import vl_convert  # noqa: PLC0415 - 30 MB, only for who draws

    fonts.register()
    config: dict[str, Any] = {**spec.get("config", {})}
    config.setdefault("font", fonts.STACK)
    return vl_convert.vegalite_to_svg({**spec, "config": config})


def _plain(text: str) -> list[Block]:
    # What a carriage return overwrote was not there at the end: bars of progress.
    lines = [line.rsplit("\r", 1)[-1] for line in _ESCAPES.sub("", text).replace("\r\n", "\n").strip("\n").split("\n")]
    if not any(line.strip() for line in lines):
        return []
    return [Prose("code", tag("pre", "\n".join(lines)), [(0, line) for line in lines])]


def _first_line(data: dict[str, Any]) -> str:
    text = _joined(data.get("text/plain", "")).strip().split("\n")[0]
    # <Figure size 640x480 with 1 Axes>, alt.Chart(...): says nothing to who cannot see it.
    return "" if text.startswith(("<", "alt.")) else text


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
