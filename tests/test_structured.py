"""JSON-LD: true to the content, and in schema.org's vocabulary."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.build import Built, build
from generator.model import Page
from generator.settings import Settings
from generator.structured import script
from tests.conftest import ROOT
from tests.strategies import HOSTILE
from tests.test_laws import PLACES, Page_, Texts, built_of, few, project_of, put, stretch

Node = dict[str, Any]
SITE = "https://example.org/r/"
SETTINGS = Settings(site_name="A & B", site_url=SITE, site_description="What was said.")
VOCABULARY: Mapping[str, Any] = json.loads(
    (ROOT / "tests" / "data" / "schema-org.json").read_text(encoding="utf-8")
)
GOLDEN = ROOT / "tests" / "golden" / "complete"
FIRST, SECOND = "briefings/2031-03-03-first-round.md", "briefings/2031-03-10-second-round.md"


def node_of(page: Page) -> Node:
    node: Node = json.loads(script(page.head.structured))
    return node


@cache
def golden() -> Mapping[str, Page]:
    return {page.path: page for page in build(GOLDEN, SETTINGS).pages}


def parts(path: str, kind: str) -> dict[str, Node]:
    """Parts of a briefing of one type, by the name in their address."""
    found = node_of(golden()[path])["hasPart"]
    return {part["@id"].rpartition("#")[2]: part for part in found if part["@type"] == kind}


def nodes_in(value: object) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes_in(inner)


def vocabulary_problems(node: Node) -> list[str]:
    """Check a node, and all in it: each property belongs to the type and has a value that fits."""
    kind = node.get("@type")
    if kind is None:  # nothing is said of what it is
        return (
            []
            if node.keys() <= {"@id", "name", "url", "alternateName", "sameAs", "description"}
            else [str(node)]
        )
    if kind not in VOCABULARY:
        return [f"unknown type {kind}"]
    known = VOCABULARY[kind]["properties"]
    problems = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        of = name.removesuffix("-input")  # says what an action wants to be told (Actions, part 3)
        if of not in known:
            problems.append(f"{kind} has no {name}")
            continue
        for one in value if isinstance(value, list) else [value]:
            if not any(fits(one, wanted) for wanted in known[of]):
                problems.append(f"{kind}.{name} cannot be {one!r}")
            if isinstance(one, dict):
                problems += vocabulary_problems(one)
    return problems


def fits(value: object, wanted: str) -> bool:
    if isinstance(value, dict):
        kind = value.get("@type")
        return kind is None or kind == wanted or wanted in VOCABULARY[kind]["is"]
    if wanted == "Integer":
        return isinstance(value, int)
    if not isinstance(value, str) or not value:
        return False
    if wanted == "URL":
        return bool(urlsplit(value).scheme and urlsplit(value).netloc)
    if wanted == "Date":
        return bool(
            re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value)
            and dt.date.fromisoformat(value if len(value) > len("2025-05") else f"{value}-01")
        )
    return wanted == "Text"


def check(result: Built) -> None:
    for page in result.pages:
        if page.redirect:
            continue
        node = node_of(page)
        assert node.pop("@context") == "https://schema.org"
        assert vocabulary_problems(node) == [], page.path
        for inner in nodes_in(node):
            assert inner.get("@id", SITE).startswith(SITE)


def test_every_page_speaks_schema_orgs_language() -> None:
    check(build(ROOT, SETTINGS))
    check(build(GOLDEN, SETTINGS))


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Quotation", "speaker": "K"},
        {"@type": "Quote", "text": "K"},
        {"@type": "Quotation", "creator": "K"},
        {"@type": "Quotation", "creator": {"@type": "WebSite"}},
        {"@type": "Quotation", "dateCreated": "20 May 2025"},
        {"@type": "NewsArticle", "hasPart": [{"@type": "Question", "answerCount": "2"}]},
        {"@type": "NewsArticle", "url": "briefings/a/"},
        {"text": "K"},
    ],
)
def test_the_check_sees_what_is_wrong(node: Node) -> None:
    assert vocabulary_problems(node)


def test_a_briefing_is_a_news_article() -> None:
    node = node_of(golden()[FIRST])
    address = f"{SITE}briefings/2031-03-03-first-round/"
    assert node["@type"] == "NewsArticle"
    assert node["@id"] == node["url"] == address
    assert node["headline"] == "The first round ends in “rain” & without a <day>"
    assert (node["datePublished"], node["dateModified"]) == ("2031-03-03", "2031-03-06")
    assert node["inLanguage"] == "en-GB"
    assert [one["name"] for one in node["author"]] == ["Ben Sample", "Zoë Sample"]
    assert node["image"] == f"{SITE}articles/2031/rain.gif"
    assert node_of(golden()[SECOND])["image"] == f"{SITE}share/2031-03-10-second-round.png"
    assert node["keywords"] == ["talks", "Wetter & Regen"]
    assert [one["@type"] for one in node["isPartOf"]] == ["WebSite", "CollectionPage"]
    assert [one["text"] for one in node["correction"]] == [
        "An earlier version named another hall.",
        "An earlier version had “snow” for “rain”.",
    ]
    source = node["isBasedOn"][0]
    assert source["url"] == "https://gazette.example/round?a=1&b=2#top"
    assert source["publisher"]["name"] == "Example Gazette"
    assert {"publisher", "text"}.isdisjoint(node)


def test_a_quotation_has_its_words_its_speaker_and_its_source() -> None:
    quotations = parts(FIRST, "Quotation")
    summer = quotations["in-summer"]
    assert summer["text"] == "“We will meet again in the summer,”"
    assert summer["url"] == f"{SITE}briefings/2031-03-03-first-round/#in-summer"
    assert summer["creator"]["name"] == "Ada Example"
    assert summer["creator"]["@type"] == "Person"
    assert summer["creator"]["@id"] == f"{SITE}people/ada-example/#who"
    (source,) = (
        one
        for one in node_of(golden()[FIRST])["isBasedOn"]
        if one["@id"] == summer["isBasedOn"]["@id"]
    )
    assert source["publisher"]["name"] == "Example Gazette"
    egos = quotations["egos"]
    assert egos["text"] == "“There are many big umbrellas here,”\n“but something will happen.”"
    assert egos["dateCreated"] == "2031-03-02"
    assert egos["translationOfWork"] == {"@type": "Quotation", "inLanguage": "de"}
    assert quotations["left"]["dateCreated"] == "2031-03"
    assert (
        quotations["long"]["text"].split("\n")[1]
        == "It will rain on Tuesday: https://rain.example/."
    )


def test_who_is_not_known_is_not_made_up() -> None:
    quotations = parts(FIRST, "Quotation")
    assert quotations["left"]["creator"] == {"description": "a senior official"}
    assert "@type" not in quotations["long"]["creator"]  # without a record: a person or a body
    (ministry,) = (one for one in node_of(golden()[FIRST])["mentions"] if "Ministry" in one["name"])
    assert ministry["@type"] == "Organization"


def test_a_quotation_within_another_is_its_speakers() -> None:
    (inner,) = parts(FIRST, "Quotation")["left"]["hasPart"]
    assert inner["text"] == "‘never’"
    assert inner["creator"]["name"] == "Ben Sample"
    assert inner["url"].endswith("/#in-never")


def test_doubtful_and_reported_words_are_no_quotations() -> None:
    said = node_of(golden()[FIRST])
    assert "did-not" not in parts(FIRST, "Quotation")
    assert "I did not" not in json.dumps(said)
    assert "on their way" not in json.dumps(said)


def test_a_question_has_its_answers() -> None:
    result = built_of(
        {
            "content/articles/a.md": "---\ntitle: A\ndate: 2025-01-01\nquestions:\n"
            + "".join(f"- {{id: {name}, ask: Who {name}?}}\n" for name in "vwxyz")
            + "---\nWords.\n",
            "content/articles/b.md": "---\ntitle: B\ndate: 2025-01-02\nanswers:\n"
            "- {question: a#w, status: answered, text: They.}\n"
            "- {question: a#x, status: partly, text: Some.}\n"
            "- {question: a#y, status: moot, text: Nobody.}\n"
            "- {question: a#z, status: partly, text: Few.}\n---\nWords.\n",
            "content/articles/c.md": "---\ntitle: C\ndate: 2025-01-03\nanswers:\n"
            "- {question: a#z, status: answered}\n---\nWords.\n",
        },
        SETTINGS,
    )
    (page,) = (page for page in result.pages if page.path == "briefings/a.md")
    asked = {part["name"]: part for part in node_of(page)["hasPart"]}
    address = f"{SITE}briefings/a/"
    assert asked["Who v?"] == {
        "@type": "Question",
        "@id": f"{address}#v",
        "url": f"{address}#v",
        "name": "Who v?",
        "text": "Who v?",
        "dateCreated": "2025-01-01",
        "inLanguage": "en",
        "answerCount": 0,
    }
    they = {
        "@type": "Answer",
        "text": "They.",
        "dateCreated": "2025-01-02",
        "url": f"{SITE}briefings/b/",
    }
    assert asked["Who w?"]["acceptedAnswer"] == [they]
    assert asked["Who x?"]["suggestedAnswer"] == [they | {"text": "Some."}]
    assert "acceptedAnswer" not in asked["Who x?"]
    assert asked["Who y?"]["answerCount"] == 0
    assert asked["Who z?"]["acceptedAnswer"] == [
        {"@type": "Answer", "dateCreated": "2025-01-03", "url": f"{SITE}briefings/c/"}
    ]
    assert asked["Who z?"]["suggestedAnswer"] == [they | {"text": "Few."}]
    assert asked["Who z?"]["answerCount"] == 2
    assert not [
        part
        for page in result.pages
        if page.path == "briefings/b.md"
        for part in node_of(page).get("hasPart", [])
    ]


def test_every_part_has_its_place_on_the_page() -> None:
    for path in (FIRST, SECOND):
        page = golden()[path]
        address = f"{SITE}{path.removesuffix('.md')}/"
        ids = set(Page_(stretch(page)).ids)
        for node in nodes_in(node_of(page)):
            if node.get("@id", "").startswith(f"{address}#"):
                assert node["@id"].removeprefix(f"{address}#") in ids


def test_what_a_page_leaves_out_is_not_said() -> None:
    settings = replace(SETTINGS, sections=("summary", "article"))
    (page,) = (page for page in build(GOLDEN, settings).pages if page.path == FIRST)
    assert "hasPart" not in node_of(page)


def test_the_other_pages_say_what_they_are() -> None:
    kinds = {path: node_of(page) for path, page in golden().items() if not page.redirect}
    home = kinds["index.md"]
    assert (home["@type"], home["@id"], home["name"]) == ("WebSite", SITE, "A & B")
    template = home["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{SITE}search/?q={{words}}"
    assert home["potentialAction"]["query-input"] == "required name=words"
    ada = kinds["people/ada-example.md"]
    assert ada["@type"] == "ProfilePage"
    assert ada["mainEntity"]["@id"] == f"{SITE}people/ada-example/#who"
    assert ada["mainEntity"]["@type"] == "Person"
    assert all(re.match("https?://", address) for address in ada["mainEntity"].get("sameAs", []))
    assert kinds["people/ministry-of-examples.md"]["mainEntity"]["@type"] == "Organization"
    assert "@type" not in kinds["people/minister-without-record.md"]["mainEntity"]
    for path in (
        "people/index.md",
        "archive/index.md",
        "stories/example-talks.md",
        "topics/talks.md",
    ):
        assert kinds[path]["@type"] == "CollectionPage", path
        assert (
            kinds[path]["url"]
            == f"{SITE}{path.removesuffix('index.md').removesuffix('.md')}".rstrip("/") + "/"
        )


def test_wikidata_items_are_addresses() -> None:
    record = "---\nname: K\nkind: body\naliases: [L]\nlinks: {wikidata: Q1, home: 'https://k.org/'}\n---\n"
    result = built_of({"content/people/k.md": record}, SETTINGS)
    (page,) = (page for page in result.pages if page.path == "people/k.md")
    who = node_of(page)["mainEntity"]
    assert who["sameAs"] == ["https://www.wikidata.org/wiki/Q1", "https://k.org/"]
    assert who["alternateName"] == ["L"]
    assert who["@type"] == "Organization"


def test_without_an_address_nothing_is_said() -> None:
    pages = build(GOLDEN, replace(SETTINGS, site_url="")).pages
    assert not any(page.head.structured for page in pages)


@given(st.text())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example("\u2028\u2029\ud800\x00&amp;")
def test_no_text_ends_the_script_element(text: str) -> None:
    written = script({"name": text})
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", written)
    assert json.loads(written)["name"] == text
    written.encode()


@few
@given(st.permutations(HOSTILE))
@example(list(HOSTILE))
def test_whatever_an_author_writes_is_what_is_said(order: list[str]) -> None:
    result = built_of(project_of([Texts(tuple(order * 2)[:PLACES], 1)]), SETTINGS)
    check(result)
    texts = Texts(tuple(order * 2)[:PLACES], 1)
    (page,) = (page for page in result.pages if page.path.startswith("briefings/"))
    node = node_of(page)
    assert node["headline"].split() == texts(0).split()
    assert node["description"].split() == texts(1).split()
    assert [one["name"].split() for one in node["author"]] == [texts(3).split(), texts(4).split()]
    (source, _) = node["isBasedOn"]
    assert source["name"].split() == texts(5).split()
    assert node["correction"][0]["text"].split() == texts(14).split()


def test_words_that_somebody_else_tells_of_are_not_said_to_be_a_quotation(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: S\n",
        "content/articles/2025-01-02-a.md": "---\ntitle: T\ndate: 2025-01-02\n---\n"
        '[She heard [“A”]{.quote by="Ben"}]{.said by="Ada"} [“B”]{.quote by="Ben"}\n',
    }
    result = build(put(tmp_path, files), Settings(site_name="S", site_url=SITE))
    (page,) = (page for page in result.pages if page.path == "briefings/2025-01-02-a.md")
    assert [part["text"] for part in node_of(page)["hasPart"]] == ["“B”"]


def test_a_quotation_has_the_quotations_that_stand_directly_in_it_as_its_parts(
    tmp_path: Path,
) -> None:
    body = (
        "[“Ben: [‘Cy: [“no”]{.quote by=Cy}’]{.quote by=Ben} "
        "and [Dee heard [“yes”]{.quote by=Eve}]{.said by=Dee}”]{.quote by=Ada translated=ru}\n"
    )
    files = {
        "mkdocs.yml": "site_name: S\n",
        "content/articles/2025-01-02-a.md": f"---\ntitle: T\ndate: 2025-01-02\n---\n{body}",
    }
    result = build(put(tmp_path, files), Settings(site_name="S", site_url=SITE))
    (page,) = (page for page in result.pages if page.path == "briefings/2025-01-02-a.md")
    (outer,) = (part for part in node_of(page)["hasPart"] if part["@type"] == "Quotation")
    (inner,) = outer["hasPart"]
    (innermost,) = inner["hasPart"]
    assert [one["creator"]["name"] for one in (outer, inner, innermost)] == ["Ada", "Ben", "Cy"]
    assert innermost["translationOfWork"]["inLanguage"] == "ru"
