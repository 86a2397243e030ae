"""The laws of `architecture.md` that hold for every input, tried with inputs nobody would write."""

import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator import yaml_nodes
from generator.attributes import scan, write
from generator.build import Built, build
from generator.commonmark import render_stretch
from generator.diagnostics import Diagnostic, Severity
from generator.dialect import parse as parse_xhtml
from generator.markdown import escape
from generator.model import Annotation, Article, Body, Page, Person, Story
from generator.parse import parse_article, parse_person, parse_story
from generator.project import read_project
from generator.settings import Settings
from generator.site import build_site
from generator.slugs import first_words
from generator.source import Place, Source, Span
from tests.conftest import ROOT, Run
from tests.strategies import (
    HEAD,
    HOSTILE,
    Document,
    articles,
    documents,
    hostile_text,
    markup,
    yaml_text,
)

# Hypothesis has a budget of its own in each test; all of them together stay under 90 seconds.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
few, some, many = (
    settings(max_examples=number, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
    for number in (30, 100, 250)
)

RUN = "from generator.cli import main; raise SystemExit(main())"
STEM = "2025-05-20-a"
PATH = f"content/articles/{STEM}.md"


@contextmanager
def folder_with(files: Mapping[str, str | bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        put(Path(name), files)
        yield Path(name)


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def built_of(files: Mapping[str, str | bytes], options: Settings | None = None) -> Built:
    with folder_with(files) as folder:
        return build(folder, options or Settings())


def errors(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [one for one in found if one.severity is Severity.ERROR]


def read(text: str) -> tuple[Article, tuple[Diagnostic, ...]]:
    article, found = parse_article(Source(PATH, text), STEM)
    assert article is not None
    return article, found


def stretch(page: Page) -> str:
    """Render the Markdown of a page as the site's builder does."""
    first, *rest = page.markdown.rstrip("\n").split("\n")
    assert re.fullmatch(r"<!-- briefing [0-9a-f]{16} -->", first)
    return render_stretch("\n".join(rest[:-1]))


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]


class Page_(HTMLParser):  # noqa: N801 - `Page` is the program's
    """The elements and the text of a page."""

    EMPTY = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.pieces: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(Element("!--", {"comment": data}))

    def handle_decl(self, decl: str) -> None:
        self.elements.append(Element("!", {"declaration": decl}))

    def handle_pi(self, data: str) -> None:
        self.elements.append(Element("?", {"instruction": data}))

    @property
    def text(self) -> str:
        return collapsed("".join(self.pieces))

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def shape(self) -> list[tuple[str, ...]]:
        """Elements with the names of their attributes.

        Left out is what compares two wordings, and what keeps the directions of texts apart.
        """
        return [
            (element.tag, *sorted(element.attributes))
            for element in self.elements
            if element.tag not in {"ins", "bdi"} and element.attributes.get("class") != "b-lacks"
        ]


def collapsed(text: str) -> str:
    return " ".join(text.split())


# Law 1: parsing any text never raises, and every span lies inside its text.


def spans_of(read_: Article | Person | Story) -> Iterator[Span]:
    for path in paths_of(read_.fields.model_dump(by_alias=True)):
        yield read_.front_matter.span(*path)
    yield from spans_of_body(read_.body)


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths_of(inner, (*path, name))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from paths_of(inner, (*path, index))


def spans_of_body(body: Body) -> Iterator[Span]:
    yield body.span
    for annotation in body.annotations:
        yield annotation.passage
        yield annotation.markup
        yield from (attribute.span for attribute in annotation.attributes.values())
    yield from (Span(heading.start, heading.start) for heading in body.headings)
    yield from (link.span for link in body.links)


def check_place(place: Place, source: Source) -> None:
    lines = source.text.split("\n")
    assert place.path == source.path
    assert 1 <= place.line <= len(lines)
    line = lines[place.line - 1]
    assert place.text == line
    assert 1 <= place.column <= len(line) + 1
    assert 0 <= place.length <= len(line) + 1 - place.column


def check_reading(text: str) -> None:
    source = Source(PATH, text)
    for parse in (parse_article, parse_person, parse_story):
        record, found = parse(source, STEM)
        for one in found:
            check_place(one.place, source)
            for related in one.related:
                check_place(related.place, source)
            assert one.message
        if isinstance(record, Article | Person | Story):
            for span in spans_of(record):
                assert 0 <= span.start <= span.end <= len(text)
            check_annotations(source, record.body)
            check_links(source, record.body)


def check_annotations(source: Source, body: Body) -> None:
    """Law 2 as far as it can be told of a text that nobody knows."""
    for annotation in body.annotations:
        assert source[annotation.markup].startswith("{")
        assert source[annotation.markup].endswith("}")
        if annotation.block:
            assert source[annotation.passage].startswith(">")
        else:
            start, end = annotation.passage
            assert source.text[start - 1] == "["
            assert source.text[end] == "]"
        for name, attribute in annotation.attributes.items():
            assert source[attribute.span].startswith(f"{name}=")
            assert annotation.markup.start < attribute.span.start
            assert attribute.span.end < annotation.markup.end
    assert len({a.id for a in body.annotations}) == len(body.annotations)


def check_links(source: Source, body: Body) -> None:
    md = MarkdownIt()
    for link in body.links:
        written = source[link.span]
        bare = written[1:-1] if written.startswith("<") else written
        assert md.normalizeLink(link.destination)
        assert unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare)) == link.destination


@many
@given(articles)
@example("")
@example("---")
@example("---\n---")
@example("---\n---\n{.quote}")
@example(f"{HEAD}{{.quote}}\n>")
@example(f"{HEAD}[]{{.quote}}")
@example(f"{HEAD}[x]{{.quote\n#a}}\n")
@example("---\ntitle: T\ndate: 2025-05-20\nsummary:\n- text: A\n  evidence: []\n---\n")
@example(f'{HEAD}[a]{{.quote by="')
@example(f"{HEAD}> {{.quote by=K}}\n> > a\n> b")
@example(f"{HEAD}| [a]{{.fact\n|---|\n| b | [c]{{.fact}}")
def test_no_text_makes_reading_fail_and_all_places_lie_in_the_text(text: str) -> None:
    check_reading(text)


@some
@given(markup)
def test_what_reads_without_an_error_becomes_a_well_formed_page(body: str) -> None:
    built = built_of({PATH: HEAD + body})
    if built.has_errors:
        return
    for page in built.pages:
        html = stretch(page)
        parse_xhtml(html)
        if page.path == f"briefings/{STEM}.md":
            check_own_links(html)


def check_own_links(html: str) -> None:
    """Every link on the page to a place on it finds that place, and there is one of each."""
    page = Page_(html)
    twice = [name for name, number in Counter(page.ids).items() if number > 1]
    assert twice == []
    targets = [
        element.attributes["href"][1:]
        for element in page.elements
        if element.attributes.get("href", "").startswith("#")
        and element.attributes.get("class", "") in {"b-to-card", "b-evidence"}
    ]
    assert [name for name in targets if name not in page.ids] == []
    assert {target for target in targets if target.startswith("in-")} <= set(page.ids)


# Law 2: source.text[span] is what an annotation records, to the character.


def by_id(body: Body) -> dict[str, Annotation]:
    return {annotation.id: annotation for annotation in body.annotations}


def check_document(document: Document, *, whole: bool = True) -> None:
    text = HEAD + document.text
    article, found = read(text)
    read_marks = by_id(article.body)
    wanted = [mark for mark in document.marks if mark.fault is None]
    for mark in wanted:
        annotation = read_marks[mark.name]
        assert article.source[annotation.passage] == document.stretch(f"{mark.name} passage")
        assert article.source[annotation.markup] == document.stretch(f"{mark.name} markup")
        assert annotation.passage.start == len(HEAD) + document.points[f"{mark.name} passage start"]
        if whole:  # behind a fault, what is left of its attributes up to the `}` may be words
            assert annotation.words == mark.words
        assert annotation.kind == mark.kind
        assert annotation.block == mark.block
        assert annotation.explicit
        for key, value in mark.values:
            assert annotation.get(key) == collapsed(value)
            span = annotation.attributes[key].span
            assert article.source[span] == document.stretch(f"{mark.name} {key}")
    assert len(read_marks) == len(wanted)
    expected = [
        (
            mark.fault,
            tuple(article.source.position(len(HEAD) + document.points[f"{mark.name} fault start"])),
        )
        for mark in document.marks
        if mark.fault is not None
    ]
    told = [(one.code, (one.place.line, one.place.column)) for one in errors(found)]
    assert Counter(told) == Counter(expected)


@many
@given(documents())
def test_a_span_holds_exactly_the_passage_and_the_attributes(document: Document) -> None:
    check_document(document)


@some
@given(documents(faulty=True))
def test_a_message_points_at_the_very_character(document: Document) -> None:
    check_document(document, whole=False)


def test_equal_cells_of_a_table_are_told_apart() -> None:
    row = "| [x]{.fact} | [x]{.fact} | x |\n"
    table = f"| a | b | c |\n|---|---|---|\n{row}{row}"
    for text in (table, re.sub(r"^", "> ", table.rstrip("\n"), flags=re.MULTILINE)):
        article, _ = read(HEAD + text)
        places = [found.start() for found in re.finditer(r"(?<=\[)x", HEAD + text)]
        assert [a.passage.start for a in article.body.annotations] == places


@few
@given(documents())
def test_every_annotation_has_its_place_on_the_page_and_its_card_leads_there(
    document: Document,
) -> None:
    built = built_of({PATH: HEAD + document.text})
    assert errors(built.diagnostics) == []
    page = next(page for page in built.pages if page.path == f"briefings/{STEM}.md")
    html = stretch(page)
    check_own_links(html)
    ids = Page_(html).ids
    for mark in document.marks:
        assert f"in-{mark.name}" in ids
        assert html.count(f'id="{mark.name}"') <= 1


# Law 9: prepending k lines to a body moves its diagnostics by exactly k lines.


def told(found: tuple[Diagnostic, ...], moved: int = 0) -> Counter[tuple[str, int, int, int, str]]:
    """What is told of the body, with the lines that it stands on."""
    first = HEAD.count("\n")
    return Counter(
        (
            one.code.slug,
            one.place.line + (moved if one.place.line > first else 0),
            one.place.column,
            one.place.length,
            one.message,
        )
        for one in found
    )


@some
@given(markup, st.integers(1, 40))
@example("<b>\n\n[^a] {.quote}\n\n[a](nowhere.md)", 3)
@example("\r# [", 1)
def test_lines_put_before_a_body_move_its_messages_by_as_many(body: str, lines: int) -> None:
    _, before = read(HEAD + body)
    _, after = read(HEAD + "\n" * lines + body)
    assert told(after) == told(before, lines)


@few
@given(documents(faulty=True), st.integers(1, 40))
def test_a_paragraph_put_before_a_body_moves_its_messages(document: Document, lines: int) -> None:
    text = "“Words”\n" * (lines - 1) + "\n"
    _, before = read(HEAD + document.text)
    _, after = read(HEAD + text + document.text)
    assert told(after) == told(before, lines)


# An automatic id never changes because another annotation is added, moved or removed.

passages = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["peace", "talks", "Über", "мир", "I", "42", "“no”", "—", "go"]),
                 min_size=1, max_size=8).map(" ".join),
        st.sampled_from([".fact", ".quote by=K", ".said by=K", '.gap ask="Q?"']),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda passage: first_words(passage[0]),
)  # fmt: skip


