"""The dialect of the generated pages: CommonMark 0.31.2 with tables, footnotes and annotations.

A page is one stretch: Markdown and well-formed HTML by the templates. In it, the body of an article
(or a note) stands between markers of its own, and there no HTML is HTML:

    <!-- briefing body 0123456789abcdef -->
    …the author's Markdown…
    <!-- /briefing body 0123456789abcdef -->

In a body, `[passage]{#id .kind name="value"}` is an element with a link to its card, headings begin
at the third level and none skips one, and `briefing:none` as the destination of a link makes it
plain text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from generator.annotations import annotation_rules
from generator.attributes import scan
from generator.markdown import Safe, is_comment, without_comments
from generator.passages import PASSAGE_RULES, block_quote_attributes
from generator.reading import Reading
from generator.source import Source
from generator.targets import BROKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_STARTS = r"<!-- briefing body (?P<token>[0-9a-f]{16})(?: (?P<back>[^\n]*))? -->\n"
_BODY_STARTS = re.compile(_STARTS)
_BODY = re.compile(
    rf"^{_STARTS}(?P<body>.*?)^<!-- /briefing body (?P=token) -->$",
    re.MULTILINE | re.DOTALL,
)
_HTML_BLOCK = re.compile(
    r"\n*</?(?:section|article|aside|blockquote|details|div|dl|figcaption|figure|footer|header|nav|"
    r"ol|p|summary|table|ul)[ >/\n]"
)
_PLAIN = r"(?:&#\d+;|[^\\`*_\[\]<>{}!\n#&])+?"
_HEADING = re.compile(
    rf"\n*(?P<marks>#{{1,6}}) "
    rf"(?:(?P<text>{_PLAIN})|\[(?P<label>{_PLAIN})\]\((?P<href>[\w./#%-]+)\))"
    r"(?: *(?P<attributes>\{#[^{}\n]*\}))?\n*"
)
_NEEDS_WHOLE = re.compile(r"```|~~~|\]:|^(?: {4}|\t)", re.MULTILINE)
_BEHIND_A_HEADING = re.compile(r"\s*(\{[#.][^{}\n]*\})$")
_BEFORE_A_HEADING = re.compile(r"^(\{#[^{}\n]*\}) ")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_LEVELS_ABOVE = 2


def seal(text: str, kind: str = "", back: Safe | None = None) -> str:
    """Put markers around a page's text (an author's, with `body`) that it cannot hold itself.

    `back` is what links from footnotes back to the text are called, in a body that has any.
    """
    name = f"briefing {kind}".rstrip()
    token = sha256(text.encode()).hexdigest()[:16]
    end = "" if text.endswith("\n") else "\n"
    note = f" {back}" if back and "[^" in text else ""
    return f"<!-- {name} {token}{note} -->\n{text}{end}<!-- /{name} {token} -->"


def unsealed(text: str) -> str:
    """Give the text between the markers that `seal` put around it."""
    return text.partition("\n")[2].rpartition("\n<!-- /")[0] + "\n"


def tidy(text: str) -> str:
    """Leave one blank line at most between blocks of a page; authors' bodies stay as they are."""
    parts: list[str] = []
    position = 0
    for match in _BODY.finditer(text):
        parts += [_BLANK_LINES.sub("\n\n", text[position : match.start()]), match.group()]
        position = match.end()
    parts.append(_BLANK_LINES.sub("\n\n", text[position:]))
    return "".join(parts).strip("\n") + "\n"


class Around(NamedTuple):
    """A page's stretch around the first body in it, and what the body is rendered with."""

    before: str
    body: str
    back: str
    after: str


def around_body(text: str) -> Around | None:
    """Divide a page's stretch at its first body, if it has one."""
    match = _BODY_STARTS.search(text)
    if not match:
        return None
    last = f"<!-- /briefing body {match['token']} -->"
    body, _, after = text[match.end() :].partition(last)
    return Around(text[: match.start()], body, match["back"] or "", after)


def render_stretch(text: str) -> str:
    """Render a page's stretch to XHTML; authors' bodies in it by `render_body`."""
    parts: list[str] = []
    position = 0
    for match in _BODY.finditer(text):
        parts.append(_render_page(text[position : match.start()]))
        parts.append(render_body(match["body"], match["back"] or ""))
        position = match.end()
    parts.append(_render_page(text[position:]))
    return "".join(parts)


def _render_page(text: str) -> str:
    """Render what templates wrote.

    Nearly all of it is HTML blocks and plain headings, which need no parser: after an empty line, a
    line that begins with such a tag is HTML up to the next empty line (CommonMark 0.31.2,
    4.6, kind 6). The stretches between are parsed, as is a text with code or references.
    """
    if _NEEDS_WHOLE.search(text):
        return str(_page_parser().render(text, {}))
    parts: list[str] = []
    waiting: list[str] = []
    for block in filter(str.strip, text.split("\n\n")):
        plain = f"{block}\n" if _HTML_BLOCK.match(block) else _plain_heading(block)
        if not plain:
            waiting.append(block)
            continue
        if waiting:
            parts.append(_page_parser().render("\n\n".join(waiting), {}))
            waiting.clear()
        parts.append(plain)
    if waiting:
        parts.append(_page_parser().render("\n\n".join(waiting), {}))
    return "".join(parts)


def _plain_heading(block: str) -> str:
    match = _HEADING.fullmatch(block)
    if not match:
        return ""
    level = len(match["marks"])
    attributes = "".join(
        f' {name}="{escape(str(value))}"'
        for name, value in _attributes_of(match["attributes"] or "{}").items()
    )
    text = match["text"] or f'<a href="{match["href"]}">{match["label"]}</a>'
    return f"<h{level}{attributes}>{text}</h{level}>\n"


