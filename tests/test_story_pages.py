"""Pages of stories: where each stands, its timeline, who took part, what it left open."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.build import build
from generator.commonmark import render_stretch, unsealed
from generator.dialect import parse
from generator.project import read_project
from generator.settings import Settings
from generator.site import build_site
from tests.conftest import served
from tests.test_laws import put

ARTICLE = """---
title: Round {n}
description: The sentence of round {n}.
date: {date}
story: {story}
sources: {{gazette: {{publisher: Example Gazette}}}}
{front}---
{body}
"""
RECORD = "---\ntitle: The talks\n---\nThey go on.\n"
KEY = "[“Rain, {n}.”]{{#rain .quote .key by='Jane Doe' role='Speaker {n}' to='Ben Sample'}}"


def article(
    n: int, front: str = "", body: str = "", *, date: str = "", story: str = "talks"
) -> str:
    return ARTICLE.format(
        n=n,
        date=date or f"2031-03-{n:02}",
        story=story,
        front=front,
        body=body.replace("'", '"'),
    )


def pages_of(folder: Path, articles: Mapping[str, str], page_size: int = 50) -> dict[str, str]:
    put(folder, {f"content/articles/{name}.md": text for name, text in articles.items()})
    put(folder, {"content/stories/talks.md": RECORD})
    built = build(folder, Settings(site_name="S", page_size=page_size))
    assert not built.has_errors, built.diagnostics
    return {page.path: page.markdown for page in built.pages}


def stops(page: str) -> dict[str, str]:
    """The entries of a timeline by the stems in their anchors."""
    parts = re.split(r'<li class="b-stop" id="b-in&#95;([a-z0-9-]+)">', page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture
def told(tmp_path: Path) -> dict[str, str]:
    """A story in which a question is asked, answered in part, answered and asked again."""
    asks = "questions: [{id: who, ask: Who pays?}, {id: when, ask: When?}]\n"
    doubted = "[“Snow.”]{#snow .quote by='Ben Sample' doubtful='nobody heard it'}"
    gap = "[Nobody says who]{.gap asks='a#who'}."
    partly, done = (
        f"answers: [{{question: 'a#who', status: {status}, text: She does., evidence: [told]}}]\n"
        for status in ("partly", "answered")
    )
    fact, hail = "[She pays]{#told .fact}.", "[“Hail.”]{.quote by='Jane Doe'}"
    still = "[Nobody says when]{.gap asks='a#when'}."
    return pages_of(
        tmp_path,
        {
            "a": article(
                1, asks, f"{doubted} [Nobody says]{{.gap asks=who}} [when]{{.gap asks=when}}."
            ),
            "b": article(2, partly, f"{fact} {KEY.format(n=2)} {still} {hail}"),
            "c": article(3, done, f"{fact} [It rains]{{.said by='Ben Sample'}}."),
            "d": article(4, "", gap),
            "elsewhere": article(
                5, "questions: [{id: x, ask: Why?}]\n", "[Why?]{.gap asks=x}"
            ).replace("story: talks\n", ""),
        },
    )


def test_a_timeline_has_sentence_key_quotation_and_what_became_of_questions(
    told: dict[str, str],
) -> None:
    found = stops(told["stories/talks.md"].partition("</ol>")[0])
    assert list(found) == ["a", "b", "c", "d"]
    for n, (stem, text) in enumerate(found.items(), 1):
        assert f'<a href="../briefings/{stem}.md">Round {n}</a>' in text
        assert f"The sentence of round {n}." in text
    assert "“Rain, 2.”" in found["b"]
    assert "Speaker 2" in found["b"]
    assert 'href="../briefings/b.md#rain"' in found["b"]
    assert 'data-state="not checked"' in found["b"]
    assert "Hail" not in found["b"]
    assert "b-quotation" not in found["a"] + found["c"] + found["d"]  # doubtful, or none at all
    turns = {
        stem: re.findall(r'b-status-(\w+)">.*?<a href="([^"]+)">([^<]+)<', text)
        for stem, text in found.items()
    }
    who = ("../briefings/a.md#who", "Who pays?")
    assert turns == {
        "a": [("asked", *who), ("asked", "../briefings/a.md#when", "When?")],
        "b": [("partly", *who)],
        "c": [("answered", *who)],
        "d": [("again", *who)],
    }


def test_the_drawing_leads_to_every_place_of_the_list(told: dict[str, str]) -> None:
    page = told["stories/talks.md"]
    svg = re.search(r"<svg.*?</svg>", page)
    assert svg
    assert re.findall(r'href="#b-in_([^"]+)"><title>([^<]+)<', svg[0]) == [
        (stem, f"{n} March 2031: Round {n}") for n, stem in enumerate("abcd", 1)
    ]
    assert 'aria-label="Drawing: 4 briefings, 1 March 2031 – 4 March 2031.' in svg[0]
    levels = re.findall(r'class="b-open"><title>(\d).*?: (\d) open, (\d) answered', page)
    assert levels == [("1", "2", "0"), ("2", "2", "0"), ("3", "1", "1"), ("4", "2", "0")]
    assert "Open questions: 2 at the end, 2 at most" in page
    assert "b-key-settled" not in page


def test_a_page_says_where_the_story_stands_and_who_took_part(told: dict[str, str]) -> None:
    page = told["stories/talks.md"]
    assert "4 briefings, 1 March 2031 – 4 March 2031" in page
    assert ">2 open questions</a>" in page
    people = page.partition("## Who took part")[2].partition("</section>")[0]
    rows = re.findall(r'people/([\w-]+)\.md">.*?b-count">(.+?)</span>', people)
    side_by_side = '<a href="../people/ben-sample/talks.md">1 quotation, 1 reported statement</a>'
    assert rows == [("jane-doe", "2 quotations"), ("ben-sample", side_by_side)]
    assert "people/ben-sample/talks.md" in told
    assert 'b-role">Speaker 2<' in people
    asked = page.partition("## Questions")[2]
    assert asked.count('data-status="open"') == 2
    assert 'href="talks/questions.md">All 2 questions of this story<' in asked
    listed = told["stories/talks/questions.md"]
    assert listed.count("data-status=") == 2
    assert 'href="../talks.md"' in listed
    assert "Why?" not in page + listed


def test_what_is_long_on_a_page_is_capped_and_what_is_more_has_a_list(tmp_path: Path) -> None:
    numbers = range(1, 31)
    front = "questions:\n" + "".join(f"- {{id: q{n}, ask: Who {n}?}}\n" for n in numbers)
    settled = "answers:\n" + "".join(
        f"- {{question: 'a#q{n}', status: answered, evidence: [told]}}\n" for n in range(1, 16)
    )
    gaps = " ".join(f"[Gap {n}]{{.gap asks=q{n}}}" for n in numbers)
    said = " ".join(f"[“{n}.”]{{.quote by='Speaker {n}'}}" for n in numbers)
    articles = {
        "a": article(1, front, f"{gaps} {said}"),
        "b": article(2, settled, "[So]{#told .fact}"),
    }
    pages = pages_of(tmp_path, articles, page_size=8)
    page = pages["stories/talks.md"]
    found = stops(page.partition("</ol>")[0])
    assert found["a"].count("b-status-asked") == found["b"].count("b-status-answered") == 10
    assert ">and 20 more</a>" in found["a"]
    people = page.partition("## Who took part")[2].partition("</section>")[0]
    assert people.count("b-row") == 12
    assert '<a href="talks/people.md">All 30 who took part</a>' in people
    everybody = [text for path, text in pages.items() if path.startswith("stories/talks/people")]
    assert len(everybody) == 4
    assert all('<a href="../' in text and "b-pager" in text for text in everybody)
    named = [name for text in everybody for name in re.findall(r">(Speaker \d+)<", text)]
    assert named == sorted(f"Speaker {n}" for n in numbers)
    asked = page.partition("## Questions")[2]
    assert asked.count('data-status="open"') == asked.count('data-status="answered"') == 10
    lists = [path for path in pages if path.startswith("stories/talks/questions")]
    assert len(lists) == 3
    names = {name for path in lists for name in re.findall(r"Who \d+", pages[path])}
    assert len(names) == 30


def test_a_long_story_is_divided_and_drawn_once_with_bars(tmp_path: Path) -> None:
    articles = {
        f"a-{n:02}": article(n, date=f"2031-{1 + n % 12:02}-{1 + n // 12:02}") for n in range(1, 62)
    }
    pages = pages_of(tmp_path, articles, page_size=10)
    first = pages["stories/talks.md"]
    svg = re.search(r"<svg.*?</svg>", first)
    assert svg
    assert "b-dot" not in svg[0]
    links = re.findall(r'href="([^"#]*)#b-in_([a-z0-9-]+)"', svg[0])
    assert 1 < len(links) <= 10
    assert len({path for path, _ in links}) > 1
    for path, stem in links:
        target = f"stories/{path}" if path else "stories/talks.md"
        assert f'id="b-in&#95;{stem}"' in pages[target]
    assert "From the beginning" not in first
    for number in range(1, 6):
        assert "<svg" not in pages[f"stories/talks/page_{number}.md"]
        assert "They go on." not in pages[f"stories/talks/page_{number}.md"]


def test_a_story_without_briefings_says_so(tmp_path: Path) -> None:
    alone = {"a": article(1).replace("story: talks\n", "")}
    page = pages_of(tmp_path, alone)["stories/talks.md"]
    assert "They go on." in page
    assert "There are no briefings yet." in page
    assert "<svg" not in page


def test_a_drawing_is_well_formed_in_the_page(told: dict[str, str]) -> None:
    box = parse(render_stretch(unsealed(told["stories/talks.md"].strip())))
    (svg,) = box.iter("svg")
    assert len(svg.findall("a")) == 4


WIDTHS = (320, 390, 820, 1440)
LAID_OUT = """() => {
    const boxes = selector => [...document.querySelectorAll(selector)].map(
        element => element.getBoundingClientRect());
    const texts = boxes(".b-timeline text"), marks = boxes(".b-timeline .b-hit");
    const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const pairs = list => list.flatMap((one, i) => list.slice(i + 1).map(other => [one, other]));
    const apart = ([a, b]) => a.right <= b.left || b.right <= a.left
        || a.bottom <= b.top || b.bottom <= a.top;
    const near = ([a, b]) => Math.hypot(middle(a)[0] - middle(b)[0], middle(a)[1] - middle(b)[1]);
    return {
        marks: marks.length,
        small: [...document.querySelectorAll(".b-timeline text")].filter(
            text => parseFloat(getComputedStyle(text).fontSize) < 11).length,
        outside: [...texts, ...marks].filter(box => box.left < 0 || box.right > innerWidth).length,
        overlapping: pairs(texts).filter(pair => !apart(pair)).length,
        near: pairs(marks).filter(pair => near(pair) < 23.5).length,
        wider: document.documentElement.scrollWidth - innerWidth,
    };
}"""
"""What of a drawing is too small, outside of the page, or upon another part of it."""
STORIES = {
    "day": ["2031-03-03"] * 3,
    "week": [f"2031-03-{day:02}" for day in range(1, 8)],
    "months": [f"2031-{month:02}-{day:02}" for month in range(2, 6) for day in (1, 20)],
    "years": [f"{year}-12-31" for year in range(2001, 2031, 3)],
    "many": [f"2031-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(120)],
}


@pytest.fixture(scope="module", params=["en", "ar"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Stories of all lengths, each with questions, in a language of each direction."""
    asks, gap = "questions: [{id: who, ask: Who pays?}]\n", "[Nobody says]{.gap asks=who}."
    files = {
        f"content/articles/{name}-{n:03}.md": article(n, asks, gap, date=day, story=name)
        for name, days in STORIES.items()
        for n, day in enumerate(days)
    }
    folder = put(tmp_path_factory.mktemp(request.param), files)
    theme = f"theme: {{name: material, language: {request.param}, font: false}}"
    put(folder, {"mkdocs.yml": f"site_name: S\n{theme}\nplugins: [briefing]\n"})
    made = build_site(read_project(folder))[0]
    with served(made, "/") as address:
        yield address


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_a_drawing_is_readable_at_every_width(chromium: Browser, site: str, width: int) -> None:
    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for name, days in STORIES.items():
            page.goto(f"{site}stories/{name}/")
            found = page.evaluate(LAID_OUT)
            number = found.pop("marks")
            assert number <= len(days)
            assert number == len(days) or name == "many"
            expected = dict.fromkeys(("small", "outside", "overlapping", "near", "wider"), 0)
            assert (name, found) == (name, expected)