def ids_of(drawn: list[tuple[str, str]]) -> dict[str, str]:
    body = "\n\n".join(f"[{words}]{{{attributes}}}" for words, attributes in drawn)
    article, _ = read(HEAD + body)
    return {annotation.words: annotation.id for annotation in article.body.annotations}


@some
@given(passages, st.data())
def test_an_automatic_id_does_not_depend_on_other_annotations(
    drawn: list[tuple[str, str]], data: st.DataObject
) -> None:
    ids = ids_of(drawn)
    kept = data.draw(st.lists(st.sampled_from(drawn), min_size=1, unique=True))
    assert ids_of(kept).items() <= ids.items()
    assert len(set(ids.values())) == len(ids)


# Both parsers of YAML say the same.


def yaml_reading(parser: type, text: str) -> object:
    before = yaml_nodes.PARSER
    yaml_nodes.PARSER = parser
    try:
        article, found = parse_article(Source(PATH, f"---\n{text}\n---\n"), STEM)
    finally:
        yaml_nodes.PARSER = before
    if article is None:
        refused = [
            (one.code, one.place.line, one.place.column)
            for one in found
            if one.code.slug in {"yaml-refused", "front-matter-limit"}
        ]
        return refused or "each parser has its own words for what is no YAML"
    places = {
        path: article.front_matter.span(*path) for path in paths_of(article.fields.model_dump())
    }
    return article.fields, places, told(found)


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without libyaml")
@many
@given(yaml_text, st.booleans())
@example("a: 1\na: 2", True)
@example("description: >-\n  a\n\n  b\ntopics: [a, 'b', \"c\"]", True)
@example(r'topics: ["\ud800"]', True)  # half a character
def test_both_parsers_of_yaml_give_the_same_values_and_places(text: str, whole: bool) -> None:
    assume("\ufeff" not in text)  # libyaml passes over a byte order mark anywhere
    assume("\t" not in text)  # libyaml takes tabs where the other parser refuses them
    text = f"title: T\ndate: 2025-05-20\n{text}" if whole else text
    fast, slow = (yaml_reading(parser, text) for parser in (yaml.CSafeLoader, yaml.SafeLoader))
    assert fast == slow


