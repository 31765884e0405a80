"""Pictures for tests: drawn here, in any format, with whatever a camera would write into them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

#: Bytes of things that are no pictures, whatever they are called.
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


def picture(kind: str = "PNG", size: tuple[int, int] = (12, 8), colour: str = "#c8553d", **more: Any) -> bytes:
    """A picture of one colour with a white corner, so that one sees which way up it is."""
    image = Image.new(more.pop("mode", "RGB"), size, colour)
    image.paste("#ffffff", (0, 0, size[0] // 4, size[1] // 4))
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def taken_by_a_phone(size: tuple[int, int] = (3000, 2000)) -> bytes:
    """A photo that lies on its side, with the place it was taken at."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", size, exif=exif)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
