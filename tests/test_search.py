"""The search in a real browser: what it finds, where that leads, and what it does without."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generator.project import read_project
from generator.search_words import words_in
from generator.site import build_site
from tests.conftest import served
from tests.strategies import HOSTILE
from tests.test_access import AXE, RUN
from tests.test_laws import Texts, project_of, put
from tests.test_reader import BRIEFINGS, FULL, console

pytestmark = [pytest.mark.slow, pytest.mark.browser]

NEEDED = ("assets/search/", "javascripts/search/")
"""What a page must not load before somebody searches."""


@pytest.fixture(scope="module", params=["/", "/repo/"])
def home(shipped_site: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    with served(shipped_site, request.param) as address:
        yield address


@pytest.fixture(scope="module")
def root(shipped_site: Path) -> Iterator[str]:
    with served(shipped_site, "/") as address:
        yield address


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search")


def results(page: Page) -> Locator:
    return page.get_by_role("list", name="Results").get_by_role("link")


def type_in(page: Page, words: str) -> Locator:
    """Open the search over a page and look for something; gives the results."""
    if not field(page).is_visible():
        page.get_by_role("link", name="Search").click()
    field(page).fill(words)
    expect(page.get_by_role("status").filter(has_text=re.compile("result|Nothing"))).to_be_visible()
    return results(page)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def loaded(page: Page) -> list[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    return [name for name in names if any(part in name for part in NEEDED)]


def test_nothing_is_loaded_before_somebody_searches(page: Page, root: str) -> None:
    page.goto(f"{root}briefings/{FULL}/", wait_until="networkidle")
    assert loaded(page) == []
    type_in(page, "blood")
    assert len(loaded(page)) > 3


@pytest.mark.parametrize(
    "typed, name, marked",
    [
        ("just back away and", "keep-going", "just back away and"),
        ("bloodshed, this blood bath", "bloodshed", "bloodshed, this “blood bath"),
        ("“BUT I THINK something's going to happen.”", "keep-going", None),
        ("but i think somethings going", "keep-going", None),
    ],
)
def test_a_quotation_is_found_and_its_words_are_marked_where_it_leads(
    typed: str, name: str, marked: str | None, page: Page, home: str
) -> None:
    page.goto(home)
    first = type_in(page, typed).filter(has_text="Quotation").first
    expect(first.locator("mark").first).to_be_visible()
    found = results(page).locator(f"xpath=self::*[contains(@href, '#{name}')]").first
    assert words_in(typed)[0] in words_in(found.inner_text())
    found.click()
    page.wait_for_url(f"{home}briefings/{FULL}/#{name}")
    marks = page.locator(f"[id={name}] mark")
    expect(marks.first).to_be_in_viewport()
    if marked:
        assert words_in(marks.first.inner_text()) == words_in(marked)
    assert marks.count() < 12


def test_an_address_that_was_cut_off_marks_the_words_all_the_same(page: Page, root: str) -> None:
    page.goto(f"{root}briefings/{FULL}/?h=blood#%E0%A4%A")
    expect(page.locator("mark.b-found").first).to_be_attached()


def quotations(site: Path) -> list[dict[str, object]]:
    blocks = (site / "assets" / "search").glob("*/r*.json")
    records = [one for block in blocks for one in json.loads(block.read_text(encoding="utf-8"))]
    return [record for record in records if record["kind"] == "quotation"]


@pytest.mark.parametrize("marks", ["curly", "straight"])
def test_every_whole_quotation_that_is_pasted_finds_itself_first(
    marks: str, page: Page, root: str, shipped_site: Path
) -> None:
    page.goto(f"{root}search/")
    found = quotations(shipped_site)
    assert len(found) > 60
    for record in found:
        words = said_in(record)
        if marks == "straight":
            words = re.sub("[“”]", '"', re.sub("[‘’]", "'", words))
        same = {one["address"] for one in found if words_in(said_in(one)) == words_in(words)}
        first = type_in(page, words).first
        expect(first).to_contain_text(said_in(record)[:30].strip())
        address = urlsplit(first.get_attribute("href") or "")
        assert f"{address.path.lstrip('/')}#{address.fragment}" in same, words


def said_in(record: dict[str, object]) -> str:
    """Give the words of a quotation, of an interrupted one the first part."""
    parts = record["parts"]
    assert isinstance(parts, list)
    return str(parts[0])


SCATTERED = """\
---
title: Just back, and away again
date: 2025-05-20
---
[“Away, back, just.”]{#scattered .quote by="Ann Lee"} [“And if nothing happens there, which may
well be, I will just back away and let them go on with it for as long as they care
to.”]{#together .quote by="Bo Chen"}
"""


def test_words_that_stand_together_come_before_words_that_are_scattered(
    page: Page, tmp_path: Path
) -> None:
    config = "site_name: S\nplugins: [briefing]\n"
    files: dict[str, str | bytes] = {"mkdocs.yml": config, "content/articles/a.md": SCATTERED}
    site, _ = build_site(read_project(put(tmp_path, files)))
    with served(site, "/") as address:
        page.goto(address)
        expect(type_in(page, "just back away").first).to_contain_text("Bo Chen")
        expect(type_in(page, "back just away").nth(2)).to_be_visible()


def test_a_question_is_found_with_its_state(page: Page, home: str) -> None:
    page.goto(home)
    first = type_in(page, "will trump putin and zelensky meet together").first
    expect(first).to_contain_text("Question")
    expect(first).to_contain_text("Open")
    first.click()
    page.wait_for_url(re.compile("/briefings/.*#[a-z-]+$"))
    expect(page.locator(":target mark").first).to_be_in_viewport()


def test_a_briefing_a_person_and_an_ordinary_page_are_found(page: Page, root: str) -> None:
    page.goto(root)
    expect(type_in(page, "Trump calls off a second meeting").first).to_contain_text("Briefing")
    expect(type_in(page, "hakan fidan").filter(has_text="Person").first).to_be_visible()
    page_ = type_in(page, "keeps apart what is usually mixed").filter(has_text="About this site")
    page_.click()
    page.wait_for_url(f"{root}about/")
    expect(page.locator("main mark").first).to_be_in_viewport()


def test_reported_speech_is_said_to_be_reported_and_has_no_marks(page: Page, root: str) -> None:
    page.goto(f"{root}search/?q=trump&kind=reported")
    expect(results(page).first).to_be_visible()
    for result in results(page).all():
        expect(result).to_contain_text("Reported")
        assert not re.search('^[“"]', result.locator(".b-result-words").inner_text())


def test_filters_say_how_many_and_narrow_what_is_found(page: Page, root: str) -> None:
    page.goto(root)
    type_in(page, "ceasefire")
    status = page.get_by_role("status").filter(has_text="result")
    everything = int(status.inner_text().split()[0])
    kind = page.get_by_role("combobox", name="Kind")
    option = kind.get_by_role("option", name=re.compile("Quotation"))
    label = option.inner_text()
    number = int(re.findall(r"\((\d+)\)", label)[0])
    assert 0 < number < everything
    kind.select_option(label=label)
    expect(status).to_have_text(f"{number} results")
    expect(results(page).filter(has_text="Quotation")).to_have_count(min(number, 10))
    speaker = page.get_by_role("combobox", name="Speaker")
    name = speaker.get_by_role("option", name=re.compile("Donald Trump")).inner_text()
    of_him = int(re.findall(r"\((\d+)\)", name)[0])
    speaker.select_option(label=name)
    expect(status).to_have_text(re.compile(f"^{of_him} result"))
    for result in results(page).all():
        expect(result).to_contain_text("Donald Trump")
    assert asked(page) == {"q": ["ceasefire"], "kind": ["quotation"], "speaker": ["Donald Trump"]}
    page.get_by_role("combobox", name="Year").select_option("2025")
    page.get_by_role("combobox", name="Story").select_option(index=1)
    expect(results(page).first).to_contain_text("2025")
    field(page).fill("zqnothing")
    page.get_by_role("button", name="Search without filters").click()
    assert asked(page) == {"q": ["zqnothing"]}


def test_the_newest_stand_first_if_they_are_to(page: Page, root: str) -> None:
    page.goto(root)
    type_in(page, "ceasefire")
    page.get_by_role("combobox", name="Order").select_option("newest")
    page.wait_for_url(re.compile("sort=newest"))
    expect(results(page).first).to_contain_text("2026")
    years = [re.findall(r"20\d\d", text)[0] for text in results(page).all_inner_texts()]
    assert years == sorted(years, reverse=True)
    shown = results(page).count()
    page.get_by_role("button", name="Show more").click()
    expect(results(page).nth(shown)).to_be_focused()


def test_a_filter_alone_lists_everything_that_it_leaves(page: Page, root: str) -> None:
    page.goto(f"{root}search/?kind=question")
    expect(results(page).first).to_contain_text("Question")
    expect(page.get_by_role("status").filter(has_text="result")).to_be_visible()


def test_the_keyboard_does_everything(page: Page, home: str) -> None:
    page.goto(f"{home}questions/")
    link = page.locator("article a").first
    link.focus()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("s/ ceasefire")
    expect(field(page)).to_have_value("s/ ceasefire")
    field(page).fill("back away")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field(page)).not_to_be_visible()
    expect(link).to_be_focused()
    page.wait_for_url(f"{home}questions/")
    page.keyboard.press("s")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("back away")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/briefings/.*#"))
    page.go_back()
    expect(results(page).first).to_be_visible()
    field(page).press("Enter")
    page.wait_for_url(re.compile("/briefings/.*#"))


def test_a_search_that_is_left_at_once_leaves_no_trace(page: Page, root: str) -> None:
    page.goto(f"{root}questions/")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("back away")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1000)  # far longer than the search waits for more letters
    assert page.url == f"{root}questions/"
    page.keyboard.press("/")
    expect(results(page).first).to_be_visible()


def test_the_arrow_leads_to_results_of_what_is_asked_for_now(page: Page, root: str) -> None:
    page.goto(f"{root}questions/")
    page.keyboard.press("/")
    field(page).fill("memorandum")
    expect(results(page).first).to_be_visible()
    field(page).fill("back away")
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_contain_text("back away")
    expect(results(page).first).to_be_focused()


def test_an_address_shares_a_search(page: Page, home: str) -> None:
    page.goto(f"{home}?q=memorandum&kind=quotation&sort=newest")
    expect(results(page).first).to_contain_text("Quotation")
    there = [results(page).all_inner_texts(), field(page).input_value()]
    page.goto(f"{home}search/?q=memorandum&kind=quotation&sort=newest")
    expect(results(page).first).to_contain_text("Quotation")
    assert [results(page).all_inner_texts(), field(page).input_value()] == there
    assert page.get_by_role("dialog").count() == 0
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()


def test_words_that_nothing_has_all_of(page: Page, root: str) -> None:
    page.goto(root)
    found = type_in(page, "just back away zqnothing")
    expect(page.get_by_text("these have most of them")).to_be_visible()
    expect(found.first).to_contain_text("back away")


def test_nothing_found_says_what_to_try(page: Page, root: str) -> None:
    page.goto(root)
    assert type_in(page, "<b>zqnothing</b>").count() == 0
    expect(page.get_by_text("Nothing found for “<b>zqnothing</b>”.")).to_be_visible()
    page.get_by_role("dialog").get_by_role("link", name="Archive").click()
    page.wait_for_url(f"{root}archive/")


def test_an_index_that_cannot_be_loaded_is_told_and_tried_again(page: Page, root: str) -> None:
    page.goto(root)
    page.route("**/assets/search/**", lambda route: route.abort())
    page.get_by_role("link", name="Search").click()
    field(page).fill("blood")
    expect(page.get_by_text("The search could not be loaded")).to_be_visible()
    page.unroute("**/assets/search/**")
    page.get_by_role("button", name="Try again").click()
    expect(results(page).first).to_be_visible()


def test_a_slow_index_is_waited_for(page: Page, root: str) -> None:
    page.goto(root)
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route("**/assets/search/index.json", wait)
    page.get_by_role("link", name="Search").click()
    field(page).fill("blood")
    expect(page.get_by_text("Searching …")).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(results(page).first).to_be_visible()


def test_a_script_that_cannot_be_loaded_leads_to_the_page(page: Page, root: str) -> None:
    page.route("**/javascripts/search/**", lambda route: route.abort())
    page.goto(root)
    page.keyboard.press("/")
    page.wait_for_url(f"{root}search/")
    expect(page.get_by_text("The search could not be loaded")).to_be_visible()


def test_an_index_that_was_replaced_is_read_anew(
    page: Page, shipped_site: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(shipped_site, tmp_path / "site")
    with served(site, "/") as address:
        page.goto(address)
        type_in(page, "blood")
        entry = site / "assets" / "search" / "index.json"
        content = json.loads(entry.read_text(encoding="utf-8"))
        (entry.parent / content["folder"]).rename(entry.parent / "new")
        entry.write_text(json.dumps({**content, "folder": "new"}), encoding="utf-8")
        page.evaluate("performance.clearResourceTimings()")
        expect(type_in(page, "zelensky memorandum").first).to_be_visible()


def test_without_scripts_the_page_says_what_to_do_instead(chromium: Browser, home: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(home)
        page.get_by_role("link", name="Search").click()
        assert page.url == f"{home}search/"
        expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
        page.locator("main").get_by_role("link", name="Questions").click()
        assert page.url == f"{home}questions/"


def test_hostile_texts_stay_texts(page: Page, tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = [Texts(HOSTILE[number:] + HOSTILE[:number], number) for number in (0, 9, 20)]
    folder = put(tmp_path_factory.mktemp("hostile"), project_of(texts))
    site, _ = build_site(read_project(folder))
    said = console(page)
    with served(site, "/") as address:
        for kind in ("quotation", "reported", "question", "briefing", "person", "story"):
            page.goto(f"{address}search/?kind={kind}")
            expect(results(page).first).to_be_visible()
            records = [one for one in records_of(site) if one["kind"] == kind]
            shown = " ".join(results(page).all_inner_texts())
            assert any(str(one["title"])[:12].strip() in shown for one in records)
            inside = ".b-results :is(script, img, iframe, svg, [onerror], [onload])"
            assert page.locator(inside).count() == 0
            links = page.locator(".b-results a").evaluate_all("links => links.map(a => a.href)")
            assert all(link.startswith(address) for link in links)
        words = quote('"><img src=x onerror=alert(1)> </script>')
        page.goto(f"{address}search/?q={words}&speaker={words}")
        expect(page.get_by_text("Nothing found for")).to_be_visible()
        assert page.locator("main img").count() == 0
    assert said == []


def records_of(site: Path) -> list[dict[str, object]]:
    blocks = (site / "assets" / "search").glob("*/r*.json")
    return [one for block in blocks for one in json.loads(block.read_text(encoding="utf-8"))]


WORDS = (
    *HOSTILE,
    "“But I don’t think so…” Trump's ʼ` O'Neill’s",
    "Erdoğan İstanbul ΟΔΟΣ ß ﬁ ½ 和平peace カタカナ السَّلام الالسلام الال नमस्ते ไทย 🙂x a_b-c 1,000",
    "x" * 50 + " 𝒳" * 3,
)


def test_the_browser_knows_the_same_words_as_the_program(page: Page, root: str) -> None:
    page.goto(root)
    read = "async texts => texts.map((await import('/assets/javascripts/search/words.js')).wordsIn)"
    assert page.evaluate(read, list(WORDS)) == [words_in(text) for text in WORDS]


INSIDE = "[...document.querySelectorAll('dialog')].some(d => d.scrollWidth > d.clientWidth)"


@pytest.mark.parametrize(
    "scheme, width", [("light", 1440), ("dark", 820), ("light", 390), ("dark", 320)]
)
def test_axe_finds_nothing_and_nothing_overflows_while_searching(
    scheme: str, width: int, chromium: Browser, root: str
) -> None:
    with chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
    ) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        for path in (f"briefings/{FULL}/", "search/"):
            page.goto(root + path, wait_until="networkidle")
            for words in ("trump", "q" * 90):
                type_in(page, words)
                assert page.evaluate(RUN) == []
                wide = "document.scrollingElement.scrollWidth > innerWidth"
                assert not page.evaluate(wide)
                assert not page.evaluate(INSIDE)


def test_what_is_searched_for_is_not_printed(page: Page, root: str) -> None:
    page.goto(root)
    type_in(page, "blood")
    page.emulate_media(media="print")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    assert page.locator("[data-search-open]:visible").count() == 0


def test_all_briefings_are_in_the_index(shipped_site: Path) -> None:
    addresses = {str(one["address"]) for one in records_of(shipped_site)}
    assert {f"briefings/{stem}/" for stem in BRIEFINGS} <= addresses