# What is written is read back.


@many
@given(
    st.dictionaries(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True), st.text()),
    st.sampled_from(["#a .quote", ".fact", "#in-a-2 .gap"]),
    st.text(max_size=5),
)
@example({"a": 'b"c\\d}\n\t{#e .f}'}, ".fact", "}")
def test_attributes_are_read_back_as_they_were_written(
    values: dict[str, str], sigils: str, behind: str
) -> None:
    text = write(sigils, values)
    found = scan(text + behind, 0, len(text + behind))
    assert found.fault is None
    assert found.end == len(text)
    assert "\n" not in text
    assert " ".join(f"{item.sigil}{item.name}" for item in found.items if item.sigil) == sigils
    assert {i.name: i.value for i in found.items if not i.sigil} == {
        name: collapsed(value) for name, value in values.items()
    }


CONTEXTS = (
    ("{}", "p"),
    ("before {} behind", "p"),
    ("# {}", "h1"),
    ("<p>{}</p>", "p"),
    ('<p title="{}">x</p>', "p"),
    ("<ul>\n<li>{}</li>\n</ul>", "li"),
    ("[{}](a.md)", "a"),
    ("| a |\n|---|\n| {} |", "td"),
    ("- {}", "li"),
    ("> {}", "p"),
)


def visible(text: str) -> str:
    """What of a text can stand in a page: without control characters, white space collapsed."""
    return collapsed(re.sub(r"[\x00-\x1f\x7f]", " ", text))


