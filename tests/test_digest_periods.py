"""Weeks and months: each digest holds what its own days hold, no more and no less."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import build
from generator.content import check_content
from generator.corpus import Corpus
from generator.digest_views import MOST
from generator.digests import (
    Digest,
    digests,
    month_named,
    month_of,
    months_and_weeks,
    week_named,
    week_of,
)
from generator.settings import Settings
from tests.test_laws import built_of, folder_with

BORDERS = st.one_of(  # years whose last week is 52, 53, and one that begins in the year before
    st.dates(dt.date(2025, 12, 20), dt.date(2026, 1, 12)),
    st.dates(dt.date(2026, 12, 20), dt.date(2027, 1, 12)),
    st.dates(dt.date(2024, 2, 20), dt.date(2024, 3, 10)),
)


def article(day: dt.date, number: int, answers: str = "", status: str = "published") -> str:
    return (
        f"---\ntitle: On {day}\ndate: {day}\nstatus: {status}\n{answers}---\n"
        f'[“Words {number}.”]{{.quote by="Jane Doe"}} '
        f'[Nobody knows.]{{#q .gap ask="Who is {number}?"}} [It is.]{{#f .fact}}\n'
    )


def stems(digest: Digest) -> list[str]:
    return [one.stem for one in digest.articles]


@pytest.mark.parametrize(
    "day, name",
    [
        ("2025-05-19", "2025-W21"),
        ("2025-05-25", "2025-W21"),
        ("2024-12-29", "2024-W52"),
        ("2024-12-30", "2025-W01"),  # its Thursday is of 2025
        ("2027-01-03", "2026-W53"),  # its Thursday is of 2026
        ("2027-01-04", "2027-W01"),
        ("9999-12-31", "9999-W52"),
    ],
)
def test_a_week_is_of_the_year_of_its_thursday(day: str, name: str) -> None:
    week = week_of(dt.date.fromisoformat(day))
    assert week.name == name
    assert week.first.isoweekday() == 1
    assert week.first <= dt.date.fromisoformat(day) <= week.last


@given(st.dates())
def test_a_period_has_its_day_and_is_found_by_its_name(day: dt.date) -> None:
    for period_of, named in ((week_of, week_named), (month_of, month_named)):
        period = period_of(day)
        assert period.first <= day <= period.last
        assert named(period.name) == period
        assert period_of(period.first) == period_of(period.last) == period


@pytest.mark.parametrize(
    "name", ["", "2025", "2025-W1", "2025-W54", "2025-W00", "2025-w21", "2025-05", "0000-W01", "²"]
)
def test_what_names_no_week(name: str) -> None:
    with pytest.raises(ValueError, match=r"week|form"):
        week_named(name)


@pytest.mark.parametrize(
    "name", ["", "2025", "2025-5", "2025-13", "2025-00", "2025-W21", "0000-01", "2025-05\n"]
)
def test_what_names_no_month(name: str) -> None:
    with pytest.raises(ValueError, match=r"month|form"):
        month_named(name)


def corpus_of(days: list[dt.date]) -> Corpus:
    """An article for each day, in order; each answers what the one before asked."""
    files: dict[str, str | bytes] = {}
    before = ""
    for number, day in enumerate(sorted(days)):
        stem = f"{day}-{number:03}"
        answers = (
            f'answers: [{{question: "{before}#q", status: answered, text: So., evidence: [f]}}]\n'
        )
        files[f"content/articles/{stem}.md"] = article(day, number, answers if before else "")
        before = stem
    with folder_with(files) as folder:
        return check_content(folder, Settings()).corpus


@settings(max_examples=30)
@given(st.lists(BORDERS, min_size=1, max_size=8))
def test_a_digest_is_exactly_what_its_days_hold(days: list[dt.date]) -> None:
    corpus = corpus_of(days)
    for period_of in (week_of, month_of):
        found = digests(corpus, period_of)
        assert [name for one in found for name in stems(one)] == list(corpus.by_stem)
        assert sum(len(one.asked) for one in found) == len(corpus.questions)
        assert sum(len(one.answered) for one in found) == len(days) - 1
        for one in found:
            inside = {stem for stem in corpus.by_stem if period_of(_day(stem)) == one.period}
            assert set(stems(one)) == inside
            assert {question.stem for question, _ in one.asked} == inside
            assert {step.stem for _, step in one.answered} <= inside
        assert all(a.period.last < b.period.first for a, b in pairwise(found))
    listed = months_and_weeks(corpus)
    assert [month.name for month, _ in listed] == sorted({str(d)[:7] for d in days}, reverse=True)
    weeks = [week for _, found in listed for week in found]
    assert sorted(weeks) == [one.period for one in digests(corpus, week_of)]


def _day(stem: str) -> dt.date:
    return dt.date.fromisoformat(stem[:10])


def test_a_site_without_briefings_has_an_empty_list() -> None:
    pages = {page.path: page.markdown for page in built_of({}).pages}
    assert [path for path in pages if path.startswith("digests/")] == ["digests/index.md"]


def test_drafts_are_in_no_digest() -> None:
    day = dt.date(2031, 3, 3)
    files: dict[str, str | bytes] = {
        "content/articles/2031-03-03-a.md": article(day, 1),
        "content/articles/2031-03-04-b.md": article(day, 2, status="draft"),
        "content/articles/2031-04-09-c.md": article(dt.date(2031, 4, 9), 3, status="draft"),
    }
    pages = {page.path: page.markdown for page in built_of(files).pages}
    assert "digests/2031-04.md" not in pages
    assert "Words 1" in pages["digests/2031-03.md"]
    assert "Words 2" not in pages["digests/2031-03.md"]
    with folder_with(files) as folder:
        drafts = {p.path: p.markdown for p in build(folder, Settings(drafts=True)).pages}
    assert "Words 2" in drafts["digests/2031-03.md"]
    assert "digests/2031-W15.md" in drafts


def test_a_huge_week_is_capped_and_says_how_much_is_left_out() -> None:
    """What is left out is a link away; the page is no longer than that of a smaller week."""
    day = dt.date(2031, 3, 3)
    files: dict[str, str | bytes] = {
        f"content/articles/2031-03-03-{number:03}.md": article(day, number)
        for number in range(MOST + 2)
    }
    files["content/articles/2031-03-03-999.md"] = article(day, 999).replace(
        "---\n[", "answers: [" + ", ".join(
            f'{{question: "2031-03-03-{number:03}#q", status: moot}}' for number in range(MOST + 1)
        ) + "]\n---\n[", 1,
    )  # fmt: skip
    pages = {page.path: page.markdown for page in built_of(files).pages}
    for text in (pages["digests/2031-03.md"], pages["digests/2031-W10.md"]):
        assert text.count('<li class="b-entry">') == text.count("b-card-quote") == MOST
        assert text.count('<li class="b-question ') == 2 * MOST
        assert '<a href="../archive/2031/03.md">3 more briefings</a>' in text
        assert '<a href="../questions/index.md">3 more questions</a>' in text
        assert '<a href="../questions/index.md">1 more answer</a>' in text
