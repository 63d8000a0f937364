"""Logos that are no picture, or one of far too many dots: each measured in a process of its own."""

from __future__ import annotations

import struct
import zlib

from hostile.case import Case, Step


def _part(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def _png(width: int, height: int, rows: int, extra: bytes = b"") -> bytes:
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(bytes(width // 8 + 2)) for _row in range(rows))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _part(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
        + extra
        + _part(b"IDAT", pixels + packer.flush())
        + _part(b"IEND", b"")
    )


def _swelling(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return (
        b"".join(packer.compress(bytes(1 << 20)) for _piece in range(size >> 20)) + packer.flush()
    )


_TOO_MANY = "more than 8000000 dots"
_PICTURES = {
    "png-claims-ten-billion-dots": (lambda: _png(100_000, 100_000, 1), _TOO_MANY),
    "png-of-ten-thousand-times-ten-thousand": (lambda: _png(10_000, 10_000, 10_000), _TOO_MANY),
    "png-of-one-line": (lambda: _png(2_000_000_000, 1, 0), _TOO_MANY),
    "png-of-no-size": (lambda: _png(0, 0, 0), "no PNG or JPEG"),
    "png-profile-that-swells": (
        lambda: _png(8, 8, 8, _part(b"iCCP", b"x\0\0" + _swelling(600 << 20))), ""),
    "png-words-that-swell": (
        lambda: _png(8, 8, 8, _part(b"zTXt", b"x\0\0" + _swelling(600 << 20))), ""),
    "png-with-2-mb-of-noise": (
        lambda: _png(8, 8, 8, _part(b"tEXt", bytes(range(256)) * 7_400)), ""),
    "jpeg-claims-four-billion-dots": (
        lambda: b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xd9", _TOO_MANY),
    "jpeg-of-endless-parts": (lambda: b"\xff\xd8" + b"\xff\xe0\0\0" * 400_000 + b"\xff\xd9", "no PNG or JPEG"),
    "jpeg-of-parts-that-lead-nowhere": (lambda: b"\xff\xd8\xff\xe0\xff\xff\xff\xd9", "no PNG or JPEG"),
}  # fmt: skip

CASES = [
    Case(
        id=f"logo-{key}",
        subject="bombs",
        where="logo",
        files={"igangsetter.toml": '[organisation]\nlogo = "logo.png"\n', "logo.png": picture},
        steps=[
            Step(
                f"handout rammer --format {kind}",
                code=78 if why else 0,
                err=[why] if why else [],
                holds=["Praktiskerammer"],
            )
            for kind in ("pdf", "docx", "html")
        ],
        measured=True,
        slow=key != "png-claims-ten-billion-dots",
    )
    for key, (picture, why) in _PICTURES.items()
]
