"""A site whose every text is markup somewhere runs nothing and shows every text, in a browser.

`test_laws.py` says the same of the HTML, of more texts in more places. What is here takes a
browser: what runs, what is asked for, what a reader sees.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.conftest import served
from tests.hostile import HUGE, PLAIN, TEXTS, TITLE
from tests.test_laws import IMAGE_TEXT, ON_THE_BRIEFING, Texts, collapsed
from tests.test_reader import pages

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SHAPE = """() => ({
    running: [...document.querySelectorAll("*")].filter(one => one.getAttributeNames().some(
        name => name.startsWith("on"))).map(one => one.outerHTML.slice(0, 160)),
    leading: [...document.querySelectorAll("[href], [src], [action], [data], [formaction]")]
        .flatMap(one => ["href", "src", "action", "data", "formaction"].map(
            name => one.getAttribute(name)))
        .filter(address => /^\\s*(javascript|data|vbscript):/i.test(address ?? "")),
    foreign: [...document.querySelectorAll("base, iframe, object, embed, template, article script,"
        + "article style, article link, meta[http-equiv]")].map(one => one.outerHTML.slice(0, 99)),
    scripts: document.scripts.length,
})"""
"""What could run or lead astray; without texts that are markup, nothing but the theme's scripts."""

REACHING_OUT = """() => {
    const found = [], turning = /[\\u202a-\\u202e\\u2066-\\u2069]/;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const apart = one => {
        const {display, unicodeBidi} = getComputedStyle(one);
        return display !== "inline" || /isolate|plaintext/.test(unicodeBidi);
    };
    for (let node; node = walker.nextNode();) {
        let one = node.parentElement;
        if (!turning.test(node.data) || one.closest("script, [data-section=article]")) continue;
        while (!apart(one)) one = one.parentElement;
        if (one.textContent.trim() !== node.data.trim()) found.push(one.outerHTML.slice(0, 300));
    }
    return found;
}"""
"""Texts whose direction reaches words beside them. The article itself is all its author's."""

TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which nothing is said, asked or run."""
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("console", lambda message: said.append(message.text))
    yield page
    assert said == []


def shown(page: Page, where: str = "main") -> str:
    return collapsed(page.locator(where).first.text_content() or "")


def texts_missing(texts: Texts, places: set[int] | frozenset[int], words: str) -> list[str]:
    return [texts(place) for place in sorted(places) if collapsed(texts(place)) not in words]


def test_nothing_runs_on_any_page_and_no_direction_reaches_out(
    quiet: Page, hostile_site: Path
) -> None:
    with served(hostile_site, "/repo/") as home:
        quiet.goto(f"{home}briefings/2025-05-20-a{PLAIN.number}/")
        scripts = {"briefings": quiet.evaluate(SHAPE)["scripts"]}
        for path in pages(hostile_site):
            quiet.goto(home + path)
            shape = quiet.evaluate(SHAPE)
            kind = path.partition("/")[0] if path.count("/") > 1 else path
            assert shape == {
                "running": [],
                "leading": [],
                "foreign": [],
                "scripts": scripts.setdefault(kind, shape["scripts"]),
            }, path
            assert quiet.evaluate(REACHING_OUT) == [], path


def test_every_text_of_a_briefing_is_read_as_it_was_written(
    quiet: Page, hostile_site: Path
) -> None:
    with served(hostile_site, "/repo/") as home:
        for texts in TEXTS:
            quiet.goto(f"{home}briefings/2025-05-20-a{texts.number:03}/")
            assert texts_missing(texts, ON_THE_BRIEFING - {IMAGE_TEXT}, shown(quiet)) == []
            title, sentence = collapsed(texts(0)), collapsed(texts(1))
            assert shown(quiet, "h1") == title
            assert collapsed(quiet.title()) == f"{title} - S"
            for name in ("name=description", "property='og:description'"):
                meta = quiet.locator(f"head meta[{name}]").get_attribute("content")
                assert collapsed(meta or "") == sentence
            said = quiet.locator("head meta[property='og:title']").get_attribute("content")
            assert collapsed(said or "") == title
            image = quiet.locator("main img").first.get_attribute("alt")
            assert collapsed(image or "") == collapsed(texts(IMAGE_TEXT))
            structured = json.loads(
                quiet.locator("head script[type='application/ld+json']").text_content() or ""
            )
            assert (
                collapsed(json.dumps(structured, ensure_ascii=False)).count(
                    collapsed(json.dumps(texts(9), ensure_ascii=False)[1:-1])
                )
                >= 0
            )
            assert collapsed(structured["headline"]) == title


def test_every_text_of_the_lists_is_read_as_it_was_written(quiet: Page, hostile_site: Path) -> None:
    with served(hostile_site, "/repo/") as home:
        lists = {
            "archive/2025/05/": {0, 1},
            "questions/open/": {10, 29},
            "stories/": {40},
            "people/": {35, 37},
            "topics/": {2},
        }
        for path, places in lists.items():
            quiet.goto(home + path)
            words = shown(quiet)
            assert [one for texts in TEXTS for one in texts_missing(texts, places, words)] == [], (
                path
            )
        for texts in TEXTS:
            quiet.goto(f"{home}people/p{texts.number}/")
            spoken = {17, 25, 31, 35, 36, 37, 38, 39}
            assert texts_missing(texts, spoken, shown(quiet)) == []
            quiet.goto(f"{home}stories/story-{texts.number}/")
            assert texts_missing(texts, {0, 1, 40, 41}, shown(quiet)) == []


def test_the_search_shows_texts_and_obeys_none(quiet: Page, hostile_site: Path) -> None:
    with served(hostile_site, "/repo/") as home:
        quiet.goto(home)
        quiet.keyboard.press("/")
        field = quiet.locator("dialog input:focus")
        for words in ("onerror alert", "script", "harmless", "javascript", "raw config"):
            field.fill(words)
            expect(quiet.locator("dialog mark").first).to_be_visible()
            shape = quiet.evaluate(SHAPE)
            assert [shape[name] for name in ("running", "leading", "foreign")] == [[], [], []]
            assert quiet.locator("dialog :is(img, script)").count() == 0
            for text in quiet.locator("dialog li").get_by_text(TURNED).all():
                assert text.evaluate("one => !!one.closest('bdi, [dir=auto]')")


def test_a_text_of_any_length_is_shown_whole(quiet: Page, hostile_site: Path) -> None:
    with served(hostile_site, "/repo/") as home:
        quiet.goto(f"{home}briefings/2025-05-21-huge/")
        assert shown(quiet, "h1") == TITLE
        assert shown(quiet, "[id=words] blockquote") == f"“{HUGE}”"
        assert quiet.evaluate("document.documentElement.scrollWidth <= innerWidth")
