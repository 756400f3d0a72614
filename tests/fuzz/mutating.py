"""A real file → the same file with something wrong in it."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]

LARGEST_PART = 1 << 24
TELLING = (
    b"\x00",
    b"\xff\xfe",
    b"\r",
    b"\n",
    b'"',
    b";",
    b"\t",
    b"'",
    b"\xc3",
    b"\x1a",
    b"-1",
    b"0",
    b"1e309",
    b"NaN",
    b"4294967295",
    b"99999999999999999999",
    b"XFD1048576",
    b"<",
    b">",
    b"&#0;",
    b"&bomb;",
    b"=1+1",
    b"#REF!",
)
"""Pieces that have a meaning to some reader."""


def mutated(chance: random.Random, content: bytes) -> bytes:
    """The file with one to four faults; those of a packed file are mostly inside one of its parts."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _in_a_part(chance, content)
    if content.startswith(b"\x1f\x8b") and chance.random() < 0.7:
        return _in_a_stream(chance, content)
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(MUTATIONS)(chance, content)
    return content


def _in_a_part(chance: random.Random, content: bytes) -> bytes:
    """The archive with one part spoiled, emptied, dropped or given twice; as it is where it cannot be unpacked."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            names = [part.filename for part in old.infolist() if part.file_size < LARGEST_PART]
            spoiled = chance.choice(names) if names else ""
            fate = chance.choice(["spoiled", "spoiled", "spoiled", "emptied", "dropped"])
            for name in names:
                part = old.read(name)
                if name == spoiled:
                    if fate == "dropped":
                        continue
                    part = b"" if fate == "emptied" else chance.choice(MUTATIONS)(chance, part)
                new.writestr(name, part)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return chance.choice(MUTATIONS)(chance, content)
    return packed.getvalue()


def _in_a_stream(chance: random.Random, content: bytes) -> bytes:
    try:
        return gzip.compress(chance.choice(MUTATIONS)(chance, gzip.decompress(content)), compresslevel=1)
    except (OSError, EOFError, zlib.error):
        return content[: len(content) // 2]


def _flip_bits(chance: random.Random, content: bytes) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _overwrite(chance: random.Random, content: bytes) -> bytes:
    at, length = _slice(chance, content, 64)
    return content[:at] + chance.randbytes(length) + content[at + length :]


def _insert(chance: random.Random, content: bytes) -> bytes:
    at, _ = _slice(chance, content, 1)
    return content[:at] + chance.choice(TELLING) * chance.choice([1, 1, 1, 3, 500]) + content[at:]


def _delete(chance: random.Random, content: bytes) -> bytes:
    at, length = _slice(chance, content, max(len(content) // 4, 1))
    return content[:at] + content[at + length :]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    at, length = _slice(chance, content, 4096)
    return content[:at] + content[at : at + length] * chance.choice([2, 2, 50]) + content[at + length :]


def _cut_short(chance: random.Random, content: bytes) -> bytes:
    """As an interrupted copy leaves it: mostly only the last hundredth is missing."""
    kept = chance.choice([0.99, 0.99, 0.9, chance.random()])
    return content[: int(len(content) * kept)]


def _replace_number(chance: random.Random, content: bytes) -> bytes:
    """A run of digits as another number: sizes, offsets, references and dates lie."""
    at, _ = _slice(chance, content, 1)
    start = next((i for i in range(at, min(at + 4096, len(content))) if content[i : i + 1].isdigit()), None)
    if start is None:
        return _insert(chance, content)
    end = start
    while end < len(content) and content[end : end + 1].isdigit():
        end += 1
    other = chance.choice([b"0", b"1", b"65536", b"1048577", b"2147483648", b"99999999999", b"1.5", b""])
    return content[:start] + other + content[end:]


def _swap(chance: random.Random, content: bytes) -> bytes:
    first, length = _slice(chance, content, 256)
    second = chance.randrange(len(content) + 1)
    piece = content[first : first + length]
    return content[:second] + piece + content[second:first] + content[first + length :]


def _slice(chance: random.Random, content: bytes, longest: int) -> tuple[int, int]:
    at = chance.randrange(len(content) + 1)
    return at, min(chance.randint(1, longest), len(content) - at)


MUTATIONS: tuple[Mutation, ...] = (
    _flip_bits,
    _overwrite,
    _insert,
    _delete,
    _repeat,
    _cut_short,
    _replace_number,
    _swap,
)