def shown_by(template: str, text: str) -> Page_:
    return Page_(render_stretch(template.format(escape(text)) + "\n"))


@many
@given(hostile_text | st.text(min_size=1), st.sampled_from(CONTEXTS))
@example("1. a", ("{}", "p"))
@example("\x02klzzwxh:0000\x03", ("{}", "p"))
@example("a  \nb", ("# {}", "h1"))
@example("# #", ("# {}", "h1"))
@example("    code", ("{}", "p"))
def test_an_escaped_text_means_itself_wherever_it_stands(
    text: str, context: tuple[str, str]
) -> None:
    assume(visible(text))
    template, tag = context
    page, plain = shown_by(template, text), shown_by(template, "word")
    assert page.shape == plain.shape
    expected = plain.text.replace("word", visible(text))
    if "title=" in template:
        attributes = page.elements[0].attributes
        assert collapsed(attributes["title"]) == visible(text)
    else:
        assert page.text == collapsed(expected)
    assert tag in {element.tag for element in page.elements}


# Law 4: no text of an author's can become markup.

IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def in_yaml(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def in_attribute(text: str) -> str:
    text = " ".join(text.split()).replace("\\", r"\\").replace('"', r"\"")
    return f'"{text}"'


def in_markdown(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))


class Texts(NamedTuple):
    """One text for each place where an author can write one."""

    values: tuple[str, ...]
    number: int

    def __call__(self, index: int) -> str:
        return self.values[index % len(self.values)]

    def prefixed(self, letter: str, index: int) -> str:
        """Give a text that begins so that lists are in one order whatever follows."""
        return f"{letter}{self.number:03} {self(index)}"


