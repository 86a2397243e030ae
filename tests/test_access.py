"""Everybody can use every page: axe-core finds nothing, and the keyboard does everything.

Nothing here knows a class of the styles.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.conftest import served
from tests.stress import ARABIC, LONG, MIXED, PLAIN
from tests.test_reader import FULL

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SHORT = "2026-05-11-three-day-truce"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STILL = "*, *::before, *::after {transition: none !important; animation: none !important}"

Choose = Callable[[list[tuple[int, str]]], tuple[int, str]]

RUN = """async () => {
    const unasked = rule => rule.tags.some(tag => tag === "wcag2aaa" || tag === "experimental");
    const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {
        enabled: !unasked(rule) || rule.ruleId === "label-content-name-mismatch"}]));
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    const options = {rules, resultTypes: ["violations"]};
    const {violations, passes} = await axe.run(options);
    if (passes.length < 10) throw Error("axe looked at nothing");
    return violations.flatMap(({id, nodes}) => nodes.map(
        ({html, failureSummary}) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}"""
"""Every rule of axe-core, those of best practice too; without level AAA and what it only tries."""


def one_of_each_kind(site: Path, choose: Choose = max) -> list[str]:
    """Give the largest page of each kind: of those that lie equally deep in one folder."""
    kinds = defaultdict(list)
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        kinds[path.partition("/")[0], path.count("/")].append((file.stat().st_size, path))
    return sorted(choose(kind)[1] for kind in kinds.values())


@pytest.fixture(scope="module")
def everything(shipped_site: Path, stress_site: Path) -> Iterator[list[str]]:
    """The address of a page of each kind, and of those that only the stress site has."""
    with served(shipped_site, "/") as shipped, served(stress_site, "/") as stress:
        hard = [f"{stress}briefings/{stem}/" for stem in (ARABIC, LONG, MIXED, PLAIN)]
        yield [*(shipped + path for path in one_of_each_kind(shipped_site)), *hard]


@pytest.fixture(scope="module")
def some(shipped_site: Path, stress_site: Path) -> Iterator[list[str]]:
    """The addresses of a page of the navigation and of one that is not in it, and one in Arabic."""
    with served(shipped_site, "/") as shipped, served(stress_site, "/") as stress:
        yield [
            f"{shipped}topics/",
            f"{shipped}briefings/{SHORT}/",
            f"{stress}briefings/{ARABIC}/",
        ]


@pytest.fixture(params=SCHEMES)
def axe(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with chromium.new_context(
        color_scheme=request.param, reduced_motion="reduce", viewport=WIDE
    ) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        yield page


def test_axe_finds_nothing_on_any_kind_of_page(axe: Page, everything: list[str]) -> None:
    found = {}
    for address in everything:
        axe.goto(address)
        axe.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found[address] = axe.evaluate(RUN)
    assert {address: said for address, said in found.items() if said} == {}


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_with_the_search_open(
    axe: Page, some: list[str], width: ViewportSize
) -> None:
    axe.set_viewport_size(width)
    for address in some[1:]:
        axe.goto(address)
        search = opened_by_click(axe)
        assert axe.evaluate(RUN) == [], address
        search.press_sequentially("talks")
        expect(axe.locator("dialog a").first).to_be_visible()
        assert axe.evaluate(RUN) == [], address
        search.fill("xyzzy")
        expect(axe.locator("dialog ol")).to_be_hidden()
        assert axe.evaluate(RUN) == [], address


def opened_by_click(page: Page) -> Locator:
    """Open the search by what a reader sees of it; gives the field, which has the focus."""
    page.get_by_role("banner").locator("a[data-search-open]").click()
    return focused_field(page)


def focused_field(page: Page) -> Locator:
    field = page.locator("dialog input:focus")
    expect(field).to_be_visible()
    return field


def test_the_keyboard_opens_the_search_goes_through_it_and_shuts_it(
    still: Page, some: list[str]
) -> None:
    for width, address in zip((WIDE, NARROW), some, strict=False):
        still.set_viewport_size(width)
        still.goto(address)
        still.keyboard.press("Tab")
        before = still.locator("*:focus").evaluate_handle("one => one")
        still.keyboard.press("/")
        focused_field(still).press_sequentially("talks")
        expect(still.locator("dialog a").first).to_be_visible()
        wrong = walk(still, within="dialog")
        assert wrong == {}
        still.keyboard.press("Escape")
        expect(still.locator("dialog")).to_be_hidden()
        assert still.evaluate("one => one === document.activeElement", before)


def test_axe_finds_nothing_with_the_menu_open(axe: Page, some: list[str]) -> None:
    axe.set_viewport_size(NARROW)
    for address in some:
        axe.goto(address)
        axe.get_by_role("banner").locator("button[data-menu]").click()
        expect(menu(axe)).to_be_in_viewport(ratio=0.9)
        axe.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")
        assert axe.evaluate(RUN) == [], address


def menu(page: Page) -> Locator:
    return page.locator("[data-md-type=navigation]")


@pytest.fixture
def still(page: Page) -> Page:
    page.add_init_script(
        f"addEventListener('DOMContentLoaded', () => document.head.insertAdjacentHTML("
        f"'beforeend', {json.dumps(f'<style>{STILL}</style>')}))"
    )
    return page


STEP = """() => {
    const looks = element => {
        const shown = element.matches("input[type=radio], input[type=checkbox]")
            ? element.nextElementSibling : element;
        const {outline, outlineStyle, boxShadow, backgroundColor, borderColor} =
            getComputedStyle(shown);
        return [outlineStyle === "none" ? "" : outline, boxShadow, backgroundColor, borderColor];
    };
    const before = window.__before, element = document.activeElement;
    const told = before && {plain: String(looks(before.element)) === String(before.looks)};
    if (element === document.body || element.__reached) {  // around once
        window.__before = null;
        return {told, end: true};
    }
    element.__reached = true;
    const shown = element.matches("input[type=radio]") ? element.nextElementSibling : element;
    const box = shown.getClientRects()[0] ?? new DOMRect(), x = box.left + box.width / 2;
    const y = box.top + box.height / 2, top = document.elementFromPoint(x, y);
    const here = {
        what: element.outerHTML.slice(0, 160), told, end: false,
        seen: !!top && (shown.contains(top) || top.contains(shown)) && box.width > 1,
        later: !before || !!(before.element.compareDocumentPosition(element) & 4),
        above: !!before && before.inside && before.top > box.bottom + scrollY
            && before.left < box.right && before.right > box.left,  // in one column
    };
    window.__before = {element, looks: looks(element), inside: !!element.closest("main article"),
        top: box.top + scrollY, left: box.left, right: box.right};
    return here;
}"""
"""What has the focus now, and whether that which had it before looks otherwise without it."""

MISSED = """root => [...document.querySelector(root).querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(one => !one.__reached && one.tabIndex >= 0 && one.getClientRects().length
        && one.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && !one.closest("[inert]"))
    .map(one => one.outerHTML.slice(0, 160))"""


def walk(page: Page, within: str = "body") -> dict[str, list[str]]:
    """Press Tab through a page, or from what has the focus; gives what is wrong, by its kind."""
    wrong: dict[str, list[str]] = {}
    last = "" if within == "body" else page.evaluate(STEP)["what"]
    for _ in range(1500):
        page.keyboard.press("Tab")
        step = page.evaluate(STEP)
        if step["told"] and step["told"]["plain"]:
            wrong.setdefault("looks the same with the focus", []).append(last)
        if step["end"]:
            break
        last = step["what"]
        for kind in ("seen", "later"):
            if not step[kind]:
                wrong.setdefault(f"not {kind}", []).append(last)
        if step["above"]:
            wrong.setdefault("stands above what had the focus before", []).append(last)
    else:
        wrong["Tab does not end"] = [last]
    if missed := page.evaluate(MISSED, within):
        wrong["never reached"] = missed
    return wrong


def test_tab_goes_through_every_page_in_order_and_is_seen(
    still: Page, shipped_site: Path, some: list[str]
) -> None:
    found = {}
    with served(shipped_site, "/") as home:
        smallest = [home + path for path in one_of_each_kind(shipped_site, min)]
        for width, addresses in ((WIDE, smallest), (NARROW, some)):
            still.set_viewport_size(width)
            for address in addresses:
                still.goto(address)
                found[address] = walk(still)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_the_keyboard_opens_and_shuts_the_menu(page: Page, some: list[str]) -> None:
    page.set_viewport_size(NARROW)
    for address in some:
        page.goto(address)
        button = page.get_by_role("banner").locator("button[data-menu]")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(menu(page)).to_be_in_viewport(ratio=0.9)
        assert page.evaluate("!!document.activeElement.closest('nav a')")
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(menu(page)).to_be_hidden()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"^(?!{re.escape(address)}$)"))


def test_the_keyboard_switches_the_scheme(page: Page, some: list[str]) -> None:
    page.goto(some[0], wait_until="networkidle")
    colour = "getComputedStyle(document.body).backgroundColor"
    seen = {page.evaluate(colour)}
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type === 'radio'"):
            break
    for key in ("Space", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        seen.add(page.evaluate(colour))
    assert len(seen) == 2


def test_the_keyboard_shows_the_words_of_a_mark_and_unfolds_what_is_folded(
    page: Page, shipped_site: Path
) -> None:
    with served(shipped_site, "/") as home:
        page.goto(f"{home}briefings/{FULL}/")
        for mark in page.locator("[data-section=summary] sup").all():
            words = mark.locator("> span")
            expect(words).to_be_hidden()
            page.keyboard.press("Tab")  # so that the focus is seen as one of the keyboard
            mark.locator("a").focus()
            expect(words).to_be_visible()
        for fold in page.locator("main details:not(details details) > summary").all():
            before = fold.evaluate("one => one.parentElement.open")
            fold.focus()
            page.keyboard.press("Enter")
            assert fold.evaluate("one => one.parentElement.open") is not before


def test_the_first_stop_leads_to_the_text(page: Page, some: list[str]) -> None:
    for address in some:
        page.goto(address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main article, main nav')"), address
