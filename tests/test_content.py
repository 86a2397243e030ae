"""The shipped content: quotations as they were printed, and nothing that the checker minds.

`content/quotations.tsv` lists every quotation with its words, its speaker and the source it was
taken from. It is kept apart from the articles, so that a slip in one of them is seen.
"""

import csv
from collections import Counter
from functools import cache
from typing import NamedTuple

import pytest

from generator.compose import compose
from generator.content import Checked, check_content
from generator.corpus import Linked
from generator.project import read_project
from generator.views import BriefingView
from tests.conftest import ROOT

LIST = ROOT / "tests" / "content" / "quotations.tsv"


class Quotation(NamedTuple):
    """What a reader is told of one stretch of words."""

    words: str
    speaker: str
    source: str


@cache
def checked() -> Checked:
    return check_content(ROOT, read_project(ROOT).settings)


def articles() -> tuple[Linked, ...]:
    return checked().corpus.articles


def in_content() -> Counter[Quotation]:
    return Counter(
        Quotation(part.words, statement.name, statement.source.name if statement.source else "")
        for one in articles()
        for statement in one.statements
        if statement.annotation.kind == "quote"
        for part in statement.parts
    )


def listed() -> Counter[Quotation]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return Counter(Quotation(row["words"], row["speaker"], row["source"]) for row in rows)


def test_every_quotation_is_in_the_list_as_it_was_printed() -> None:
    assert sorted(in_content() - listed()) == []


def test_every_quotation_of_the_list_is_in_the_content() -> None:
    assert sorted(listed() - in_content()) == []


def test_the_list_is_not_empty() -> None:
    assert listed().total() > 80
    assert all(all(quotation) for quotation in listed())


def test_the_checker_finds_nothing() -> None:
    assert checked().diagnostics == ()
    assert len(checked().inputs.articles) >= 8


STEMS = sorted(path.stem for path in (ROOT / "content" / "articles").rglob("*.md"))
each = pytest.mark.parametrize("stem", STEMS)


def article(stem: str) -> Linked:
    return next(one for one in articles() if one.stem == stem)


@each
def test_a_description_is_one_short_sentence(stem: str) -> None:
    description = article(stem).article.fields.description
    if description is not None:
        assert 0 < len(description.split()) <= 35
        assert description.endswith(".")


@each
def test_every_point_of_the_summary_names_what_it_rests_on(stem: str) -> None:
    assert [p.text for p in article(stem).article.fields.summary if not p.evidence] == []


@each
def test_every_quotation_has_a_source_that_a_reader_can_look_up(stem: str) -> None:
    assert [s.id for s in article(stem).statements if not (s.source and s.source.url)] == []


@each
def test_every_article_leaves_a_question_open(stem: str) -> None:
    assert article(stem).questions


@cache
def briefings() -> dict[str, BriefingView]:
    views = compose(checked().corpus, checked().checks, read_project(ROOT).settings)
    return {
        view.path.removeprefix("briefings/").removesuffix(".md"): view.values["briefing"]
        for view in views
        if "briefing" in view.values
    }


def test_annotations_alone_make_a_whole_briefing() -> None:
    """One article has little more front matter than it must, and still all three sections."""
    bare = [
        one.stem
        for one in articles()
        if set(one.article.fields.model_fields_set) == {"title", "date", "story", "sources"}
    ]
    assert len(bare) == 1
    briefing = briefings()[bare[0]]
    assert briefing.points
    assert briefing.points_are_own_words
    assert briefing.key_cards
    assert briefing.questions