def article_of(t: Texts, stem: str) -> str:
    return f"""---
title: {in_yaml(t(0))}
date: 2025-05-20
description: {in_yaml(t(1))}
story: story-{t.number}
topics: [{in_yaml(t.prefixed("t", 2))}]
authors: [{in_yaml(t(3))}, {in_yaml(t(4))}]
sources:
  cnn:
    title: {in_yaml(t(5))}
    publisher: {in_yaml(t(6))}
    author: {in_yaml(t(7))}
    url: "https://x.org/a_(b)`c`{{{{d}}}}?e=1&copy=2&amp;'*_[y]\\\\z"
  bbc: {{publisher: {in_yaml(t(8))}}}
summary:
- {{text: {in_yaml(t(9))}, evidence: [words, said, fact, gap]}}
questions:
- {{id: asked, ask: {in_yaml(t(10))}, resolves_when: {in_yaml(t(11))}}}
answers:
- {{question: "#asked", status: partly, text: {in_yaml(t(12))}, evidence: [fact]}}
variants:
- {{of: words, source: bbc, text: {in_yaml(t(13))}}}
corrections:
- {{date: 2025-05-21, text: {in_yaml(t(14))}}}
image: {{src: ../i.png, alt: {in_yaml(t(15))}, credit: {in_yaml(t(16))}}}
---
[“{in_markdown(t(17))}”]{{#words .quote by=p{t.number} to={in_attribute(t(18))}
at={in_attribute(t(19))} note={in_attribute(t(20))} role={in_attribute(t(21))}}} and
[“{in_markdown(t(22))}”]{{#other .quote as={in_attribute(t(23))} doubtful={in_attribute(t(24))}}}
and [so {in_markdown(t(25))}]{{#said .said by=p{t.number} note={in_attribute(t(26))}}} and
[so {in_markdown(t(27))}]{{#fact .fact}} and
[so {in_markdown(t(28))}]{{#gap .gap ask={in_attribute(t(29))}}}.

## So {in_markdown(t(30))}

| a | b |
|---|---|
| [“{in_markdown(t(31))}”]{{#cell .quote by=p{t.number}}} | c |

```
{" ".join(t(32).split())}
```

    {" ".join(t(33).split())}

See ` [this](../people/p{t.number}.md) and [“it”]{{#it .quote by=p{t.number}}} [that][{stem}].

[{stem}]: <https://x.org/(> "{in_markdown(t(34))}"
"""


def project_of(everything: list[Texts]) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {"content/i.png": b"", "mkdocs.yml": "site_name: S\n"}
    for t in everything:
        stem = f"2025-05-20-a{t.number:03}"
        files[f"content/articles/{stem}.md"] = article_of(t, stem)
        files[f"content/people/p{t.number}.md"] = (
            f"---\nname: {in_yaml(t.prefixed('P', 35))}\n"
            f"aliases: [{in_yaml(t.prefixed('A', 36))}]\n"
            f"roles: [{{title: {in_yaml(t(37))}, from: 2025-01-01}}]\n"
            f"links: {{{in_yaml(t(38))}: https://x.org/}}\n---\nso {in_markdown(t(39))}\n"
        )
        files[f"content/stories/story-{t.number}.md"] = (
            f"---\ntitle: {in_yaml(t(40))}\n---\nso {in_markdown(t(41))}\n"
        )
    return files


PLACES = 42
ON_THE_BRIEFING = frozenset(range(42)) - {2, 13, 34, 35, 36, 38, 39, 40, 41}
IMAGE_TEXT = 15
HARMLESS = tuple(f"harmless words {number}" for number in range(PLACES))


def shapes(built: Built) -> list[list[tuple[str, ...]]]:
    return [Page_(stretch(page)).shape for page in built.pages]


@cache
def harmless_shapes() -> list[list[tuple[str, ...]]]:
    return shapes(built_of(project_of([Texts(HARMLESS, 1)])))


@few
@given(st.lists(hostile_text, min_size=PLACES, max_size=PLACES))
@example(list(HOSTILE))
@example(list(HOSTILE[7:] + HOSTILE[:7]))
@example(list(HOSTILE[19:] + HOSTILE[:19]))
def test_no_text_of_an_author_becomes_markup(drawn: list[str]) -> None:
    texts = Texts(tuple(drawn), 1)
    built = built_of(project_of([texts]))
    assert errors(built.diagnostics) == []
    assert shapes(built) == harmless_shapes()
    pages = {page.path: Page_(stretch(page)) for page in built.pages}
    briefing = pages["briefings/2025-05-20-a001.md"]
    attributes = {
        collapsed(value) for element in briefing.elements for value in element.attributes.values()
    }
    for index in ON_THE_BRIEFING:
        words = collapsed(texts(index))
        assert words in briefing.text or words in attributes, index
    assert set(collapsed(texts(13)).split()) <= set(briefing.text.split())
    person = pages["people/p1.md"].text
    assert all(collapsed(texts(index)) in person for index in (17, 25, 31, 35, 36, 37, 38, 39))
    assert all(
        collapsed(texts(index)) in pages["stories/story-1.md"].text for index in (0, 1, 40, 41)
    )
    check_addresses(pages.values())
    check_own_links(stretch(next(p for p in built.pages if p.path.startswith("briefings/"))))


