"""What the search finds, and the files that say so."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build
from generator.markdown import comment_spans
from generator.parse import parse_body
from generator.plain_text import body_text, page_text
from generator.search_index import ENTRY, search_files
from generator.search_records import SearchRecord, without_pages
from generator.search_words import MAX_WORD, words_in
from generator.settings import Settings
from generator.source import Source, Span
from tests.test_laws import put

ARTICLE = """\
---
title: The first talks
date: 2025-05-16
description: What was said.
story: the-talks
topics: [Ceasefire]
sources: {post: {publisher: The Post}}
summary: [{text: They met., evidence: [met]}]
questions: [{id: again, ask: Will they meet again?, resolves_when: A date is named.}]
---
[They *met*]{#met .fact} at noon. <!-- zqcomment --> [“We leave at [dawn](https://dawn.example),”]{#dawn
.quote by="Ann Lee" to="Bo Chen" at=Geneva date=2025-05 doubtful="no other source"} she said,
[“or not at all.”]{.quote cont=dawn} [He was content]{#content .said as="an aide"}.

{#long .quote by="Ann Lee"}
> “One.
>
> Two, he told me: [‘Never.’]{#never .quote by="Bo Chen"}”
"""
FILES: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: S\n",
    "content/articles/2025-05-16-first.md": ARTICLE,
    "content/articles/2025-05-17-draft.md": "---\ntitle: D\ndate: 2025-05-17\nstatus: draft\n---\n"
    '[“zqdraft”]{.quote by="Zed"}\n',
    "content/people/ann-lee.md": "---\nname: Ann Lee\naliases: [Lee]\nroles: [{title: Envoy}]\n"
    "---\nA *note*.\n",
    "content/stories/the-talks.md": "---\ntitle: The talks\n---\nWhere it stands.\n",
    "content/about.md": "# About us {#us}\n\nWe <b>write</b>. <!-- zqhidden -->\n",
    "content/left.md": "---\nsearch:\n  exclude: true\n---\nzqleft\n",
    "content/guide/README.md": "---\ntitle: A guide\n---\n!!! note\n"
    "    Look [here][x].\n\n[x]: y.md\n",
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SearchRecord]:
    folder = put(tmp_path_factory.mktemp("search"), FILES)
    return {record.address: record for record in build(folder, Settings()).records}


def test_words_at_second_hand_say_who_quotes_them(records: dict[str, SearchRecord]) -> None:
    quoting = {r.address: r.quoted_by for r in records.values() if r.quoted_by}
    assert quoting == {"briefings/2025-05-16-first/#in-never": "Ann Lee"}


def test_each_thing_has_a_record_at_its_place(records: dict[str, SearchRecord]) -> None:
    briefing = "briefings/2025-05-16-first/"
    assert {address: record.kind for address, record in records.items()} == {
        f"{briefing}#dawn": "quotation",
        f"{briefing}#content": "reported",
        f"{briefing}#long": "quotation",
        f"{briefing}#in-never": "quotation",
        f"{briefing}#again": "question",
        briefing: "briefing",
        "people/ann-lee/": "person",
        "people/bo-chen/": "person",
        "stories/the-talks/": "story",
        "about/": "page",
        "guide/": "page",
    }
    assert "zq" not in str(records)


def test_a_quotation_has_all_its_words_and_who_said_them_when(
    records: dict[str, SearchRecord],
) -> None:
    dawn = records["briefings/2025-05-16-first/#dawn"]
    assert dawn.parts == ("“We leave at dawn,”", "“or not at all.”")
    assert (dawn.speaker, dawn.date, dawn.year, dawn.story) == (
        "Ann Lee", "2025-05", "2025", "The talks"
    )  # fmt: skip
    assert dawn.doubtful
    assert {"Bo", "Chen", "Geneva"} <= set(dawn.around.split())
    aide = records["briefings/2025-05-16-first/#content"]
    assert (aide.speaker, aide.is_known) == ("an aide", False)
    assert records["briefings/2025-05-16-first/#long"].parts == (
        "“One. Two, he told me: ‘Never.’”",
    )


def test_a_briefing_has_the_words_of_its_article(records: dict[str, SearchRecord]) -> None:
    briefing = records["briefings/2025-05-16-first/"]
    assert briefing.parts == (
        "What was said.",
        "They met.",
        "They met at noon. “We leave at dawn,” she said, “or not at all.” He was content.",
        "“One. Two, he told me: ‘Never.’”",
    )
    assert records["people/ann-lee/"].parts == ("Envoy", "A note.")
    about = records["about/"]
    assert (about.title, about.parts) == ("About us", ("We write.",))
    guide = records["guide/"]
    assert (guide.title, guide.parts) == ("A guide", ("Look here.",))


def test_sections_that_are_left_out_are_no_places(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    addresses = {
        record.address.partition("/#")[2]
        for record in build(tmp_path, replace(Settings(), sections=("article",))).records
        if record.kind == "quotation"
    }
    assert addresses == {"in-dawn", "in-long", "in-never"}
    bare = build(tmp_path, replace(Settings(), sections=("summary",))).records
    assert not any("#" in record.address for record in bare)


def test_pages_that_are_not_published_are_left_out(records: dict[str, SearchRecord]) -> None:
    kept = without_pages(records.values(), {"about.md", "articles/2025-05-16-first.md"})
    assert len(kept) == len(records) - 1


@pytest.mark.parametrize(
    "text, words",
    [
        ("“But I don’t think so…”", "but i dont think so"),
        ("Trump's, TRUMP’S and the Trumps'", "trump trump and the trumps"),
        ("Erdoğan, Peñor, Šija; İstanbul", "erdogan penor sija istanbul"),
        ("Slovʼyansk, rock-n'-roll", "slovyansk rock n roll"),
        ("ΟΔΟΣ ﬁne ½", "οδοσ fine 1 2"),
        ("和平 peace平和", "和 平 peace 平 和"),
        ("السَّلام والسلام الال الا", "سلام والسلام الال الا"),
        ("snake_case 1,000", "snake case 1 000"),
        ("x" * 50, "x" * MAX_WORD),
        ("!?", ""),
    ],
)
def test_words_are_folded(text: str, words: str) -> None:
    assert words_in(text) == words.split()


@given(st.text())
def test_folded_words_fold_to_themselves(text: str) -> None:
    words = words_in(text)
    assert words_in(" ".join(words)) == words or any(len(word) == MAX_WORD for word in words)


def plain(markdown: str) -> str:
    source = Source("a.md", markdown)
    body, _ = parse_body(source, Span(0, len(markdown)), {})
    return body_text(source, body)


@pytest.mark.parametrize(
    "markdown, text",
    [
        ("a\nb\n\nc", "a b\nc"),
        ("*a* `b` [c](d.md) ![e](f.png) <https://g.example>", "a b c e https://g.example"),
        ("# A\n\n- b\n- c\n\n    d", "A\nb c\nd"),
        ("| a | b |\n| - | - |\n| c | d |", "a b c d"),
        ("a <!-- b --> c\n\n<!-- d -->\n\ne", "a c\ne"),
        ("[a [b]{.fact} c]{.said by=D} e", "a b c e"),
        ("{.quote by=A}\n> “b”", "“b”"),
        ("a &amp; \\[b\\] <b>c</b>", "a & [b] <b>c</b>"),
        ("[a][b] [B] [c]\n\n[b]: d.md", "a B [c]"),
    ],
)
def test_a_body_is_read_as_its_words(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@given(st.text("ab*_[](){}<!-->`#\n \\&;.x=\"'|", max_size=60))
def test_any_text_is_read_without_comments(text: str) -> None:
    marked = text.replace("x", "zq")
    title, words = page_text(marked)
    assert isinstance(title, str)
    for start, end in comment_spans(f"{plain(marked)}"):
        assert start < end  # what looks like a comment in the words is shown text
    assert words == words.strip("\n")


def files_of(records: list[SearchRecord]) -> dict[str, object]:
    return {path: json.loads(content) for path, content in search_files(records).items()}


def some(count: int) -> list[SearchRecord]:
    return [
        SearchRecord(
            "quotation",
            f"briefings/b{number}/#q",
            "T",
            (f"common word{number % 97} w{number}",),
            speaker=f"S{number % 3}",
            is_known=bool(number % 3),
            date=f"20{number % 20:02}-01-01",
        )
        for number in range(count)
    ]


def test_the_files_of_an_index() -> None:
    files = files_of(some(9000))
    entry = files[ENTRY]
    assert isinstance(entry, dict)
    folder = f"assets/search/{entry['folder']}"
    assert (entry["records"], entry["block"]) == (9000, 24)
    assert list(entry["common"]) == ["common"]
    assert entry["common"]["common"] == [0, 9000]
    shards = [files[f"{folder}/w{number}.json"] for number in range(len(entry["words"]))]
    assert len(shards) > 2
    words = [word for shard in shards for word in shard]  # type: ignore[attr-defined]
    assert words == sorted(words)
    assert [next(iter(shard)) for shard in shards] == entry["words"]  # type: ignore[call-overload]
    columns = files[f"{folder}/filters.json"]
    assert isinstance(columns, dict)
    assert columns["speaker"] == {"names": ["S1", "S2"], "of": "ABC" * 3000}
    assert max(len(content) for content in search_files(some(9000)).values()) < 60_000
    shown = files[f"{folder}/r0.json"]
    assert isinstance(shown, list)
    assert shown[1] == {
        "kind": "quotation",
        "address": "briefings/b1/#q",
        "title": "T",
        "parts": ["common word1 w1"],
        "speaker": "S1",
    }


def test_the_same_records_give_the_same_files_and_others_another_folder() -> None:
    one, other = some(50), [*some(49), replace(some(50)[49], parts=("else",))]
    assert search_files(one) == search_files(some(50))
    assert files_of(one)[ENTRY]["folder"] != files_of(other)[ENTRY]["folder"]  # type: ignore[index]


def test_an_index_of_nothing() -> None:
    files = files_of([])
    entry = files[ENTRY]
    assert isinstance(entry, dict)
    assert (entry["records"], entry["words"]) == (0, [])
    assert len(files) == 2


def test_what_no_reader_of_an_ordinary_page_sees_is_not_found() -> None:
    script = "<script>\nvar hidden = 1\n\nvar too = 2\n</script>\n<style>x {}</style>"
    page = f"# Page\n\n{script}\n\nSeen.\n"
    assert page_text(page) == ("Page", "Seen.")
