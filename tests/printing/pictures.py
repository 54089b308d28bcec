"""Pages as pictures, side by side, in a small PNG: no library but what shows the pages anyway."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

GROUND = (0xD9, 0xD4, 0xCB)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_STEP = 17
"""Sixteen steps of each color are enough for letters, and take half of the room."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of pixels, three bytes each."""

    width: int
    height: int
    pixels: bytes

    def row(self, at: int) -> bytes:
        return self.pixels[at * self.width * 3 : (at + 1) * self.width * 3]

    def png(self) -> bytes:
        """As a file."""
        rows = b"".join(b"\0" + self.row(at) for at in range(self.height))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")

    def differs_from(self, other: Picture) -> float:
        """Which part of the pixels is plainly another color: 0 for the same picture, 1 for another size."""
        if (self.width, self.height) != (other.width, other.height):
            return 1.0
        if self.pixels == other.pixels:
            return 0.0
        apart = sum(abs(one - two) > 3 * _STEP for one, two in zip(self.pixels, other.pixels, strict=True))
        return apart / len(self.pixels)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def read(png: bytes) -> Picture:
    """A picture that `png` wrote."""
    width, height = struct.unpack(">II", png[16:24])
    at, packed = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    rows = zlib.decompress(packed)
    line = width * 3 + 1
    return Picture(width, height, b"".join(rows[start + 1 : start + line] for start in range(0, len(rows), line)))


def page(printed: bytes, number: int, width: int) -> Picture:
    """One page of a PDF, so many pixels wide."""
    document = pypdfium2.PdfDocument(printed)
    try:
        one = document[number - 1]
        bitmap = one.render(scale=width / one.get_width(), rev_byteorder=True)
        shades = bytes(_STEP * round(shade / _STEP) for shade in range(256))
        raw = bytes(bitmap.buffer)
        channels = bitmap.n_channels
        rows = []
        for at in range(bitmap.height):
            row = bytearray(raw[at * bitmap.stride : at * bitmap.stride + bitmap.width * channels])
            if channels == 4:
                del row[3::4]
            rows.append(bytes(row).translate(shades))
        return Picture(bitmap.width, bitmap.height, b"".join(rows))
    finally:
        document.close()


def side_by_side(pages: Sequence[Picture], gap: int = 14) -> Picture:
    """Pages in a row, as they might lie on a table."""
    height = max(one.height for one in pages) + 2 * gap
    width = sum(one.width for one in pages) + gap * (len(pages) + 1)
    ground = bytes(GROUND)
    rows = []
    for at in range(height):
        row = ground * gap
        for one in pages:
            inside = 0 <= at - gap < one.height
            row += (one.row(at - gap) if inside else ground * one.width) + ground * gap
        rows.append(row)
    return Picture(width, height, b"".join(rows))
