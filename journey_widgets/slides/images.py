"""Pictures of cards as slides need them: PNG or JPEG, which PowerPoint knows, and no more pixels than are seen."""

from __future__ import annotations

import base64
import io
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from journey_widgets.model.pictures import MIME, kind_of

__all__ = ["Drawable", "data_uri", "drawable"]

_QUALITY: Final = 88
_MOST_KEPT: Final = 256


class Drawable:
    """A picture as PNG or JPEG: its bytes, and its size in pixels."""

    __slots__ = ("data", "height", "width")

    def __init__(self, data: bytes, width: int, height: int) -> None:
        self.data = data
        self.width = width
        self.height = height


#: A deck, its preview and every new drawing of a board want the same ones; a name never means another picture.
_kept: OrderedDict[tuple[str, int], Drawable] = OrderedDict()


def drawable(get: Callable[[str], bytes | None], name: str, side: int) -> Drawable | None:
    """The picture called `name`, at most `side` pixels a side; None where there is none, or it cannot be read."""
    key = (name, side)
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    data = get(name)
    made = None if data is None else _made(data, side)
    if made is not None:
        _kept[key] = made
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return made


def data_uri(picture: Drawable) -> str:
    """The picture as an address that holds it."""
    return f"data:{MIME[kind_of(picture.data)]};base64,{base64.b64encode(picture.data).decode('ascii')}"


def _made(data: bytes, side: int) -> Drawable | None:
    from PIL import Image  # noqa: PLC0415 - only maps with pictures pay for it

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            if kind_of(data) != "webp" and max(image.size) <= side:
                return Drawable(data, *image.size)
            clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            small = image.convert("RGBA" if clear else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None  # broken on the disk since it was kept: it is shown as missing, which is said in words
    small.thumbnail((side, side))
    out = io.BytesIO()
    if clear:
        small.save(out, "PNG", optimize=True)
    else:
        small.save(out, "JPEG", quality=_QUALITY)
    return Drawable(out.getvalue(), *small.size)
