"""The drawing of a story's time: whatever the days are, it is whole, bounded and readable."""

import datetime as dt
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.messages import Catalogue
from generator.timeline_scale import BEGIN, END, SHORTEST, Scale, gathered
from generator.timelines import APART, MOST_BARS, MOST_MARKS, MOST_STEPS, Level, Mark, draw

NARROW = 288
"""The width in pixels of a page's text on the narrowest phone."""
DAY = dt.date(2031, 3, 3)
DAYS = st.lists(st.dates(), min_size=1, max_size=80).map(sorted)
NEAR = st.lists(st.dates(DAY, DAY + dt.timedelta(days=400)), min_size=1, max_size=80).map(sorted)
LANGUAGES = st.sampled_from(["en", "ar"])
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


def drawn(days: list[dt.date], language: str = "en", name: str = "Rain") -> ET.Element:
    marks = [Mark(day, name, f"a.md#b-in_{number}") for number, day in enumerate(days)]
    levels = [Level(day, 1 + n, n % 7) for n, day in enumerate(dict.fromkeys(days))]
    timeline = draw(Catalogue(language).words(), name, marks, levels)
    assert timeline.is_gathered or len(days) <= MOST_MARKS
    return ET.XML(timeline.svg)


def per_cent(element: ET.Element, name: str) -> float:
    value = element.get(name, "0")
    return float(value.removesuffix("%")) if value.endswith("%") else 0.0


def pixels(element: ET.Element) -> tuple[float, float]:
    return per_cent(element, "cx") / 100 * NARROW, float(element.get("cy", "nan"))


@given(DAYS | NEAR, LANGUAGES, NAMES)
@example([DAY], "en", "One")
@example([DAY] * 60, "ar", "All of one day")
@example([dt.date.min, dt.date.max], "en", "All of time")
@example([dt.date.max] * 61, "en", "The last day")
@example([dt.date(9999, 12, 1)] * 61, "ar", "The last month")
@example([dt.date.min, *[dt.date.max] * 70], "ar", "All of it, gathered")
def test_everything_stands_within_the_drawing(
    days: list[dt.date], language: str, name: str
) -> None:
    svg = drawn(days, language, name)
    height = float(svg.get("height", "nan"))
    assert svg.get("aria-label", "").split() == name.split()
    for element in svg.iter():
        assert "id" not in element.attrib
        for key, value in element.items():
            assert "nan" not in value or key in {"aria-label", "href"}
        if element.tag in {"rect", "text"}:
            left, width = per_cent(element, "x"), per_cent(element, "width")
            assert 0 <= left <= left + width <= 100.01
            top = float(element.get("y", "nan"))
            assert 0 <= top <= top + float(element.get("height", 0)) <= height
        if element.tag == "circle":
            assert BEGIN <= per_cent(element, "cx") <= END
            assert 0 < float(element.get("cy", "nan")) < height


@given(DAYS | NEAR, LANGUAGES)
@example([DAY, DAY], "en")
def test_marks_stand_in_the_order_of_time_and_can_be_told_apart(
    days: list[dt.date], language: str
) -> None:
    svg = drawn(days, language)
    links = svg.findall("a")
    assert all(link[0].tag == "title" and link[0].text for link in links)
    dots = [link[-1] for link in links if link[-1].get("class") == "b-dot"]
    places = [pixels(dot) for dot in dots]
    across = [x for x, _ in places]
    assert across == sorted(across, reverse=language == "ar")
    assert len(dots) in {0, len(days)}
    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert abs(x - other_x) >= APART - 0.1 or abs(y - other_y) >= APART
    bars = [link[1] for link in links if link[1].tag == "rect"]
    assert bool(bars) is not bool(dots)
    assert len(bars) <= MOST_BARS
    if len(bars) > 1:
        lefts = [per_cent(bar, "x") for bar in bars]
        assert lefts == sorted(lefts, reverse=language == "ar")
        assert all(per_cent(bar, "width") / 100 * NARROW >= APART for bar in bars)


@given(DAYS | NEAR)
@example([DAY])
@example([dt.date(2031, 1, 31), dt.date(2031, 4, 5)])
@example([dt.date(2029, 3, 3), dt.date(2032, 3, 2)])
def test_the_days_that_are_named_have_room(days: list[dt.date]) -> None:
    scale = Scale.of(days)
    assert (scale.last - scale.first).days >= SHORTEST
    ticks = scale.ticks()
    places = [scale.at(tick.day) / 100 * NARROW for tick in ticks]
    assert 1 <= len(ticks) <= 7
    assert all(later - earlier >= 36 for earlier, later in pairwise(places))


@given(DAYS, st.integers(2, 20))
@example([dt.date.min, dt.date.max], 6)
def test_gathered_stretches_divide_all_days(days: list[dt.date], most: int) -> None:
    stretches = gathered(days, max(most, 6))
    assert len(stretches) <= max(most, 6)
    assert stretches[0].first <= days[0]
    assert days[-1] <= stretches[-1].end
    for one, other in pairwise(stretches):
        assert one.first < one.end == other.first


def test_a_story_of_ten_thousand_briefings_is_drawn_as_large_as_one_of_a_hundred() -> None:
    def of(number: int) -> str:
        days = [DAY + dt.timedelta(days=n) for n in range(number)]
        marks = [Mark(day, f"Round {n}", f"a.md#{n}") for n, day in enumerate(days)]
        levels = [Level(day, 1 + n, n % 7) for n, day in enumerate(days)]
        return draw(Catalogue("en").words(), "", marks, levels).svg

    assert len(of(10_000)) <= 40_000
    assert len(of(10_000)) <= 1.5 * len(of(300))
    assert of(10_000).count('class="b-open"') <= MOST_STEPS + 1
    numbers = re.findall(r"<title>[^<]*?([\d,]+) briefings?</title>", of(10_000))
    assert sum(int(n.replace(",", "")) for n in numbers) == 10_000


@pytest.mark.parametrize(
    "first, last, named",
    [
        (dt.date(2031, 3, 1), dt.date(2031, 3, 31), "March 2031: 61 briefings"),
        (dt.date(2031, 1, 1), dt.date(2034, 12, 31), "January 2031 – June 2031: 8 briefings"),
        (dt.date(2031, 1, 1), dt.date(2039, 12, 31), "2031: 7 briefings"),
        (dt.date(2030, 1, 1), dt.date(2059, 12, 31), "2030 – 2034: 10 briefings"),
    ],
)
def test_a_bar_says_its_time_and_leads_to_its_first_briefing(
    first: dt.date, last: dt.date, named: str
) -> None:
    step = (last - first) / 60
    svg = drawn([first + n * step for n in range(61)])
    links = svg.findall("a")
    assert [links[0].findtext("title"), links[0].get("href")] == [named, "a.md#b-in_0"]


def test_nothing_of_a_name_is_markup() -> None:
    name = '<b title="x">&amp; </title></svg><script>alert(1)</script>'
    svg = drawn([DAY], name=name)
    assert {element.tag for element in svg.iter()} <= {
        *("svg", "g", "rect", "text", "title", "a", "circle"),
    }
    assert svg.findtext("a/title") == name


def test_without_questions_there_is_no_line_of_them() -> None:
    words = Catalogue("en").words()
    without = draw(words, "", [Mark(DAY, "Rain", "a.md")], [])
    assert "b-open" not in without.svg
    assert int(ET.XML(without.svg).get("height", "")) < 90
