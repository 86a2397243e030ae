"""One file as a text, or what is wrong with it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from generator.diagnostics import Code, Diagnostic
from generator.source import Place, Source

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_KINDS = {
    b"%PDF": "a PDF", b"PK\x03\x04": "an archive, as .docx, .odt and .epub are",
    b"\xd0\xcf\x11\xe0": "an old Word document", b"{\\rtf": "a document in RTF",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF89a": "a picture",
    b"\x1f\x8b": "a compressed file", b"bplist00": "a web archive",
}  # fmt: skip
"""How files begin that hold no plain text, and what they are."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def load(file: Path, name: str, limit: int) -> tuple[Source | None, Diagnostic | None]:
    """Read one text, or say why that cannot be done; what is wrong in it is told besides.

    `name` is the path that a person is told, `limit` the most bytes.
    """
    data = _bytes(file, name, limit)
    return (None, data) if isinstance(data, Diagnostic) else decode(name, data)


def load_stored(file: Path, name: str, limit: int) -> tuple[Source | None, Diagnostic | None]:
    """Read one text of which nobody knows that it is one."""
    data = _bytes(file, name, limit)
    if isinstance(data, Diagnostic):
        return None, data
    if binary := _binary(data):
        why = f"the file is no text but {binary}"
        return None, Diagnostic(Code.FILE_BINARY, Place(name, 1, 1), why)
    return decode(name, data)


def _bytes(file: Path, name: str, limit: int) -> bytes | Diagnostic:
    if trouble := trouble_of(file):
        return Diagnostic(Code.FILE_UNREADABLE, Place(name, 1, 1), trouble)
    try:
        size = file.stat().st_size
        if size > limit:
            why = f"the file is {size:,} bytes large, over {limit:,}"
            return Diagnostic(Code.FILE_TOO_LARGE, Place(name, 1, 1), why)
        return file.read_bytes()
    except OSError as error:
        why = f"the file cannot be read: {error.strerror}"
        return Diagnostic(Code.FILE_UNREADABLE, Place(name, 1, 1), why)


def _binary(data: bytes) -> str:
    """Say what a file is that holds no text."""
    kind = next((what for start, what in _KINDS.items() if data.startswith(start)), "")
    return kind or (
        "binary data, or UTF-16 without its mark"
        if b"\0" in data and data[:2] not in _UTF_16
        else ""
    )


def trouble_of(file: Path) -> str:
    """Say why a file cannot be read; a pipe, for one, would keep a reader waiting for ever."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        return f"the file cannot be read: {error.strerror}"
    if S_ISDIR(mode):
        return "this is a folder, not a file"
    return "" if S_ISREG(mode) else "this is a pipe or a device, not a file"


def decode(path: str, data: bytes) -> tuple[Source | None, Diagnostic | None]:
    r"""Decode UTF-8, without a byte order mark, with line ends as `\n`.

    A control character is reported; the text is given all the same.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = Source(path, _with_line_ends(data[: error.start].decode("utf-8")))
        at = good.position(len(good.text))
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}"
        hint = "Save it as UTF-8."
        if data[:2] in _UTF_16:
            hint = "It looks like UTF-16. " + hint
        return None, Diagnostic(Code.FILE_ENCODING, Place(path, at.line, at.column), message, hint)
    source = Source(path, _with_line_ends(text))
    found = _CONTROL.search(source.text)
    if not found:
        return source, None
    at = source.position(found.start())
    name = f"U+{ord(found.group()):04X}"
    shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", source.line(at.line))[:500]
    place = Place(path, at.line, at.column, 1, shown)
    message = f"the text holds a control character ({name})"
    return source, Diagnostic(Code.FILE_CONTROL, place, message, "Delete it.")


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
