"""What Hypothesis makes texts of: markup of every kind, and annotated Markdown that knows itself.

`documents()` draws the body of an article together with where each annotation stands in it. A
point of interest is written into the text as one character that nothing else uses; when all lines
have got the prefixes of their blocks, these characters are taken out again, and what
is left is the text and the offsets.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from generator.diagnostics import Code
from generator.schema import MAX_KEY
from generator.slugs import slug

POINT = "\ue000"

FRAGMENTS = (
    *("[", "]", "{", "}", "(", ")", "![", "](", "][", "]{", "] {", "[^", "]:", "[^1]", "[^1]: "),
    *(".quote", ".said", ".fact", ".gap", ".key", "{.quote by=K}", "]{.quote by=K}", "{#a .fact}"),
    *("{.quote by=", '{.gap ask="', "{#", "{.", "{a=", '{note="', "cont=a", 'by="A B"', "{.quote,"),
    *("“", "”", "‘", "’", '"', "'", "\\", "\\[", "\\]", "\\{", "`", "``", "```\n", "~~~\n", "```"),
    *("*", "**", "_", "__", "&", "&amp;", "&#91;", "&#0;", "&nbsp;", "<", ">", "<!--", "-->"),
    *(
        "<b>",
        "</b>",
        "<div>\n",
        "<?",
        "?>",
        "<![CDATA[",
        "<https://x.org>",
        "<a href='",
        "<script>",
    ),
    *("|", "\\|", "| a | b |\n", "|---|---|\n", "---\n", "===\n", "# ", "## ", " ##", "#", "\n"),
    *(
        "\n\n",
        "\n\n\n",
        "  \n",
        "\\\n",
        "\t",
        " ",
        "    ",
        "  ",
        "> ",
        ">",
        "- ",
        "* ",
        "1. ",
        "9)",
    ),
    *("[a](b.md)", "[a](<b c>)", "![a](b.png)", "[a]: b.md\n", "[a]: <b> 'c'\n", "[a]", "[a][]"),
    *("a", "b", "word", "Ä", "й", "日本", "🙂", "e\u0301", "\u200f", "\u202e", "\ufeff"),
    *("\x85", "\u2028", "\xa0", "\u3000", "\x00", "\x0b", "\x0c", "\x02", "\x03", "\x1b", "\x7f"),
)
YAML_FRAGMENTS = (
    *("---\n", "...\n", "title: T\n", "date: 2025-05-20\n", "date: 2025-02-30\n", "title", ": "),
    *(":", "\n", "\n  ", "\n- ", "- ", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "<<: "),
    *('"', "'", "\\", '\\"', "''", "|\n", ">-\n", "|2-\n", " #", "  # c", "#", "%", "@", "`", "\t"),
    *("summary:\n- text: A\n  evidence: [a, b]\n", "sources: {c: {publisher: P}}\n", "null", "~"),
    *(
        "questions:\n- id: q\n  ask: Q?\n",
        "answers:\n- {question: q, status: moot}\n",
        "lang: NO\n",
    ),
    *("image: {src: a.png, alt: b}\n", "status: draft\n", "topics: [a, b]\n", "12:30", "0x1F", "é"),
    *(
        "a: 1\na: 2\n",
        "variants:\n- {of: a, source: c, text: t}\n",
        "\x85",
        "\u2028",
        "\ufeff",
        "🙂",
    ),
)

markup = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=40).map("".join)
yaml_text = st.lists(st.sampled_from(YAML_FRAGMENTS) | st.text(max_size=3), max_size=25).map(
    "".join
)
HEAD = "---\ntitle: T\ndate: 2025-05-20\n---\n"
articles = (
    st.text()
    | markup
    | markup.map(HEAD.__add__)
    | st.builds("---\n{}\n---\n{}".format, yaml_text, markup)
    | st.builds("---\ntitle: T\ndate: 2025-05-20\n{}\n---\n{}".format, yaml_text, markup)
).map(lambda text: text.replace("\r", "\n"))  # as `read` gives it
"""Whole files, most of them wrong in some way."""

HOSTILE = (
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
    "[click](javascript:alert(1)) ![x](y.png) <javascript:alert(1)>",
    "{{ 7 * 7 }} {% raw %} {# no #} {{ config }}",
    "[TOC]",
    "*a* __b__ `c` ~~d~~ ==e== ^f^ ++g++ :smile: --8<-- a.txt",
    "# one",
    "1. two",
    "- three",
    "+ four",
    "> five",
    "=====",
    "```python",
    "| a | b |",
    ": six",
    "!!! note",
    '??? "seven"',
    "[^1] [^1]: x *[HTML]: y [a]: b",
    "&lt;b&gt; &amp;amp; &copy; &#60; &#x3c;script&#x3e; &bogus;",
    "{#id .class onclick=alert(1)} {: .x }",
    "a\u202eb\u2066c\u200fd",
    "<!-- briefing 0123456789abcdef --> <!-- /briefing body 0123456789abcdef -->",
    "\\ \\* \\\\ C:\\new",
    "$x$ $$y$$ \\(z\\)",
    "[“x”]{#evil .quote by=K}",
    "javascript:alert(1)",
    "www.example.com https://example.com/?a=1&b=2 a@example.com",
    "a \x85 b \u2028 c \xa0 d",
    "klzzwxh:0001 wzxhzdk:0 briefing0123456789abcdefx0",
    "%3Cscript%3E %s {0} ${HOME} \u00ad",
    "]]> <![CDATA[ <?php ?>",
    "</textarea></style></noscript></template><img src=x onerror=alert(1)>",
    "data:text/html,<script>alert(1)</script> [b](data:text/html,<svg/onload=alert(1)>)",
    "<base href=//x.example/> <meta http-equiv=refresh content=0;url=//x.example/>",
    "a\u200bb\u2060c\u00add \ufeffe",
    "\u202eto the left \u2067and deeper, and never back",
    "{% endraw %} {%- include 'x' -%} {{ ''.__class__ }} ${7*7} <%= 7 %>",
    'x" lang="x" dir="rtl" style="position:fixed',
)
"""Texts that are markup somewhere, and must be nothing but text everywhere."""

hostile_text = (
    st.sampled_from(HOSTILE)
    | st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map(" ".join)
    | st.text(st.sampled_from("`*_{}[]<>&\"'#|~!=^$\\-+.):;/%@ ab1\t"), min_size=1, max_size=12)
).map(lambda text: text if re.search(r"\w", text) else f"so {text}")
hostile_text = hostile_text.filter(lambda text: len(slug(text)) < MAX_KEY // 2)
"""Texts of which some could be markup somewhere; short enough to be the name of a topic, and with
words, because a passage without any is an error.
"""


@dataclass(frozen=True)
class Mark:
    """One annotation that was put into a document: what must be read of it.

    With `fault` nothing must be read but a diagnostic of that code, at the point `fault`.
    """

    name: str
    kind: str
    words: str
    values: tuple[tuple[str, str], ...] = ()
    fault: Code | None = None
    block: bool = False


@dataclass(frozen=True)
class Document:
    """A body, the offsets of its points by name (`<id> passage`, …) and its annotations."""

    text: str
    points: dict[str, int]
    marks: tuple[Mark, ...]

    def stretch(self, name: str) -> str:
        """Give the text between the two points of a name."""
        return self.text[self.points[f"{name} start"] : self.points[f"{name} end"]]


@dataclass
class Piece:
    """Text with points, as it is put together."""

    text: str = ""
    names: list[str] = field(default_factory=list)
    words: str = ""
    marks: list[Mark] = field(default_factory=list)

    def __add__(self, other: "Piece") -> "Piece":
        return Piece(
            self.text + other.text,
            self.names + other.names,
            self.words + other.words,
            self.marks + other.marks,
        )


def between(name: str, inner: Piece) -> Piece:
    """Put the two points of a name around a piece."""
    names = [f"{name} start", *inner.names, f"{name} end"]
    return Piece(f"{POINT}{inner.text}{POINT}", names, inner.words, inner.marks)


# What stands in a paragraph: Markdown, and what a reader sees of it.
LEAVES = (
    ("word", "word"),
    ("it’s", "it’s"),
    ("Слово", "Слово"),
    ("日本語", "日本語"),
    ("🙂", "🙂"),
    ("e\u0301", "e\u0301"),
    ("*em phasis*", "em phasis"),
    ("**strong**", "strong"),
    ("`co]de[`", "co]de["),
    ("`` {.quote} ` ``", "{.quote} `"),
    ("\\[", "["),
    ("\\]", "]"),
    ("\\{", "{"),
    ("&amp;", "&"),
    ("&#91;", "["),
    ("[bracket]", "[bracket]"),
    ("a [b [c]] d", "a [b [c]] d"),
    ("[link](https://x.org/a_(b))", "link"),
    ('[link](<https://x.org/a b> "ti]tle")', "link"),
    ("![al*t*](https://x.org/i.png)", "alt"),
    ("<https://x.org/?a=1>", "https://x.org/?a=1"),
    ("{braces}", "{braces}"),
    ("3 < 4", "3 < 4"),
)
VALUES = (
    "K",
    "Jane Doe",
    "A, B",
    "Пушкин",
    'so "called"',
    "back\\slash",
    "c ] d",
    "e } f",
    "{.quote}",
    "[x]{.fact}",
    "tick ` tick",
    "<b>",
    "&amp;",
    "*x*",
    "g=h #i .j",
    "  spaced  out ",
)
PIPES = ("pi|pe", "k | l | m")


def quoted(value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


@dataclass
class Maker:
    """Draws the parts of one document."""

    draw: Callable[..., object]
    numbers: Iterator[int] = field(default_factory=itertools.count)
    faulty: bool = False

    def choose(self, *options: str) -> str:
        return str(self.draw(st.sampled_from(options)))

    def flag(self) -> bool:
        return self.choose("", "", "yes") == "yes"

    def inline(self, *, lines: bool, cell: bool = False, depth: int = 0) -> Piece:
        """Draw words, markup and annotations; with `lines`, on several lines."""
        gap = Piece(self.choose(" ", " ", "\n") if lines else " ", words=" ")
        whole = Piece()
        for number in range(int(self.choose("1", "2", "3"))):
            whole += gap if number else Piece()
            if depth < 3 and self.flag():
                whole += self.annotation(lines=lines, cell=cell, depth=depth)
            else:
                text, words = LEAVES[int(self.choose(*map(str, range(len(LEAVES)))))]
                whole += Piece(text, words=words)
        if cell and self.flag():
            whole += Piece(" pi\\|pe", words=" pi|pe")
        elif self.flag():
            whole += Piece(" pi|pe" if not cell else "", words=" pi|pe" if not cell else "")
        return whole

    def annotation(self, *, lines: bool, cell: bool, depth: int) -> Piece:
        name = f"n{next(self.numbers)}x"
        kind = self.choose("quote", "said", "fact", "gap")
        inner = self.inline(lines=lines, cell=cell, depth=depth + 1)
        if kind == "quote":
            inner = Piece("“", words="“") + inner + Piece("”", words="”")
        start = Piece("[") + between(f"{name} passage", inner)
        space = Piece("] " if self.flag() else "]")
        piece, mark = self.markup(name, kind, inner.words, lines=lines, cell=cell)
        whole = start + space + piece
        whole.words = inner.words
        whole.marks = [mark, *inner.marks]
        return whole

    def markup(
        self, name: str, kind: str, words: str, *, lines: bool, cell: bool, block: bool = False
    ) -> tuple[Piece, Mark]:
        """Draw the attributes, right or wrong."""
        values: list[tuple[str, str]] = []
        if kind in {"quote", "said"}:
            values.append(("by", self.value(cell=cell)))
            values += [("note", self.value(cell=cell))] if self.flag() else []
        if kind == "gap":
            values.append(("ask", self.value(cell=cell)))
        items = [Piece(f".{kind}"), Piece(f"#{name}")]
        items += [self.pair(name, key, value, cell=cell) for key, value in values]
        fault = None
        if self.faulty and self.flag():
            fault, items = self.fault(name, kind, items)
        gaps = [" ", "  ", "\n", "\t"] if lines and not block else [" ", "  "]
        whole = Piece("{")
        for item in items:
            whole += item + Piece(self.choose(*gaps))
        whole += Piece("}")
        piece = between(f"{name} markup", Piece(whole.text, whole.names))
        return piece, Mark(name, kind, " ".join(words.split()), tuple(values), fault, block)

    def value(self, *, cell: bool) -> str:
        del cell
        return self.choose(*VALUES, *PIPES)

    def pair(self, name: str, key: str, value: str, *, cell: bool) -> Piece:
        bare = re.fullmatch(r"[A-Za-z0-9._:/#-]+", value) and self.flag()
        written = value if bare else quoted(value)
        if cell:
            written = written.replace("|", "\\|")
        return between(f"{name} {key}", Piece(f"{key}={written}"))

    def fault(self, name: str, kind: str, items: list[Piece]) -> tuple[Code, list[Piece]]:
        """Spoil attributes; the point `<id> fault start` is where the message must point."""
        faults: list[tuple[Code, list[Piece]]] = [
            (Code.KIND_UNKNOWN, [*items[1:], between(f"{name} fault", Piece(".quoet"))]),
            (Code.ATTRIBUTE_UNKNOWN, [*items, between(f"{name} fault", Piece("speaker=K"))]),
            (Code.ID_INVALID, [items[0], between(f"{name} fault", Piece("#Big")), *items[2:]]),
            (
                Code.ANNOTATION_SYNTAX,
                [*items, Piece("note=") + between(f"{name} fault", Piece("Müller"))],
            ),
            (
                Code.ANNOTATION_SYNTAX,
                [*items, Piece("note=") + between(f"{name} fault", Piece("‘so’"))],
            ),
            (Code.ANNOTATION_SYNTAX, [*items, between(f"{name} fault", Piece("stray"))]),
        ]
        if kind in {"quote", "said"}:
            wrong = between(f"{name} fault", Piece("date=2026-13-05"))
            faults.append((Code.ATTRIBUTE_VALUE, [*items, wrong]))
        if kind == "said":
            faults.append((Code.KIND_SEVERAL, [*items, between(f"{name} fault", Piece(".fact"))]))
        return faults[int(self.choose(*map(str, range(len(faults)))))]

    def block(self) -> Piece:
        """Draw a block of Markdown in other blocks."""
        kind = self.choose("text", "text", "text", "atx", "setext", "table", "marked", "footnote")
        if kind == "table":
            piece = self.table()
        elif kind == "atx":
            closing = self.choose("", " ##", " #  ")
            piece = Piece("## ") + self.inline(lines=False) + Piece(closing)
        elif kind == "setext":
            piece = self.inline(lines=True) + Piece("\n" + self.choose("---", "==="))
        elif kind == "marked":
            piece = self.marked()
        else:
            piece = self.inline(lines=True)
        if kind == "footnote":
            name = f"f{next(self.numbers)}"
            return indented(piece, f"[^{name}]: ", "    ") + Piece(f"\n\nsee[^{name}]")
        for _ in range(int(self.choose("0", "0", "1", "2", "3"))):
            piece = self.wrapped(piece, plain=kind == "text")
        return piece

    def wrapped(self, piece: Piece, *, plain: bool) -> Piece:
        """Put a block into a block quote or a list."""
        ways = [("> ", "> "), ("- ", "  "), ("1. ", "   "), ("*   ", "    ")]
        if not re.search(r"^[ \t]", piece.text, re.MULTILINE):
            ways.append((">", ">"))  # a space that followed would belong to the mark
        if plain and not re.search(r"\n[ \t]*>", piece.text):  # a mark would end the paragraph
            ways += [("> ", ""), (">", ""), ("-\t", "\t"), ("+ ", ""), ("10) ", " ")]
        first, rest = ways[int(self.choose(*map(str, range(len(ways)))))]
        return indented(piece, first, rest)

    def table(self) -> Piece:
        whole = Piece("| head | head |\n|---|:-:|")
        for _ in range(int(self.choose("1", "2"))):
            left, right = self.inline(lines=False, cell=True), self.inline(lines=False, cell=True)
            edge = self.choose("| ", "|", "")
            whole += Piece("\n" + edge) + left + Piece(" | ") + right + Piece(self.choose(" |", ""))
        return whole

    def marked(self) -> Piece:
        """Draw a block quote with a line of attributes above it."""
        name = f"n{next(self.numbers)}x"
        inner = self.inline(lines=True)
        if self.flag():
            inner += Piece("\n\n", words=" ") + self.inline(lines=True)
        piece, mark = self.markup(name, "quote", inner.words, lines=False, cell=False, block=True)
        quote = indented(inner, "> ", "> ")
        whole = piece + Piece("\n") + between(f"{name} passage", quote)
        whole.marks = [mark, *inner.marks]
        return whole


def indented(piece: Piece, first: str, rest: str) -> Piece:
    """Put prefixes before the lines of a block."""
    head, *lines = piece.text.split("\n")
    text = "\n".join([first + head, *((rest + line) if line else rest.rstrip() for line in lines)])
    return Piece(text, piece.names, piece.words, piece.marks)


@st.composite
def documents(draw: Callable[..., object], *, faulty: bool = False) -> Document:
    """Draw the body of an article that knows where its annotations stand."""
    maker = Maker(draw, faulty=faulty)
    whole = Piece()
    for number in range(int(maker.choose("1", "2", "3"))):
        # A comment between two blocks keeps a list or a paragraph from going on in the next.
        whole += Piece("\n\n<!-- -->\n\n" if number else "") + maker.block()
    points: dict[str, int] = {}
    text = ""
    for name, part in zip([*whole.names, ""], whole.text.split(POINT), strict=True):
        text += part
        if name:
            points[name] = len(text)
    return Document(text + "\n", points, tuple(whole.marks))
