"""On paper a briefing is a clean brief of two to four pages, with its addresses written out."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.conftest import served
from tests.stress import LONG
from tests.test_reader import FULL, pages

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TYPICAL = "2025-05-28-two-weeks"
FURNITURE = ("Skip to content", "Table of contents", "Back to top", "In context", "Copy link", "↑")


@pytest.fixture(scope="module")
def printer(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(color_scheme="dark") as context:
        yield context.new_page()


def printed(page: Page, folder: Path, stem: str, paper: str) -> list[str]:
    """Give the words of each sheet."""
    with served(folder, "/") as home:
        page.goto(f"{home}briefings/{stem}/", wait_until="networkidle")
        reader = PdfReader(io.BytesIO(page.pdf(format=paper)))
        return [sheet.extract_text() for sheet in reader.pages]


def letters(text: str) -> str:
    """Text without white space: a line may be broken anywhere."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("stem", [FULL, TYPICAL])
def test_a_briefing_is_printed_on_two_to_four_pages(
    printer: Page, shipped_site: Path, stem: str, paper: str
) -> None:
    sheets = printed(printer, shipped_site, stem, paper)
    assert 2 <= len(sheets) <= 4
    assert all(len(letters(sheet)) > 200 for sheet in sheets)
    text = "\n".join(sheets)
    briefing = pages(shipped_site)[f"briefings/{stem}/"]
    for card in briefing.section("quotes").all(kind="quote"):
        assert letters(card.all("blockquote")[0].text()) in letters(text)
    for source in briefing.section("sources").all("li"):
        for address in source.links():
            assert letters(address) in letters(text)
    assert [words for words in FURNITURE if words in text] == []


def test_nothing_is_cut_off_on_paper(printer: Page, stress_site: Path) -> None:
    text = letters("".join(printed(printer, stress_site, LONG, "A4")))
    briefing = pages(stress_site)[f"briefings/{LONG}/"]
    assert letters(briefing.all("h1")[0].text()) in text
    assert letters(briefing.named("words").all("blockquote")[0].text()) in text
    printer.emulate_media(media="print")
    printer.set_viewport_size({"width": 680, "height": 1000})  # as wide as the text on A4
    assert (
        printer.evaluate(
            """() => [...document.querySelectorAll("main article *")].filter(one => {
            const {right} = one.getBoundingClientRect();
            return one.checkVisibility() && right > document.documentElement.clientWidth + 1;
        }).map(one => one.outerHTML.slice(0, 120))"""
        )
        == []
    )
