"""Feeds: which there are, what is in them, and that they are what their formats demand."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.atom import atom
from generator.build import Built, build
from generator.feed_content import feed_content
from generator.feeds import MOST, Feed, Item, permanent_id
from generator.json_feed import json_feed
from generator.settings import Settings
from tests.conftest import ROOT
from tests.feed_rules import ATOM, XML_LANG, atom_problems, elements, json_feed_problems
from tests.strategies import HOSTILE, hostile_text
from tests.test_laws import (
    HARMLESS,
    PLACES,
    Page_,
    Texts,
    built_of,
    collapsed,
    few,
    folder_with,
    project_of,
)

SITE = "https://example.org/r/"
SETTINGS = Settings(site_name="A & B", site_url=SITE, site_description="What was <said>.")
BASE = """\
---
title: {title}
date: {date}
{more}
---
[Something *stands*]{{.fact}} [here](../people/jane.md) and [there](#b), see [it][x].

[“Words,”]{{#q .quote by="Jane Doe" to="Joe"}} she said.[^1]

[x]: 2025-01-02-b.md#q
[^1]: A note.
"""


def article(title: str = "T", date: str = "2025-01-02", more: str = "story: s") -> str:
    return BASE.format(title=title, date=date, more=more)


def built(files: Mapping[str, str], settings: Settings = SETTINGS) -> Built:
    named = {f"content/articles/{stem}.md": text for stem, text in files.items()}
    return built_of({**named, "content/people/jane.md": "---\nname: Jane Doe\n---\n"}, settings)


def read(result: Built, path: str) -> dict[str, Any]:
    text = result.files[path]
    assert isinstance(text, bytes)
    feed: dict[str, Any] = json.loads(text)
    return feed


def items(result: Built, path: str = "feed.json") -> list[dict[str, object]]:
    found: list[dict[str, object]] = read(result, path)["items"]
    return found


def feeds_in(result: Built) -> dict[str, bytes]:
    """Give the files of feeds, without what else is published beside the pages."""
    found = {}
    for path, text in result.files.items():
        if path.endswith(("atom.xml", "feed.json")):
            assert isinstance(text, bytes)
            found[path] = text
    return found


def content(result: Built) -> str:
    return str(items(result)[0]["content_html"])


@cache
def shipped() -> Built:
    return build(ROOT, replace(SETTINGS, site_name="Briefing: Ukraine peace talks"))


def check(result: Built) -> None:
    assert feeds_in(result)
    for path, text in feeds_in(result).items():
        if path.endswith(".xml"):
            assert atom_problems(text) == [], path
            parsed = feedparser.parse(text)
            assert parsed.bozo == 0, path
            assert parsed.version == "atom10"
        else:
            assert json_feed_problems(text) == [], path


def test_the_shipped_feeds_are_valid() -> None:
    check(shipped())
    assert {"atom.xml", "feed.json", "stories/ukraine-peace-talks/atom.xml"} <= set(
        feeds_in(shipped())
    )


def test_there_is_a_feed_for_the_site_each_story_and_each_topic() -> None:
    topics = "story: s\ntopics: [Peace Talks, rain]"
    result = built({"2025-01-02-b": article(more=topics), "2025-01-03-c": article(more="story: t")})
    folders = ("", "stories/s/", "stories/t/", "topics/peace-talks/", "topics/rain/")
    assert set(feeds_in(result)) == {
        f"{f}{name}" for f in folders for name in ("atom.xml", "feed.json")
    }
    titles = [read(result, f"{f}feed.json")["title"] for f in folders]
    assert titles == ["A & B", "A & B: s", "A & B: t", "A & B: Peace Talks", "A & B: rain"]
    assert [len(items(result, f"{f}feed.json")) for f in folders] == [2, 1, 1, 1, 1]
    check(result)


def test_pages_point_to_their_feeds() -> None:
    result = built({"2025-01-02-b": article(more="story: s\ntopics: [rain]")})
    points = {page.path: [feed.path for feed in page.head.feeds] for page in result.pages}
    site = ["atom.xml", "feed.json"]
    story = ["stories/s/atom.xml", "stories/s/feed.json"]
    assert points["index.md"] == site
    assert points["archive/index.md"] == site
    assert points["stories/s.md"] == story + site
    assert points["briefings/2025-01-02-b.md"] == story + site
    assert points["topics/rain.md"] == ["topics/rain/atom.xml", "topics/rain/feed.json", *site]
    paths = {path for found in points.values() for path in found}
    assert paths <= set(result.files)


def test_without_an_address_or_articles_there_is_no_feed() -> None:
    result = built({"2025-01-02-b": article()}, replace(SETTINGS, site_url=""))
    assert not feeds_in(result)
    assert not [page.path for page in result.pages if page.head.feeds]
    assert not feeds_in(built({}))
    assert not [page.path for page in built({}).pages if page.head.feeds]


def test_a_feed_holds_the_briefings_that_changed_last() -> None:
    files = {
        f"2025-01-{day:02}-a": article(date=f"2025-01-{day:02}", more="topics: [x]")
        for day in range(1, MOST + 3)
    }
    files["2025-01-01-a"] = article(
        date="2025-01-01", more="corrections: [{date: 2025-02-01, text: So it was.}]"
    )
    found = items(built(files))
    assert len(found) == MOST
    assert found[0]["url"] == f"{SITE}briefings/2025-01-01-a/"
    assert (found[0]["date_published"], found[0]["date_modified"]) == (
        "2025-01-01T00:00:00Z",
        "2025-02-01T00:00:00Z",
    )
    assert found[1]["url"] == f"{SITE}briefings/2025-01-{MOST + 2}-a/"
    assert "So it was." in str(found[0]["content_html"])


def test_an_id_stays_when_a_site_moves_and_a_briefing_changes() -> None:
    first = items(built({"2025-01-02-b": article()}))[0]
    moved = replace(SETTINGS, site_url="https://example.com/", site_name="Other")
    later = article("Other", "2025-01-03", "formerly: [2025-01-02-b, 2025-01-02-c]\nlang: de")
    then = items(built({"2025-01-09-d": later}, moved))[0]
    assert first["id"] == then["id"] == permanent_id("2025-01-02-b")
    assert first["url"] != then["url"]
    assert str(first["id"]).startswith("urn:uuid:")
    other = items(built({"2025-01-02-c": article()}))[0]
    assert other["id"] != first["id"]


def test_an_entry_says_what_its_briefing_says() -> None:
    more = 'authors: [Ann, Bob]\ntopics: ["Rain, etc."]\nlang: de\ndescription: In short.'
    result = built({"2025-01-02-b": article(more=more), "2025-01-01-a": article(date="2025-01-01")})
    entry = elements(result.files["atom.xml"]).findall(f"{ATOM}entry")[0]
    assert entry.get(XML_LANG) == "de"
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Ann", "Bob"]
    assert entry.findtext(f"{ATOM}summary") == "In short."
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert category.attrib == {
        "scheme": f"{SITE}topics/",
        "term": "rain-etc",
        "label": "Rain, etc.",
    }
    first, second = items(result)
    assert (first["language"], second["language"]) == ("de", "en")
    assert first["authors"] == [{"name": "Ann"}, {"name": "Bob"}]
    assert first["tags"] == ["Rain, etc."]
    assert "authors" not in second
    assert "image" not in second
    assert entry.findtext(f"{ATOM}content") == first["content_html"]


def test_the_content_has_whole_addresses_and_no_furniture() -> None:
    html = content(built({"2025-01-02-b": article("T", more="formerly: [old]")}))
    page = Page_(html)
    addresses = [e.attributes["href"] for e in page.elements if "href" in e.attributes]
    assert f"{SITE}people/jane/" in addresses
    assert f"{SITE}briefings/2025-01-02-b/#q" in addresses
    assert f"{SITE}briefings/2025-01-02-b/#b-fn_1" in addresses
    assert all(address.startswith("https://") for address in addresses)
    names = {name for element in page.elements for name in element.attributes}
    assert names <= {"href", "src", "alt", "title", "lang", "dir"}
    assert "span" not in {element.tag for element in page.elements}
    for furniture in ("Permalink", "In context", "Cite", "\N{UPWARDS ARROW}", "min read"):
        assert furniture not in page.text, furniture
    assert "“Words,”" in page.text
    assert "<em>stands</em>" in html


def test_the_whole_briefing_is_in_the_content() -> None:
    for item in items(shipped()):
        text = Page_(str(item["content_html"])).text
        stem = str(item["url"]).rstrip("/").rpartition("/")[2]
        (page,) = (page for page in shipped().pages if page.path == f"briefings/{stem}.md")
        for heading in re.findall(r"^## ([\w ,]+?) \{#", page.markdown, re.MULTILINE):
            assert heading in text or heading in {"Before and after", "Who is who"}, heading


def test_the_sections_are_those_that_the_owner_chose() -> None:
    settings = replace(SETTINGS, sections=("article", "quotes"), titles=(("quotes", "Said"),))
    html = content(built({"2025-01-02-b": article()}, settings))
    assert re.findall("<h2>(.*?)</h2>", html) == ["The article", "Said"]


@pytest.mark.parametrize(
    "address, expected",
    [
        ("../people/jane.md#b-x", f"{SITE}people/jane/#b-x"),
        ("../index.md", SITE),
        ("../img/a b.png?x=1&amp;y=2", f"{SITE}img/a%20b.png?x=1&amp;y=2"),
        ("../img/a%20b.png", f"{SITE}img/a%20b.png"),
        ("#q", f"{SITE}briefings/a/#q"),
        ("/root.html", "https://example.org/root.html"),
        ("//other.org/x", "https://other.org/x"),
        ("https://other.org/x.md", "https://other.org/x.md"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_an_address_becomes_a_whole_one(address: str, expected: str) -> None:
    stretch = f'<p class="b"><a data-href="no" href="{address}">x</a></p>\n'
    assert feed_content(stretch, "briefings/a.md", SITE) == f'<p><a href="{expected}">x</a></p>'


def test_spans_stay_where_they_say_something() -> None:
    stretch = (
        '<p><span class="a"><span lang="ru">x</span><bdi>y</bdi><bdi dir="rtl">z</bdi></span>'
        '&lt;a href=&quot;no&quot; class="x"&gt;</p>\n'
    )
    assert feed_content(stretch, "briefings/a.md", SITE) == (
        '<p><span lang="ru">x</span>y<bdi dir="rtl">z</bdi>'
        '&lt;a href=&quot;no&quot; class="x"&gt;</p>'
    )


def test_what_the_program_says_for_those_who_listen_does_not_stand_among_quoted_words() -> None:
    stretch = (
        '<blockquote>\n<p>“A,”</p>\n<p class="b-interrupted"><span aria-hidden="true">· · ·</span>'
        '<span class="b-unseen">It goes on:</span></p>\n<p>“B”</p>\n</blockquote>\n'
    )
    assert feed_content(stretch, "briefings/a.md", SITE) == (
        "<blockquote>\n<p>“A,”</p>\n<p>· · ·</p>\n<p>“B”</p>\n</blockquote>"
    )


def site_of(texts: Texts) -> Built:
    return built_of(project_of([texts]), SETTINGS)


@cache
def harmless_shape() -> list[tuple[str, ...]]:
    return Page_(content(site_of(Texts(HARMLESS, 1)))).shape


@few
@given(st.lists(hostile_text, min_size=PLACES, max_size=PLACES))
@example(list(HOSTILE))
@example(list(HOSTILE[5:] + HOSTILE[:5]))
@example(list(HOSTILE[17:] + HOSTILE[:17]))
def test_whatever_an_author_writes_is_read_back_from_a_feed(drawn: list[str]) -> None:
    texts = Texts(tuple(drawn), 1)
    result = site_of(texts)
    check(result)
    item = items(result)[0]
    entry = feedparser.parse(result.files["atom.xml"]).entries[0]
    written = elements(result.files["atom.xml"]).find(f"{ATOM}entry")
    assert written is not None
    assert item["title"] == written.findtext(f"{ATOM}title") == collapsed(texts(0))
    assert item["summary"] == written.findtext(f"{ATOM}summary") == collapsed(texts(1))
    authors = [collapsed(texts(index)) for index in (3, 4)]
    assert item["authors"] == [{"name": name} for name in authors]
    assert [name.text for name in written.findall(f"{ATOM}author/{ATOM}name")] == authors
    assert item["tags"] == [collapsed(texts.prefixed("t", 2))]
    assert entry.tags[0].label == collapsed(texts.prefixed("t", 2))
    story = read(result, "stories/story-1/feed.json")
    assert story["title"] == f"A & B: {collapsed(texts(40))}"
    assert item["image"] == f"{SITE}i.png"
    page = Page_(str(item["content_html"]))
    assert page.shape == harmless_shape()
    for index in (9, 10, 17, 20, 25, 27, 28, 30, 31, 33):
        assert collapsed(texts(index)) in page.text, index


@given(st.text(), st.text())
@example("\x00\x08\ufffe\ud800 a\tb\u2028c", "]]>")
def test_any_text_makes_well_formed_files(title: str, html: str) -> None:
    item = Item("a", "urn:uuid:1", SITE, title, title, "x", "x", "en", (title,), (("k", title),))
    item = replace(item, content=html)
    feed = Feed("", title, title, SITE, "x", "en", title, SITE, (item,))
    root = elements(atom(feed, {}))
    illegal = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert root.findtext(f"{ATOM}title", "") == illegal.sub("", collapsed(title))
    written = json.loads(json_feed(feed, {}))
    surrogates = re.compile("[\ud800-\udfff]")
    assert written["items"][0].get("content_html", "") == surrogates.sub("", html)
    assert written.get("title", "") == surrogates.sub("", collapsed(title))


def test_feeds_do_not_depend_on_the_folder_or_the_order() -> None:
    texts = {f"2025-01-0{n}-a": article(date=f"2025-01-0{n}") for n in range(1, 5)}
    files = {f"content/articles/{stem}.md": text for stem, text in texts.items()}
    backwards = {name.replace("articles/", "articles/x/"): files[name] for name in reversed(files)}
    with folder_with(files) as one, folder_with(backwards) as other:
        first, second = build(one, SETTINGS).files, build(other, SETTINGS).files
    assert first == second


@pytest.mark.parametrize("name", ["atom.xml", "stories/s/feed.json"])
def test_a_file_at_the_address_of_a_feed_is_told_of(name: str) -> None:
    files = {"content/articles/2025-01-02-b.md": article(), f"content/{name}": "mine"}
    (found,) = [d for d in built_of(files, SETTINGS).diagnostics if d.code.slug == "file-collision"]
    assert f"the generated file `{name}`" in found.message
    assert found.place.path == f"content/{name}"
    without = built_of(files, Settings())
    assert not [d for d in without.diagnostics if d.code.slug == "file-collision"]


@pytest.mark.parametrize(
    "old, new",
    [
        (b"<updated>", b"<published>x</published><updated>"),
        (b"T00:00:00Z", b" 00:00:00"),
        (b"<id>urn:", b"<id>"),
        (b'type="html"', b'type="text/html"'),
        (b'term="x" ', b""),
        (b"<name>A &amp; B</name>", b""),
        (b'rel="self"', b'rel="alternate"'),
        (b"<published>", b"<summary>a</summary><published>"),
    ],
)
def test_the_rules_of_atom_see_what_is_broken(old: bytes, new: bytes) -> None:
    text = built({"2025-01-02-b": article(more="topics: [x]\ndescription: D")}).files["atom.xml"]
    assert isinstance(text, bytes)
    assert old in text
    assert atom_problems(text.replace(old, new))


@pytest.mark.parametrize(
    "old, new",
    [
        (b'"version"', b'"Version"'),
        (b"version/1.1", b"version/1"),
        (b'"id":"urn', b'"id":1,"x":"urn'),
        (b"content_html", b"content"),
        (b"T00:00:00Z", b""),
        (b'"tags":["x"]', b'"tags":[1]'),
        (b'"url":"https://', b'"url":"'),
    ],
)
def test_the_rules_of_json_feed_see_what_is_broken(old: bytes, new: bytes) -> None:
    text = built({"2025-01-02-b": article(more="topics: [x]")}).files["feed.json"]
    assert isinstance(text, bytes)
    assert old in text
    assert json_feed_problems(text.replace(old, new))
