"""PNGs a third as large: what resvg writes is quick to write, not small, and a notebook carries it for ever."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

__all__ = ["packed"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Bit depth 8, red, green, blue and alpha, not interlaced: what resvg writes.
_RGBA = (8, 6, 0, 0, 0)
_RGB = (8, 2, 0, 0, 0)
_SUB = 1
_LEVEL = 6


def packed(png: bytes) -> bytes:
    """The same picture in fewer bytes; as it is, where it is not one of ours (eight bits, opaque, "sub" filters)."""
    import numpy as np  # noqa: PLC0415 - slow to import, and drawing an SVG does without it

    chunks = list(_chunks(png))
    width, height, *form = struct.unpack(">IIBBBBB", chunks[0][1])
    if tuple(form) != _RGBA:
        return png
    rows = np.frombuffer(zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT")), np.uint8)
    rows = rows.reshape(height, 1 + 4 * width)
    if not (rows[:, 0] == _SUB).all():
        return png
    pixels = np.cumsum(rows[:, 1:].reshape(height, width, 4), axis=1, dtype=np.uint8)
    if not (pixels[:, :, 3] == 255).all():
        return png
    # Flat colours repeat best as they are, without differences.
    plain = np.zeros((height, 1 + 3 * width), np.uint8)
    plain[:, 1:] = pixels[:, :, :3].reshape(height, 3 * width)
    head = struct.pack(">IIBBBBB", width, height, *_RGB)
    others = [(name, body) for name, body in chunks[1:] if name not in (b"IDAT", b"IEND")]
    data = (b"IDAT", zlib.compress(plain.tobytes(), _LEVEL))
    return _SIGNATURE + b"".join(_written(*chunk) for chunk in [(b"IHDR", head), *others, data, (b"IEND", b"")])


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _written(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
