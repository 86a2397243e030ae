"""Pages that are hard to lay out: nothing leaves the screen, overlaps or is cut off, at any width.

`tests/stress.py` has the pages. Nothing here knows a class of the styles.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import served
from tests.stress import ARABIC, LONG, MANY, MIXED, PLAIN
from tests.test_reader import OVERFLOW, console, pages

pytestmark = [pytest.mark.slow, pytest.mark.browser]

BRIEFINGS = [f"briefings/{stem}/" for stem in (LONG, MANY, ARABIC, PLAIN, MIXED)]
SIZES = {
    "320": (320, 100),
    "390": (390, 100),
    "820": (820, 100),
    "1440": (1440, 100),
    "1440 at 200 %": (720, 100),  # zooming halves what a page has of the screen
    "390 with text at 200 %": (390, 200),
    "1440 with text at 200 %": (1440, 200),
}

LINES = """() => {
    const lines = [], walker = document.createTreeWalker(
        document.querySelector("main article"), NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
        const range = document.createRange(), element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
        const {clipPath, fontSize} = getComputedStyle(element);
        if (clipPath !== "none") continue;  // only for those who listen
        range.selectNodeContents(node);
        for (const {left, right, top, bottom} of range.getClientRects()) {
            const middle = (top + bottom) / 2, half = parseFloat(fontSize) * 0.3;
            if (right - left > 1) lines.push({node, left, right, top: middle - half,
                bottom: middle + half});
        }
    }
    return lines.sort((a, b) => a.top - b.top);
}"""
"""The lines of text in the article of a page, each as high as its small letters."""

OVERLAPS = f"""() => {{
    const lines = ({LINES})(), found = [];
    lines.forEach((one, index) => {{
        for (let next = index + 1; next < lines.length; next++) {{
            const other = lines[next];
            if (other.top > one.bottom) break;
            if (other.node !== one.node
                && other.left < one.right - 1 && other.right > one.left + 1) {{
                found.push([one.node.data.slice(0, 60), other.node.data.slice(0, 60)]);
            }}
        }}
    }});
    return found.slice(0, 5);
}}"""
"""Texts that stand on one another."""

CUT_OFF = """() => [...document.querySelectorAll("main article *")].filter(one => {
    const {overflowX, overflowY, clipPath, textOverflow} = getComputedStyle(one);
    const hides = value => value === "hidden" || value === "clip";
    return clipPath === "none" && one.checkVisibility({visibilityProperty: true})
        && (hides(overflowX) && one.scrollWidth > one.clientWidth + 1
            || hides(overflowY) && one.scrollHeight > one.clientHeight + 1
            || textOverflow === "ellipsis");
}).map(one => one.outerHTML.slice(0, 160))"""
"""What has more to show than it shows, and no way to reach it."""


@pytest.fixture(scope="module")
def stress(stress_site: Path) -> Iterator[str]:
    with served(stress_site, "/") as address:
        yield address


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


def wrong_with(page: Page) -> list[object]:
    return [found for check in (OVERFLOW, OVERLAPS, CUT_OFF) for found in page.evaluate(check)]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overflows_overlaps_or_is_cut_off(
    reader: Page, stress: str, stress_site: Path, size: str
) -> None:
    width, text = SIZES[size]
    reader.set_viewport_size({"width": width, "height": 900})
    said, wrong = console(reader), {}
    for path in pages(stress_site):
        reader.goto(stress + path)
        reader.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        reader.evaluate(
            """part => {
                const root = document.documentElement, size = getComputedStyle(root).fontSize;
                root.style.fontSize = `${parseFloat(size) * part / 100}px`;
            }""",
            text,
        )
        if found := wrong_with(reader):
            wrong[path] = found
    assert wrong == {}
    assert said == []


def test_the_measures_see_what_is_wrong(reader: Page, stress: str) -> None:
    reader.goto(stress + BRIEFINGS[3])
    assert wrong_with(reader) == []
    for style in (
        "main article p {width: 3000px !important}",
        "main article h2 {position: relative; top: 35px}",
        "[data-section=article] {height: 30px; overflow: hidden}",
    ):
        reader.goto(stress + BRIEFINGS[3])
        reader.add_style_tag(content=style)
        assert wrong_with(reader) != [], style


@pytest.mark.parametrize("width", [320, 820])
def test_the_words_of_a_mark_stay_on_the_screen(reader: Page, stress: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 900})
    for path in BRIEFINGS:
        reader.goto(stress + path)
        for mark in reader.locator("[data-section=summary] sup").all()[:12]:
            mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
            mark.locator("a").hover()
            words = mark.locator("> span")
            expect(words).to_be_visible()
            box = words.bounding_box()
            assert box
            assert box["x"] >= 0, path
            assert box["x"] + box["width"] <= width, path
            assert box["width"] > width / 4, path


def test_every_stress_is_on_its_page(stress_site: Path) -> None:
    everything = pages(stress_site)
    many = everything[f"briefings/{MANY}/"]
    assert len(many.section("quotes").all(kind="quote")) == 60
    assert len([node for node in many.section("questions").all("div") if "id" in node.attrs]) >= 40
    assert (
        len(everything[f"briefings/{LONG}/"].named("words").all("blockquote")[0].text().split())
        == 400
    )
    assert len(everything[f"briefings/{LONG}/"].all("h1")[0].text()) == 200
    assert everything[f"briefings/{ARABIC}/"].all("html")[0].attrs["lang"] == "ar"