@pytest.mark.slow
def test_time_runs_as_the_words_do(chromium: Browser, site: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{site}stories/years/")
        boxes = [mark.bounding_box() for mark in page.locator(".b-timeline a .b-dot").all()]
        across = [box["x"] for box in boxes if box]
        direction = page.locator(".b-timeline svg").evaluate("e => getComputedStyle(e).direction")
        assert len(across) == len(STORIES["years"])
        assert across == sorted(across, reverse=direction == "rtl")


@pytest.mark.slow
def test_marks_are_reached_by_keyboard_and_lead_to_the_list(chromium: Browser, site: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{site}stories/months/")
        marks = page.locator(".b-timeline a")
        marks.first.focus()
        page.keyboard.press("Tab")
        expect(marks.nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("li:target")).to_be_in_viewport()
        assert page.url.endswith("#b-in_months-001")


@pytest.mark.slow
def test_a_drawing_is_seen_on_paper_and_with_forced_colours(chromium: Browser, site: str) -> None:
    colours = """() => ["text", ".b-axis", ".b-dot", ".b-open-line"].map(name =>
        getComputedStyle(document.querySelector(`.b-timeline ${name}`)).fill)"""
    with chromium.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{site}stories/months/")
        dark = page.evaluate(colours)
        page.emulate_media(media="print")
        assert all(one != other for one, other in zip(dark, page.evaluate(colours), strict=True))
        page.emulate_media(media="screen", forced_colors="active")
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background not in page.evaluate(colours)
