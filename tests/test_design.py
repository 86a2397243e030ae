"""What the styles and the small script promise a reader, measured in real Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.project import read_project
from generator.site import build_site
from tests.conftest import ROOT, served

FULL = "briefings/2025-05-20-trump-may-step-back/"
WIDE, TABLET, PHONE = 1440, 820, 390
CHARACTERS_A_LINE = """() => {
  let characters = 0, width = 0
  const body = document.querySelector("[data-section=article] > .b-body")
  const paragraphs = body.querySelectorAll(":scope > p:has(> [data-kind])")
  for (const paragraph of paragraphs) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (text.parentElement.closest("a, small, sup")) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      characters += text.length
      for (const box of range.getClientRects()) width += box.width
    }
  }
  return paragraphs[0].clientWidth / (width / characters)
}"""
LABELS = """() => [...document.querySelectorAll("[data-section=article] [data-label]")]
  .map((passage) => {
    const style = getComputedStyle(passage, "::before")
    return {text: style.content, float: style.float, margin: parseFloat(style.marginLeft),
      width: parseFloat(style.width)}
  })"""

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("design") / "site"
    build_site(read_project(ROOT), site)
    with served(site, "/") as address:
        yield address


@pytest.mark.parametrize("width", [WIDE, 2560, TABLET])
def test_a_full_line_holds_65_to_72_characters(page: Page, shipped: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(shipped + FULL)
    assert 65 <= page.evaluate(CHARACTERS_A_LINE) <= 72


def test_labels_stand_in_the_margin_where_there_is_room(page: Page, shipped: str) -> None:
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(shipped + FULL)
    labels = page.evaluate(LABELS)
    assert any("Donald Trump" in label["text"] for label in labels)
    assert all(label["float"] == "inline-start" for label in labels)
    assert all(label["margin"] < -label["width"] for label in labels)
    page.set_viewport_size({"width": TABLET, "height": 900})
    assert {label["text"] for label in page.evaluate(LABELS)} == {"none"}


def test_a_click_copies_the_address_of_a_quotation(chromium: Browser, shipped: str) -> None:
    with chromium.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(shipped + FULL)
        link = page.locator("[data-section=quotes] a[data-copy]").first
        address = shipped + FULL + str(link.get_attribute("href"))
        expect(link).to_have_text("Copy link")
        link.click()
        expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
        assert page.evaluate("navigator.clipboard.readText()") == address
        assert page.url == shipped + FULL


def test_without_scripts_the_address_is_a_plain_link(chromium: Browser, shipped: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(shipped + FULL)
        link = page.locator("[data-section=quotes] a[data-copy]").first
        expect(link).to_have_text("Permalink")
        link.click()
        assert page.url == shipped + FULL + str(link.get_attribute("href"))


def test_a_link_to_a_folded_quotation_unfolds_it(page: Page, shipped: str) -> None:
    page.goto(shipped + FULL)
    folded = page.locator("[data-section=quotes] details figure").first
    expect(folded).not_to_be_visible()
    page.goto(f"{shipped}{FULL}#{folded.get_attribute('id')}")
    expect(folded).to_be_in_viewport()


def test_the_home_page_has_a_second_column_where_there_is_room(page: Page, shipped: str) -> None:
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(shipped)
    headings = ["Newest briefings", "Newly answered", "Stories", "Open the longest"]

    def left(name: str) -> float:
        box = page.get_by_role("heading", name=name, exact=True).bounding_box()
        assert box is not None
        return box["x"]

    newest, *others = map(left, headings)
    assert len({round(x) for x in others}) == 1
    assert others[0] > newest + 400
    page.set_viewport_size({"width": PHONE, "height": 900})
    assert len({round(left(name)) for name in headings}) == 1


def test_a_briefing_says_on_its_first_screen_what_is_still_open(page: Page, shipped: str) -> None:
    page.set_viewport_size({"width": WIDE, "height": 1000})
    page.goto(shipped + FULL)
    link = page.locator("[data-section=summary]").get_by_role("link", name="What was the progress?")
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    expect(page.locator("[data-section=questions] :target")).to_be_in_viewport()


def test_every_kind_of_mark_is_explained(page: Page, shipped: str) -> None:
    page.goto(shipped + FULL)
    page.locator("[data-section=article]").get_by_role("link", name="How to read").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to read a briefing")
    terms = page.locator("main dt").all_inner_texts()
    for word in ("quotation", "reported", "not known", "Partly answered", "typographic"):
        assert any(word in term for term in terms)