def check_addresses(pages: Iterable[Page_]) -> None:
    for page in pages:
        for element in page.elements:
            for name, value in element.attributes.items():
                assert not name.startswith("on")
                if name in {"href", "src", "action"}:
                    assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)


def site_of(files: Mapping[str, str | bytes], folder: Path) -> dict[str, bytes]:
    put(folder, files)
    target, _ = build_site(read_project(folder), folder / "site")
    return {
        path.relative_to(target).as_posix(): path.read_bytes()
        for path in sorted(target.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_no_text_of_an_author_becomes_markup_in_the_site(tmp_path: Path) -> None:
    numbers = range(len(HOSTILE))
    hostile = [Texts(HOSTILE[number:] + HOSTILE[:number], number) for number in numbers]
    harmless = [Texts(HARMLESS[number:] + HARMLESS[:number], number) for number in numbers]
    sites = [
        site_of(project_of(texts), tmp_path / name)
        for name, texts in (("hostile", hostile), ("harmless", harmless))
    ]
    pages, plain = (
        {
            path: Page_(content.decode())
            for path, content in site.items()
            if path.endswith(".html") and not path.startswith("topics/t")
        }
        for site in sites
    )
    assert pages.keys() == plain.keys()
    for path, page in pages.items():
        assert page.shape == plain[path].shape, path
        assert len(page.ids) == len(set(page.ids)), path
    check_addresses(pages.values())
    for texts in hostile:
        html = sites[0][f"briefings/2025-05-20-a{texts.number:03}/index.html"].decode()
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        assert title
        assert collapsed(unescape(title[1])) == collapsed(f"{texts(0)} - S")
        contents = [
            e.attributes.get("content", "") for e in Page_(html).elements if e.tag == "meta"
        ]
        assert collapsed(texts(1)) in map(collapsed, contents)


# Law 5: the same content gives the same bytes, on any day, in any folder, in any order.

CLOCK = """
import datetime, sys, time
shift = float(sys.argv.pop(1))
now, gmtime, localtime = time.time, time.gmtime, time.localtime
time.time = lambda: now() + shift
time.time_ns = lambda: int((now() + shift) * 1e9)
time.gmtime = lambda seconds=None: gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: localtime(time.time() if seconds is None else seconds)
class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    utcnow = today = now
datetime.datetime = Shifted
assert abs((datetime.date.today() - datetime.date.fromtimestamp(now() + shift)).days) <= 1
from generator.cli import main
raise SystemExit(main())
"""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **more}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def copied(files: Mapping[str, bytes], folder: Path, order: int) -> Path:
    """Write files in another order, with other times."""
    names = sorted(files)
    random.Random(order).shuffle(names)  # noqa: S311 - not a secret
    for name in names:
        put(folder, {name: files[name]})
        os.utime(folder / name, (order * 1e7, order * 1e7))
    return folder


def shipped() -> dict[str, bytes]:
    return {
        f"{top}/{path}": content
        for top in ("content", "site_templates")
        for path, content in tree(ROOT / top).items()
    } | {"mkdocs.yml": (ROOT / "mkdocs.yml").read_bytes()}


@pytest.mark.slow
def test_two_builds_of_one_checkout_are_the_same_bytes(tmp_path: Path) -> None:
    results = []
    for order, (name, shift, variables) in enumerate(
        [
            ("a", "0", {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}),
            (
                "some/other folder",
                "-400000000",
                {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77", "LC_ALL": "C"},
            ),
        ],
        1,
    ):
        folder = copied(shipped(), tmp_path / name, order)
        command = [sys.executable, "-c", CLOCK, shift, "build"]
        done = subprocess.run(
            command, cwd=folder, env=environment(**variables), check=False, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        results.append((tree(folder / "site"), tree(folder / "build" / "pages")))
    (site, pages), (other_site, other_pages) = results
    assert site.keys() == other_site.keys()
    assert [path for path in site if site[path] != other_site[path]] == []
    assert pages == other_pages


# Law 7: a build that fails or is killed leaves the last good output whole.

KILLED = """
import os, signal, sys
at, count = int(sys.argv.pop(1)), 0
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "shutil.copyfile"}
def hook(event, arguments):
    global count
    opened = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax")
    if opened or event in CHANGES:
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from generator.cli import main
code = main()
print("changes", count)
raise SystemExit(code)
"""


def small_project(folder: Path, words: str) -> Path:
    return put(
        folder,
        {
            "mkdocs.yml": "site_name: S\n",
            "content/about.md": f"# About {words}\n",
            PATH: f"{HEAD}[“{words}”]{{#q .quote by=K}}\n",
        },
    )


def run_killed(folder: Path, at: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-c", KILLED, str(at), *arguments],
        cwd=folder,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
    )


def renames_of(folder: Path) -> Path:
    """Where the whole site is: in its place, or for the moment between two renames beside it."""
    return folder / "site" if (folder / "site").exists() else folder / ".site.briefing-old"


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_last_good_site_whole(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "p", "first")
    assert run_killed(folder, 0, "build").returncode == 0
    first = tree(folder / "site")
    small_project(folder, "second")
    shutil.copytree(folder, tmp_path / "whole")
    done = run_killed(tmp_path / "whole", 0, "build")
    second = tree(tmp_path / "whole" / "site")
    assert first != second
    changes = int(done.stdout.split()[-1])
    steps = random.Random(7).sample(range(2, changes), 3)  # noqa: S311 - not a secret
    for step in [*steps, changes - 12, changes - 1]:
        trial = tmp_path / f"killed-{step}"
        shutil.copytree(folder, trial)
        assert run_killed(trial, step, "build").returncode == -9
        assert tree(renames_of(trial)) in (first, second), step
        assert run_killed(trial, 0, "build").returncode == 0
        assert tree(trial / "site") == second
        assert tree(trial / "build") == tree(tmp_path / "whole" / "build")
        assert {path.name for path in trial.iterdir()} == {"build", "content", "mkdocs.yml", "site"}


@pytest.mark.slow
def test_pages_that_are_killed_are_whole_after_the_next_run(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "p", "first")
    assert run_killed(folder, 0, "pages", "--out", "out").returncode == 0
    small_project(folder, "second")
    shutil.copytree(folder, tmp_path / "whole")
    done = run_killed(tmp_path / "whole", 0, "pages", "--out", "out")
    changes = int(done.stdout.split()[-1])
    for step in range(1, changes + 1, max(1, changes // 6)):
        trial = tmp_path / f"killed-{step}"
        shutil.copytree(folder, trial)
        assert run_killed(trial, step, "pages", "--out", "out").returncode == -9
        assert run_killed(trial, 0, "pages", "--out", "out").returncode == 0
        assert tree(trial / "out") == tree(tmp_path / "whole" / "out")


@pytest.mark.parametrize(
    "bad",
    [
        {PATH: f"{HEAD}[“second”]{{.quoet by=K}}"},
        {PATH: "no front matter"},
        {PATH: b"\xff"},
        {"content/articles/Bad Name.md": HEAD},
        {"site_templates/pages/briefing.md.jinja": "{% if %}"},
        {"site_templates/pages/briefing.md.jinja": "<p>{{ briefing.title }}"},
        {"content/archive/index.md": "# Mine"},
        {"mkdocs.yml": "site_name: [\n"},
    ],
)
def test_a_build_with_errors_leaves_everything_as_it_was(
    bad: dict[str, str | bytes], tmp_path: Path, run_briefing: Run
) -> None:
    folder = small_project(tmp_path, "first")
    for command in (("build",), ("pages", "--out", "out")):
        assert run_briefing(*command, cwd=folder).code == 0
    before = {name: tree(folder / name) for name in ("site", "build", "out")}
    put(folder, bad)
    for command in (("build",), ("pages", "--out", "out")):
        done = run_briefing(*command, cwd=folder)
        if done.code == 0:  # `pages` leaves it to the other builder to read HTML
            assert command[0] == "pages"
            continue
        assert done.code in {1, 2}
        assert "Traceback" not in done.stderr
        assert "defect" not in done.stderr
        for name in {"build": ("site", "build"), "pages": ("out",)}[command[0]]:
            assert tree(folder / name) == before[name]


# The leak test: what is not published is nowhere, by any way of building.

LEAKS = {
    "content/articles/2025-05-20-a.md": (
        f"{HEAD.removesuffix('---' + chr(10))}# zqleakcommentfront\nstory: s\nsources:\n"
        "  s: {publisher: P, text: s.txt}  # zqleakcommentsource\n---\n"
        "<!-- zqleakcommentblock -->\n\n[“Words of the source”]{#q .quote by=K} `<!-- this -->` "
        "words <!-- zqleakcommentinline --> and [so]{.fact}\n\n- <!-- zqleakcommentitem -->\n\n"
        "> a <!-- zqleakcommentquote\n> zqleakcommentline --> b\n\n> <!--\n> zqleakcommentlast\n"
        "> -->\n\n| a |\n|---|\n| \\| <!-- zqleakcommentcell --> |\n\n"
        "## A <!-- zqleakcommenthead -->\n"
    ),
    "content/articles/2025-05-21-draft.md": (
        "---\ntitle: zqleakdrafttitle\ndate: 2025-05-21\nstatus: draft\n"
        "topics: [zqleakdrafttopic]\nstory: zqleakdraftstory\nformerly: [zqleakdraftold]\n"
        "questions: [{id: q, ask: zqleakdraftask}]\n---\n[it]{.fact} "
        "[“zqleakdraftwords”]{.quote by=Zqleakdraftspeaker to=Zqleakdraftaddressee}\n"
    ),
    "content/people/k.md": (
        "---\n# zqleakcommentperson\nname: K\n---\nA note. <!-- zqleakcommentnote -->\n"
    ),
    "content/stories/s.md": (
        "---\ntitle: S  # zqleakcommentstory\n---\n<!-- zqleakcommentstorynote -->\n"
    ),
    "content/.zqleakhidden.md": "zqleakhiddenfile",
    "content/.zqleakfolder/a.md": "zqleakhiddenfolder",
    "sources/s.txt": "Before zqleaksourcetext. Words of the source. After.",
    "sources/unused.html": "<p>zqleaksourceunused</p>",
    "sources/other.checks.yml": "# zqleakchecks\n",
    "mkdocs.yml": (
        "site_name: S\nsite_url: https://example.org/\n# zqleakconfig\n"
        "plugins: [search, briefing]\ntheme: material\n"
    ),
}
PUBLISHED = "Words of the source"


def leaks_in(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, content in tree(folder).items():
        text = gzip.decompress(content) if path.endswith(".gz") else content
        names = re.findall(r"zqleak\w+", f"{path} {text.decode(errors='replace')}", re.IGNORECASE)
        if names:
            found[path] = names
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "command, out",
    [
        (["-c", RUN, "build"], "site"),
        (["-c", RUN, "build"], "build"),
        (["-m", "mkdocs", "build", "--strict"], "site"),
        (["-c", RUN, "pages", "--out", "out"], "out"),
    ],
)
def test_nothing_that_is_not_published_leaks(command: list[str], out: str, tmp_path: Path) -> None:
    put(tmp_path, LEAKS)
    (tmp_path / "mkdocs.yml").write_text(LEAKS["mkdocs.yml"] + "docs_dir: content\n")
    done = subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert leaks_in(tmp_path / out) == {}
    feeds = [*(tmp_path / out).rglob("atom.xml"), *(tmp_path / out).rglob("feed.json")]
    assert len({feed.parent for feed in feeds}) == len(feeds) / 2 == 2
    assert all(PUBLISHED in feed.read_text("utf-8") for feed in feeds)
    everything = b"".join(tree(tmp_path / out).values()).decode(errors="replace")
    assert PUBLISHED in everything
    assert "this" in everything
    if out != "build":  # there, only the pages are written
        index = [text for path, text in tree(tmp_path / out).items() if "assets/search/" in path]
        assert PUBLISHED in b"".join(index).decode()


def test_the_leak_test_sees_a_leak(tmp_path: Path) -> None:
    put(tmp_path, {"a.gz": gzip.compress(b"a zqleakx b"), "zqleaky.md": "", "b/c.md": "Zqleakz"})
    assert leaks_in(tmp_path) == {
        "a.gz": ["zqleakx"],
        "zqleaky.md": ["zqleaky"],
        "b/c.md": ["Zqleakz"],
    }
