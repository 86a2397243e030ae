"""What cards and marks say: all parts, quotations within, how to cite, what others print."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.build import build
from generator.cards import card, evidence
from generator.content import check_content
from generator.key_quotations import key_quotations
from generator.messages import Catalogue
from generator.question_views import question_view
from generator.settings import Settings
from generator.shelf import Shelf
from generator.variants import variant_view
from generator.views import Card, SourceView
from tests.test_laws import put

STEM = "2025-05-20-a"
PAGE = f"briefings/{STEM}.md"
HEAD = """\
---
title: The round ends
date: 2025-05-20
updated: 2025-05-21
authors: [Cy Writer]
lang: en-GB
sources:
  g: {publisher: Gazette, url: https://g.example/a}
  h: {publisher: Herald}
summary: [{text: It ended., evidence: [egos, later, end]}]
variants:
  - {of: solo, source: h, text: "VARIANT"}
---
"""
BODY = """\
[“Big egos involved,”]{#egos .quote by="Ada Example" date=2025-05-19} she said.
[“But something will happen.”]{#later .quote cont=egos}
[“He said
[‘never’]{#never .quote by="Ben Sample" note="In tears." doubtful="Who heard it?"}”]{#outer
.quote by="Ada Example"} [It ended.]{#end .fact} [“Big egos involved.”]{#solo .quote by="Cy"}

{#block .quote by="Ada Example"}
> “One.
>
> Two.”
"""


def shelf(folder: Path, variant: str = "x", body: str = BODY, **settings: str) -> Shelf:
    file = folder / "content" / "articles" / f"{STEM}.md"
    file.parent.mkdir(parents=True)
    head = HEAD.replace("VARIANT", variant)
    if body is not BODY:
        head = (
            head.partition("summary:")[0] + "summary: [{text: It ended., evidence: [end]}]\n---\n"
        )
    file.write_text(head + body, encoding="utf-8")
    options = replace(Settings(site_name="Site"), **settings)  # type: ignore[arg-type]
    checked = check_content(folder, options)
    assert [d.message for d in checked.diagnostics] == []
    return Shelf.of(checked.corpus, checked.checks, options, Catalogue())


def shown(shelf: Shelf, name: str) -> Card:
    return card(shelf, shelf.statements[STEM, name], PAGE)


def test_a_mark_shows_all_parts_of_the_quotation_it_names(tmp_path: Path) -> None:
    whole, part, fact = evidence(shelf(tmp_path), STEM, ["egos", "later", "end"], PAGE)
    assert whole.parts == ("“Big egos involved,”", "“But something will happen.”")
    assert part.parts == ("“But something will happen.”",)
    assert [(mark.speaker, mark.date) for mark in (whole, part, fact)] == [
        ("Ada Example", "19 May 2025"),
        ("Ada Example", "19 May 2025"),
        ("", ""),
    ]


TOLD = """\
[“Nobody [knows when]{#when .gap ask="When?"}. [It is over]{#over .fact}, he told me:
[‘I [never]{#no .fact} signed it’]{#signed .quote by="Ben Sample" doubtful="He denies it."}”]{#all
.quote by="Ada Example"} [She said [it rained]{#rained .fact}]{#said .said by="Ada Example"}.
[It ended.]{#end .fact} [‘Yes.’]{#yes .quote by="Cy"}
"""


def test_a_mark_in_a_statement_says_whose_words_it_shows_and_that_they_are_cut(
    tmp_path: Path,
) -> None:
    names = ["over", "no", "rained", "end", "when"]
    marks = evidence(shelf(tmp_path, body=TOLD), STEM, names, PAGE)
    assert [(m.kind, m.speaker, m.quoted_by, m.doubtful, m.words) for m in marks] == [
        ("quote", "Ada Example", "", False, "[…] It is over […]"),
        ("quote", "Ben Sample", "Ada Example", True, "[…] never […]"),
        ("said", "Ada Example", "", False, "[…] it rained"),
        ("fact", "", "", False, "It ended."),
        ("quote", "Ada Example", "", False, "[…] knows when […]"),
    ]


def test_a_question_names_who_left_it_open(tmp_path: Path) -> None:
    on_shelf = shelf(tmp_path, body=TOLD)
    (question,) = on_shelf.corpus.questions.values()
    (gap,) = question_view(on_shelf, question, PAGE, own=True).gaps
    assert (gap.words, gap.speaker, gap.date) == (
        "[…] knows when […]",
        "Ada Example",
        "20 May 2025",
    )


def test_what_holds_doubtful_words_is_doubtful_and_no_key_quotation(tmp_path: Path) -> None:
    on_shelf = shelf(tmp_path, body=TOLD)
    (mark,) = evidence(on_shelf, STEM, ["all"], PAGE)
    assert mark.doubtful
    assert [s.id for s in key_quotations(on_shelf.by_stem[STEM], 5)] == ["yes"]


def test_what_is_told_in_doubtful_words_is_doubtful(tmp_path: Path) -> None:
    body = (
        "[“He said: [‘Yes.’]{#yes .quote by=Ben}”]{#all .quote by=Ada doubtful=Hearsay.} "
        "[It ended]{#end .fact}, [“so,”]{#egos .quote by=Cy} [“b”]{#later .quote cont=egos}"
    )
    on_shelf = shelf(tmp_path, body=body)
    outer = shown(on_shelf, "all")
    assert shown(on_shelf, "yes").doubtful == outer.doubtful == "Hearsay."
    assert [inner.doubtful for inner in outer.inner] == [""]


def test_a_mark_on_another_page_names_the_briefing(tmp_path: Path) -> None:
    (fact,) = evidence(shelf(tmp_path), STEM, ["end"], "questions/index.md")
    assert (fact.title, fact.lang) == ("The round ends", "en-GB")


def test_a_card_shows_the_quotations_within_it_and_paragraphs(tmp_path: Path) -> None:
    on_shelf = shelf(tmp_path)
    outer = shown(on_shelf, "outer")
    (inner,) = outer.inner
    assert (inner.speaker, inner.note, inner.doubtful) == (
        "Ben Sample",
        "In tears.",
        "Who heard it?",
    )
    assert inner.permalink == "#in-never"
    assert shown(on_shelf, "block").parts == (("“One.", "Two.”"),)


@pytest.mark.parametrize(
    "url, address",
    [("", ""), ("https://s.example/r/", f"https://s.example/r/briefings/{STEM}/#egos")],
)
def test_a_card_says_how_to_cite_it(url: str, address: str, tmp_path: Path) -> None:
    found = shown(shelf(tmp_path, site_url=url), "egos")
    assert found.cite == (
        "Ada Example, 19 May 2025, according to Gazette. In: "
        "Cy Writer: “The round ends”, Site, 20 May 2025 (updated 21 May 2025)"
    )
    assert (found.address, found.lang) == (address, "en-GB")


@pytest.mark.parametrize(
    "link, report",
    [
        ("", ""),
        ("https://c.example/", "https://c.example/"),
        ("https://c.example/?t={address}", f"https://c.example/?t=briefings%2F{STEM}%2F%23egos"),
        ("mailto:a@c.example", f"mailto:a@c.example?subject=briefings%2F{STEM}%2F%23egos"),
        (
            "mailto:a@c.example?cc=b",
            f"mailto:a@c.example?cc=b&subject=briefings%2F{STEM}%2F%23egos",
        ),
    ],
)
def test_an_error_is_reported_with_its_address(link: str, report: str, tmp_path: Path) -> None:
    assert shown(shelf(tmp_path, corrections_link=link), "egos").report == report


@pytest.mark.parametrize(
    "variant, text, lacks",
    [
        ("Big egos involved.", "Big egos involved.", ()),
        ("Big heads involved", "Big *heads* involved", ("egos",)),
        ("… egos involved", "… egos involved", ()),
        ("egos involved", "egos involved", ("Big",)),
        ("Very Big egos involved … indeed", "*Very* Big egos involved … *indeed*", ()),
        ("… egos involved. Indeed", "… egos involved. *Indeed*", ()),
        ("Big [...] involved.", "Big [...] involved.", ()),
        ("Big... involved.", "Big... involved.", ()),
        ("Big [ … ] (...) involved …", "Big [ … ] (...) involved …", ()),
        ("Big […]heads", "Big […]*heads*", ()),
        ("Nothing like it", "*Nothing like it*", ()),
    ],
)
def test_a_variant_is_shown_with_what_differs(
    variant: str, text: str, lacks: tuple[str, ...], tmp_path: Path
) -> None:
    (found,) = shown(shelf(tmp_path, variant), "solo").variants
    pieces = (
        piece.space + (f"*{piece.words}*" if piece.change else piece.words) for piece in found.text
    )
    assert "".join(pieces) == text
    assert found.lacks == lacks


def test_evidence_within_a_quotation_has_marks_where_the_quotation_goes_on(tmp_path: Path) -> None:
    body = (
        "[“never say [never]{#last .fact}”]{#q1 .quote by=Ada} "
        "[“no to nothing, [no]{#midst .fact} no”]{#q2 .quote by=Ada} "
        "[“[*All*]{#all .fact}”]{#q3 .quote by=Ada} "
        "[“[[first]{#first .fact} part]{#part .fact} so”]{#q4 .quote by=Ada}\n"
    )
    cards = shelf(tmp_path, body=f"{BODY}\n{body}")
    found = evidence(cards, STEM, ["last", "midst", "all", "first", "part"], PAGE)
    assert [mark.parts[0] for mark in found] == [
        "[…] never", "[…] no […]", "All", "first […]", "first part […]"
    ]  # fmt: skip


def test_two_people_of_one_name_are_not_one(tmp_path: Path) -> None:
    record = "---\nname: John Smith\n---\n"
    body = "[He said [“A”]{#a .quote by=john-two}]{.said by=john-one}\n"
    files = {
        "content/people/john-one.md": record,
        "content/people/john-two.md": record,
        f"content/articles/{STEM}.md": f"---\ntitle: T\ndate: 2025-05-20\n---\n{body}",
    }
    pages = {page.path: page.markdown for page in build(put(tmp_path, files), Settings()).pages}
    assert "according to John Smith" in pages["people/john-two.md"]


def test_a_doubt_about_words_in_a_quotation_is_told_with_it(tmp_path: Path) -> None:
    body = (
        "[“I know [a thing]{#f .fact doubtful=unclear}”]{#with-fact .quote by=Ada} "
        "[“So [‘x’]{#x .quote by=Ben doubtful=unsure}”]{#with-quote .quote by=Ada}\n"
    )
    cards = shelf(tmp_path, body=f"{BODY}\n{body}")
    assert shown(cards, "with-fact").doubtful == "unclear"
    with_quote = shown(cards, "with-quote")
    assert (with_quote.doubtful, with_quote.inner[0].doubtful) == ("", "unsure")
    one = cards.by_stem[STEM]
    assert one.doubt_of(one.by_part["with-quote"]) == "unsure"


PIECES = st.sampled_from(
    [
        "big",
        "egos",
        "Big,",
        "…",
        "...",
        "[…]",
        "[ . . . ]",
        "(...)",
        "[",
        "…]",
        "\n",
        " ",
        "\u00a0",
        "“",
        "e\u0301",
    ]
)


@given(st.lists(PIECES).map("".join), st.lists(PIECES, min_size=1).map("".join))
@example("big " * 400, "Big […] egos… " * 200)
def test_a_variant_is_shown_to_the_letter(words: str, text: str) -> None:
    shown = variant_view(words, text, SourceView("A")).text
    assert "".join(piece.space + piece.words for piece in shown) == " ".join(text.split())


def test_words_within_a_quotation_say_who_quotes_them(tmp_path: Path) -> None:
    cards = shelf(tmp_path)
    assert shown(cards, "never").quoted_by == "Ada Example"
    assert [m.quoted_by for m in evidence(cards, STEM, ["never", "outer", "end"], PAGE)] == [
        "Ada Example",
        "",
        "",
    ]
    assert not shown(cards, "outer").quoted_by


def test_words_three_deep_say_who_quotes_them_in_the_card_of_the_first(tmp_path: Path) -> None:
    body = (
        "[“Ben said [‘Cat said [“no”]{.quote by=Cat}’]{.quote by=Ben},”]{.quote by=Ann} she said.\n"
    )
    file = tmp_path / "content" / "articles" / f"{STEM}.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\ntitle: T\ndate: 2025-05-20\n---\n{body}", encoding="utf-8")
    pages = {page.path: page.markdown for page in build(tmp_path, Settings()).pages}
    assert pages[PAGE].count("according to") == pages[PAGE].count("according to Ben") == 1


def test_the_page_of_a_person_says_who_quotes_them(tmp_path: Path) -> None:
    shelf(tmp_path)
    pages = {page.path: page.markdown for page in build(tmp_path, Settings()).pages}
    assert "according to Ada Example" in pages["people/ben-sample.md"]
    assert "according to" not in pages["people/ada-example.md"]


def test_words_within_reported_speech_of_another_say_who_tells_of_them(tmp_path: Path) -> None:
    file = tmp_path / "content" / "articles" / f"{STEM}.md"
    file.parent.mkdir(parents=True)
    body = '[She heard [“never”]{#never .quote by="Ben"} from him]{#said .said by="Ada"}\n'
    file.write_text(f"---\ntitle: T\ndate: 2025-05-20\n---\n{body}", encoding="utf-8")
    built = build(tmp_path, Settings(site_url="https://e.org/"))
    pages = {page.path: page for page in built.pages}
    assert pages[PAGE].markdown.count("according to Ada") == 1
    assert built.images[f"share/{STEM}.png"].about == "according to Ada"
    assert {r.quoted_by for r in built.records if r.kind == "quotation"} == {"Ada"}
