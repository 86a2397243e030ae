"""Reads the examples of the specification; `README.md` here tells how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FENCE = "`" * 32
ARTICLE = "content/articles/2025-05-20-example.md"
"""The file that an example without file names is."""

WAYS = frozenset(["body", "escapes", "drafts", "mends"])
"""What a word behind `example` can say beside naming something to show."""

_HEADER = re.compile(r"^-- (?P<path>\S.*?)(?: -> (?P<target>\S+))? --$")
_ESCAPE = re.compile(r"\\x(?P<byte>[0-9a-f]{2})|\\(?P<letter>[nrt])")
_REPEAT = re.compile(r"\{\{(?P<text>.*?) \* (?P<times>\d+)\}\}")
_LETTERS = {"n": b"\n", "r": b"\r", "t": b"\t"}


@dataclass(frozen=True)
class Part:
    """One file of an example; a link where there is a target."""

    path: str
    text: str
    target: str = ""


@dataclass(frozen=True)
class Example:
    """An example: where it stands, what it is given and what that means.

    `words` are the words on the fence line with what stands behind their `=`.
    """

    file: str
    line: int
    section: str
    words: Mapping[str, tuple[str, ...]]
    given: str
    meaning: str

    @property
    def name(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"

    @property
    def expected(self) -> list[str]:
        """The lines of its meaning."""
        return self.meaning.splitlines()

    def parts(self) -> Iterator[Part]:
        """Give the files that it is made of."""
        path, target, lines = ARTICLE, "", list[str]()
        for line in self.given.splitlines(keepends=True):
            header = _HEADER.match(line)
            if not header:
                lines.append(line)
                continue
            if lines or target or path != ARTICLE:
                yield Part(path, "".join(lines), target)
            path, target, lines = header["path"], header["target"] or "", []
        yield Part(path, "".join(lines), target)

    def write(self, folder: Path) -> None:
        """Lay its files into a folder."""
        for part in self.parts():
            file = folder / part.path
            file.parent.mkdir(parents=True, exist_ok=True)
            text = part.text
            if "body" in self.words and part.path == ARTICLE:
                text = frame() + text
            if part.target:
                file.symlink_to(part.target)
            else:
                file.write_bytes(unescape(text) if "escapes" in self.words else text.encode())


def unescape(text: str) -> bytes:
    r"""Read `\x00`, `\n`, `\r`, `\t` and `{{text * 100}}`."""
    pieces: list[bytes] = []
    position = 0
    for found in _REPEAT.finditer(text):
        pieces.append(_bytes(text[position : found.start()]))
        pieces.append(_bytes(found["text"]) * int(found["times"]))
        position = found.end()
    return b"".join([*pieces, _bytes(text[position:])])


def _bytes(text: str) -> bytes:
    parts = _ESCAPE.split(text)  # text, byte, letter, text, byte, letter, …, text
    pieces = [parts[0].encode()]
    for byte, letter, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        pieces += [bytes.fromhex(byte) if byte else _LETTERS[letter], rest.encode()]
    return b"".join(pieces)


def frame() -> str:
    """Front matter of the article that stands around a body, as `README.md` shows it."""
    found = re.search(
        r"^```yaml\n(---\n.*?^---\n)```$", text_of("README.md"), re.MULTILINE | re.DOTALL
    )
    if not found:
        raise ValueError("README.md shows no front matter around a body")
    return found[1]


def text_of(file: str) -> str:
    return (HERE / file).read_text(encoding="utf-8")


def examples() -> tuple[Example, ...]:
    """Give all examples, file by file."""
    files = sorted(path.name for path in HERE.glob("*.md"))
    return tuple(example for file in files for example in read_examples(file, text_of(file)))


def read_examples(file: str, text: str) -> Iterator[Example]:
    """Give the examples of one text; what is not written as it should be is a `ValueError`."""
    lines = text.splitlines(keepends=True)
    section, at = "", 0
    while at < len(lines):
        line = lines[at].rstrip("\n")
        if line.startswith("#"):
            section = line.lstrip("# ")
        if not line.startswith(FENCE):
            at += 1
            continue
        try:
            dot = lines.index(".\n", at)
            end = lines.index(FENCE + "\n", dot)
        except ValueError:
            raise ValueError(f"{file}:{at + 1}: the example has no end") from None
        given, meaning = "".join(lines[at + 1 : dot]), "".join(lines[dot + 1 : end])
        if FENCE in given or FENCE in meaning:
            raise ValueError(f"{file}:{at + 1}: the example has no dot or no end")
        words = _words(line.removeprefix(FENCE).split(), f"{file}:{at + 1}")
        yield Example(file, at + 1, section, words, given, meaning)
        at = end + 1


def _words(words: list[str], where: str) -> dict[str, tuple[str, ...]]:
    if words[:1] != ["example"]:
        raise ValueError(f"{where}: a fence of 32 backticks begins an example")
    pairs = (word.partition("=") for word in words[1:])
    return {name: tuple(values.split(",")) if values else () for name, _, values in pairs}
