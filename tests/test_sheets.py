"""Long lists: nothing is lost between pages, none is too long, and pages keep what is on them."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.build import build
from generator.lists import FEW_PEOPLE
from generator.messages import Catalogue
from generator.pagers import MARKS, leaves
from generator.settings import Settings
from generator.sheets import sheets
from tests.test_laws import put

WORDS = Catalogue("en").words()
sizes = st.integers(1, 7)


@given(st.integers(0, 60), sizes, st.booleans())
def test_everything_is_on_one_page_and_no_page_is_too_long(
    count: int, size: int, growing: bool
) -> None:
    divided = sheets("a/index.md", range(count), size, growing=growing)
    assert [item for sheet in divided for item in sheet.items] == list(range(count))
    assert len({sheet.path for sheet in divided}) == len(divided)
    assert divided[0].path == "a/index.md"
    assert len(divided[0].items) < 2 * size
    assert all(1 <= len(sheet.items) <= size for sheet in divided[1:])


@given(st.integers(0, 60), sizes)
def test_a_page_of_a_growing_list_keeps_what_is_on_it(count: int, size: int) -> None:
    before = sheets("a/b.md", range(count, 0, -1), size, growing=True)
    after = sheets("a/b.md", range(count + 1, 0, -1), size, growing=True)
    kept = {sheet.path: sheet.items for sheet in after}
    assert all(kept[sheet.path] == sheet.items for sheet in before[1:])


def test_further_pages_stand_below_the_first() -> None:
    assert [s.path for s in sheets("a/index.md", "abcde", 2)] == [
        "a/index.md",
        "a/page_2.md",
        "a/page_3.md",
    ]
    growing = sheets("a/b.md", "edcba", 2, growing=True)
    assert [(s.path, "".join(s.items)) for s in growing] == [
        ("a/b.md", "edc"),
        ("a/b/page_1.md", "ba"),
    ]


def test_a_page_leads_to_its_neighbours_and_all_along_the_list() -> None:
    divided = sheets("a/index.md", [f"{number:03}" for number in range(200)], 2)
    found = list(leaves(WORDS, "All", divided, str))
    middle = found[50]
    assert (middle.title, middle.is_first) == ("All: 100 – 101", False)
    pager = middle.pager
    assert pager is not None
    assert pager.before is not None
    assert pager.after is not None
    assert (pager.before.title, pager.before.href) == ("098 – 099", "page_50.md")
    assert (pager.after.title, pager.after.href) == ("102 – 103", "page_52.md")
    assert len(pager.marks) <= MARKS + 1
    assert [mark.title for mark in pager.marks if not mark.href] == ["100 – 101"]
    assert pager.marks[0].href == "index.md"
    assert pager.marks[-1].href == "page_100.md"
    assert next(leaves(WORDS, "All", sheets("a.md", "ab", 2), str)).pager is None


ARTICLE = """---
title: Round {n}
date: 2031-03-{n:02}
story: talks
topics: [rain]
questions: [{{id: q, ask: "Who {n}?"}}]
{answers}---
[“Rain {n}.”]{{.quote by="Jane Doe"}} [It rained.]{{.said by="Speaker {n}"}} [Who?]{{.gap asks=q}}
"""


def test_no_page_of_a_site_has_more_than_its_share(tmp_path: Path) -> None:
    answer = "answers: [{{question: a-{n:02}#q, status: answered}}]\n"
    put(
        tmp_path,
        {
            f"content/articles/a-{n:02}.md": ARTICLE.format(
                n=n, answers=answer.format(n=n - 1) if n % 2 == 0 else ""
            )
            for n in range(1, 25)
        },
    )
    built = build(tmp_path, Settings(site_name="S", page_size=3))
    assert not built.has_errors
    pages = {page.path: page.markdown for page in built.pages}
    lists = [path for path in pages if not path.startswith(("briefings/", "digests/2"))]
    for path in lists:
        rows = pages[path].count('<li class="b-entry">') + pages[path].count("b-row")
        rows += pages[path].count("b-card-quote") + pages[path].count('<div class="b-question ')
        most = 10 + FEW_PEOPLE if path == "stories/talks.md" else 10
        assert path in {"index.md", "archive/index.md"} or rows <= most, path
    for folder in ("archive/2031/03", "topics/rain", "stories/talks", "people/jane-doe"):
        assert f"{folder}/page_7.md" in pages
        assert f"{folder}/page_8.md" not in pages
        first = pages[f"{folder}.md"]
        assert "1 March 2031 – 3 March 2031" in first
        assert 'rel="next"' in first
        assert 'rel="prev"' not in first
    assert "people/page_8.md" in pages
    assert "questions/settled/page_3.md" in pages
    assert "questions/open/page_4.md" in pages