@lru_cache(maxsize=4_000)
def render_body(text: str, back: str = "") -> str:
    """Render an author's Markdown to XHTML: raw HTML is shown as text.

    `back` is what links from footnotes back to the text are called, as HTML. The same body stands
    on a page and in feeds, and is rendered once.
    """
    return str(_body_parser().render(text, {"reading": Reading(Source("", text), 0), "back": back}))


@lru_cache(maxsize=1)
def _page_parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("table")
    md.core.ruler.after("inline", "heading_attributes", _heading_attributes)
    return md


@lru_cache(maxsize=1)
def _body_parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("table")
    md.use(footnote_plugin, inline=False).use(annotation_rules)
    md.core.ruler.push("heading_anchors", _heading_anchors)
    md.core.ruler.push("body_tokens", _body_tokens)
    for name, passage_rule in PASSAGE_RULES.items():
        md.add_render_rule(name, passage_rule)
    for rule in (
        _html_block,
        _html_inline,
        _link_open,
        _link_close,
        _image,
        _footnote_ref,
        _footnote_block_open,
        _footnote_block_close,
        _footnote_open,
        _footnote_anchor,
    ):
        md.add_render_rule(rule.__name__[1:], rule)
    return md


def _heading_attributes(state: StateCore) -> None:
    """Take `{#id name="value"}` off headings: templates write it behind them."""
    _take_off_headings(state, -1, _BEHIND_A_HEADING)


def _heading_anchors(state: StateCore) -> None:
    """Take `{#id} ` off the headings of bodies, where `bodies.heading_edits` writes it."""
    _take_off_headings(state, 0, _BEFORE_A_HEADING)


def _take_off_headings(state: StateCore, at: int, pattern: re.Pattern[str]) -> None:
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open" or not inline.children:
            continue
        token = inline.children[at]
        match = pattern.search(token.content)
        if match and token.type == "text":
            token.content = token.content[: match.start()] + token.content[match.end() :]
            opening.attrs = _attributes_of(match[1])


def _attributes_of(text: str) -> dict[str, str | int | float]:
    values: dict[str, str | int | float] = {}
    for item in scan(text, 0, len(text)).items:
        if item.sigil == "#":
            values["id"] = item.name
        elif item.sigil == ".":
            values["class"] = f"{values.get('class', '')} {item.name}".strip()
        else:
            values[item.name] = item.value
    return values


def _body_tokens(state: StateCore) -> None:
    """Move headings below those of the page, and give annotated block quotes their attributes."""
    above: list[str] = []  # the headings that a heading stands below, and itself
    for token in state.tokens:
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + _LEVELS_ABOVE, 6)}"
        elif token.type == "blockquote_open" and token.meta.get("mark"):
            token.attrs = block_quote_attributes(token.meta["mark"])


def _html_block(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: Any,
) -> str:
    html = without_comments(tokens[index].content)
    return f'<pre class="b-html">{escape(html, quote=False)}</pre>\n' if html.strip() else ""


def _html_inline(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: Any,
) -> str:
    html = tokens[index].content
    return "" if is_comment(html) else escape(html, quote=False)


def _link_open(
    self: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: Any,
    env: Any,
) -> str:
    if tokens[index].attrs.get("href") == BROKEN:
        env.setdefault("broken", []).append(True)
        return '<span class="b-broken">'
    env.setdefault("broken", []).append(False)
    return self.renderToken(tokens, index, options, env)


def _link_close(
    _: RendererHTML,
    _tokens: Sequence[Token],
    _index: int,
    _options: Any,
    env: Any,
) -> str:
    return "</span>" if env["broken"].pop() else "</a>"


def _image(
    self: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: Any,
    env: Any,
) -> str:
    token = tokens[index]
    _leave_out_comments(token)
    alt = self.renderInlineAsText(token.children or [], options, env)
    if token.attrs.get("src") == BROKEN:
        return f'<span class="b-broken">{escape(alt)}</span>'
    token.attrs["alt"] = alt
    return self.renderToken(tokens, index, options, env)


def _leave_out_comments(token: Token) -> None:
    """Take the comments out of the text of an image, and of the images in it."""
    inside = token.children or []
    token.children = [t for t in inside if t.type != "html_inline" or not is_comment(t.content)]
    for child in token.children:
        _leave_out_comments(child)


def _footnote_ref(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: Any,
) -> str:
    meta = tokens[index].meta
    number, again = meta["id"] + 1, f"-{meta['subId'] + 1}" if meta["subId"] > 0 else ""
    return (
        f'<sup class="b-footnote-ref" id="b-fnref_{number}{again}" data-search-exclude="">'
        f'<a href="#b-fn_{number}">[{number}]</a></sup>'
    )


def _footnote_block_open(*_: Any) -> str:
    """Begin the footnotes; they are no section, for they have no heading."""
    return '<hr class="footnotes-sep" />\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def _footnote_block_close(*_: Any) -> str:
    return "</ol>\n</div>\n"


def _footnote_open(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: Any,
) -> str:
    return f'<li id="b-fn_{tokens[index].meta["id"] + 1}" class="footnote-item">'


def _footnote_anchor(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    env: Any,
) -> str:
    meta = tokens[index].meta
    number, again = meta["id"] + 1, f"-{meta['subId'] + 1}" if meta["subId"] > 0 else ""
    back = env["back"]
    return (
        f' <a class="b-to-card" href="#b-fnref_{number}{again}" data-search-exclude=""'
        f' title="{back}" aria-label="{back}">\N{UPWARDS ARROW}</a>'
    )
