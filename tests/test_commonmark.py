"""Law 3: the body of an article means, in the built site, what CommonMark says it means.

All 652 examples of the specification are articles of one site, which MkDocs builds strictly.
Each body is compared with two references: markdown-it-py's CommonMark with our one rule for raw
HTML (it is shown as text, and comments are left out), and, where an example has no raw HTML,
the HTML that the specification itself prints.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from generator.project import read_project
from generator.site import build_site
from tests.conftest import ROOT


class Example(NamedTuple):
    """One example of the specification."""

    number: int
    markdown: str
    html: str

    @property
    def stem(self) -> str:
        return f"2025-01-01-example-{self.number}"


EXAMPLES = tuple(
    Example(entry["example"], entry["markdown"], entry["html"])
    for entry in json.loads((ROOT / "tests/data/commonmark-0.31.2.json").read_text("utf-8"))
)
BY_NUMBER = {example.number: example for example in EXAMPLES}


def shown(_: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    """The rule for raw HTML: it is shown as text, and comments in it are left out."""
    token = tokens[index]
    html = re.sub(r"<!--(?:>|->|.*?-->)", "", token.content, flags=re.DOTALL)
    if not html.strip():
        return ""
    text = escape(html, quote=False)
    return f'<pre class="b-html">{text}</pre>\n' if token.type == "html_block" else text


@cache
def reference() -> MarkdownIt:
    md = MarkdownIt("commonmark")
    md.add_render_rule("html_block", shown)
    md.add_render_rule("html_inline", shown)
    return md


def has_raw_html(markdown: str) -> bool:
    tokens: list[Token] = []
    for token in reference().parse(markdown):
        tokens += [token, *(token.children or [])]
    return any(token.type in {"html_block", "html_inline"} for token in tokens)


def moved_down(html: str) -> str:
    """Let headings begin at h3, below the page's h1 and its sections' h2, and skip no level."""
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    moved: list[int] = []
    for level in levels:
        before = list(zip(levels, moved, strict=False))  # one lower than the nearest above it
        above = next((new for old, new in reversed(before) if old < level), 2)
        moved.append(min(above + 1, 6))
    tags = iter([level for level in moved for _ in ("open", "close")])
    return re.sub(r"(</?)h[1-6](?=[ >])", lambda tag: f"{tag[1]}h{next(tags)}", html)


class Normal(HTMLParser):
    """Writes HTML so that only what means the same is the same, as the specification's tests do."""

    BLOCK = frozenset(
        [
            *("article", "aside", "blockquote", "div", "dl", "dt", "dd", "figure", "footer"),
            *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre"),
            *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
        ]
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.in_pre = 0
        self.last = "start"
        self.last_tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self.in_pre += 1
        if tag in self.BLOCK:
            self._trim()
        kept = sorted(
            (name, value)
            for name, value in attrs
            if not (name == "id" and re.fullmatch("h[1-6]", tag))
        )
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in kept)
        self.out.append(f"<{tag}{written}>")
        self.last, self.last_tag = "start", tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self.in_pre -= 1
        elif tag in self.BLOCK:
            self._trim()
        self.out.append(f"</{tag}>")
        self.last, self.last_tag = "end", tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.last = "end"

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        if self.last == "end" and self.last_tag == "br":
            data = data.lstrip("\n")
        if not self.in_pre:
            data = re.sub(r"\s+", " ", data)
            if self.last_tag in self.BLOCK:
                data = data.strip() if self.last == "end" else data.lstrip()
        self.out.append(escape(data, quote=False))
        self.last = "data" if data else self.last

    def _trim(self) -> None:
        if self.out and not self.out[-1].startswith("<"):
            self.out[-1] = self.out[-1].rstrip()


def normal(html: str) -> str:
    parser = Normal()
    parser.feed(html)
    parser.close()
    return "".join(parser.out).strip()


class ArticleBody(HTMLParser):
    """Cuts the body of an article out of its page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.lines = [0, *(found.end() for found in re.finditer("\n", page))]
        self.tag = ""
        self.depth = 0
        self.start = self.end = -1
        self.feed(page)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth:
            self.depth += tag == self.tag
        elif dict(attrs).get("class") == "b-body":
            self.tag, self.depth = tag, 1
            self.start = self._offset() + len(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if not self.depth:
            return
        self.depth -= tag == self.tag
        if not self.depth:
            self.end = self._offset()

    @property
    def body(self) -> str:
        assert self.start >= 0, "the page has no element with the body"
        assert self.end >= 0, "the element does not end"
        return self.page[self.start : self.end]


CONFIG = "site_name: S\ntheme: {name: material, font: false}\n"
FRONT = "---\ntitle: {title}\ndate: 2025-01-01\n---\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site whose articles are the examples."""
    folder = tmp_path_factory.mktemp("commonmark")
    (folder / "mkdocs.yml").write_text(CONFIG)
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    for example in EXAMPLES:
        text = FRONT.format(title=f"Example {example.number}") + example.markdown
        (articles / f"{example.stem}.md").write_text(text, encoding="utf-8", newline="\n")
    return build_site(read_project(folder))[0]


def body(site: Path, example: Example) -> str:
    page = (site / "briefings" / example.stem / "index.html").read_text("utf-8")
    return ArticleBody(page).body


def numbered(examples: Sequence[Example]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("number", [example.number for example in examples])


@pytest.mark.slow
@numbered(EXAMPLES)
def test_an_articles_body_is_commonmark(number: int, site: Path) -> None:
    example = BY_NUMBER[number]
    expected = moved_down(reference().render(example.markdown))
    assert normal(body(site, example)) == normal(expected)


@pytest.mark.slow
@numbered([example for example in EXAMPLES if not has_raw_html(example.markdown)])
def test_without_raw_html_it_is_what_the_specification_prints(number: int, site: Path) -> None:
    example = BY_NUMBER[number]
    assert normal(body(site, example)) == normal(moved_down(example.html))


def test_the_examples_are_all_of_the_specification() -> None:
    assert [example.number for example in EXAMPLES] == list(range(1, 653))
    assert sum(1 for example in EXAMPLES if not has_raw_html(example.markdown)) > 550


@pytest.mark.parametrize(
    "one, other",
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<pre>a\n</pre>", "<pre>a</pre>"),
        ('<a href="x">y</a>', '<a href="z">y</a>'),
        ('<a title="x\ny" href="">y</a>', '<a title="x y" href="">y</a>'),
        ("<p>a &amp;lt; b</p>", "<p>a &lt; b</p>"),
        ("<h3>a</h3>", "<h4>a</h4>"),
        ("<p>a<br>b</p>", "<p>a\nb</p>"),
    ],
)
def test_the_comparison_sees_what_differs(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("<p>a\nb</p>\n", "<p>a b</p>"),
        ("<ul>\n<li>a</li>\n</ul>", "<ul><li>a</li></ul>"),
        ('<img src="a" alt="b" />', '<img alt="b" src="a">'),
        ('<h3 id="x">a</h3>', "<h3>a</h3>"),
        ("<p>&quot;&#228;&gt;</p>", '<p>"ä></p>'),
    ],
)
def test_the_comparison_does_not_see_what_means_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert unescape(normal(one))
