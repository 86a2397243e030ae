"""Everybody can use every page: axe-core finds nothing, and the keyboard does everything.

Nothing here knows a class of the styles.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import served
from tests.stress import ARABIC, LONG, PLAIN

pytestmark = [pytest.mark.slow, pytest.mark.browser]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STILL = "*, *::before, *::after {transition: none !important; animation: none !important}"

RUN = """async () => {
    const unasked = rule => rule.tags.some(tag => tag === "wcag2aaa" || tag === "experimental");
    const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {
        enabled: !unasked(rule) || rule.ruleId === "label-content-name-mismatch"}]));
    const {violations, passes} = await axe.run({rules, resultTypes: ["violations"]});
    if (passes.length < 10) throw Error("axe looked at nothing");
    return violations.flatMap(({id, nodes}) => nodes.map(
        ({html, failureSummary}) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}"""
"""Every rule of axe-core, those of best practice too; without level AAA and what it only tries."""


def one_of_each_kind(site: Path) -> list[str]:
    """Give the largest page of each kind: of those that lie equally deep in one folder."""
    kinds = defaultdict(list)
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        kinds[path.partition("/")[0], path.count("/")].append((file.stat().st_size, path))
    return sorted(max(kind)[1] for kind in kinds.values())


@pytest.fixture(scope="module")
def everything(shipped_site: Path, stress_site: Path) -> Iterator[list[str]]:
    """The address of a page of each kind, and of those that only the stress site has."""
    with served(shipped_site, "/") as shipped, served(stress_site, "/") as stress:
        hard = [f"{stress}briefings/{stem}/" for stem in (ARABIC, LONG, PLAIN)]
        yield [*(shipped + path for path in one_of_each_kind(shipped_site)), *hard]


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
