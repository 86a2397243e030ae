"""What a briefing costs its reader: bytes over the wire, requests elsewhere, text that jumps."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.test_reader import console
from tests.wire import published, sent

pytestmark = [pytest.mark.slow, pytest.mark.browser]

FIRST_VISIT, NEXT_PAGE = 120_000, 25_000
"""The most bytes of the heaviest briefing, with headers, that a reader may have to wait for."""
SHIFT = 0.02

# A slow telephone: bytes a second each way, and milliseconds until anything comes.
SLOW = {"offline": False, "downloadThroughput": 60_000, "uploadThroughput": 60_000, "latency": 150}
WATCH = """
    window.__shifts = [];
    new PerformanceObserver(list => window.__shifts.push(...list.getEntries().map(entry => ({
        value: entry.value,
        moved: entry.sources.map(({node}) => node?.outerHTML?.slice(0, 120)),
    })))).observe({type: "layout-shift", buffered: true});
"""


def by_weight(site: Path) -> list[str]:
    """Give the briefings, the heaviest first."""
    files = sorted(site.glob("briefings/*/index.html"), key=lambda file: len(sent(file)[1]))
    return [f"briefings/{file.parent.name}/" for file in reversed(files)]


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.add_init_script(WATCH)
        yield context


class Wire:
    """Counts what comes to a page, by address."""

    def __init__(self, page: Page) -> None:
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)

    def _asked(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self.addresses[str(event["requestId"])] = request["url"]

    def _came(self, event: dict[str, object]) -> None:
        size = event["encodedDataLength"]
        assert isinstance(size, int | float)
        address = self.addresses[str(event["requestId"])]
        self.sizes[address] = self.sizes.get(address, 0) + int(size)

    def emptied(self) -> dict[str, int]:
        sizes, self.sizes = self.sizes, {}
        return sizes


def test_a_briefing_is_light_and_the_next_one_lighter(
    context: BrowserContext, shipped_site: Path
) -> None:
    heaviest, second = by_weight(shipped_site)[:2]
    page = context.new_page()
    said, wire = console(page), Wire(page)
    with published(shipped_site, "/repo/") as home:
        page.goto(home + second, wait_until="networkidle")
        first_visit = wire.emptied()
        page.goto(home + heaviest, wait_until="networkidle")
        next_page = wire.emptied()
    html = first_visit.pop(home + second)
    first_visit[home + heaviest] = max(html, next_page[home + heaviest])
    for name, sizes in {"first visit": first_visit, "next page": next_page}.items():
        print(name, sum(sizes.values()), sizes)  # noqa: T201 - what pytest shows with -rP
    assert sum(first_visit.values()) <= FIRST_VISIT, first_visit
    assert sum(next_page.values()) <= NEXT_PAGE, next_page
    asked = [urlsplit(address) for address in wire.addresses.values()]
    assert {url.hostname for url in asked if url.scheme != "data"} == {"127.0.0.1"}
    assert said == []


def shifts(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = page.evaluate("window.__shifts")
    return found


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_jumps_while_a_page_comes_slowly_and_is_read(
    context: BrowserContext, shipped_site: Path, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    with published(shipped_site) as home:
        for path in (by_weight(shipped_site)[0], ""):
            page.goto(home + path, wait_until="load")
            for mark in page.locator("main sup a").all()[:5]:
                mark.hover()
            height = page.evaluate("document.documentElement.scrollHeight")
            for _ in range(0, height, 700):
                page.mouse.wheel(0, 700)
                page.wait_for_timeout(20)
            page.wait_for_timeout(300)
            found = shifts(page)
            assert sum(float(str(one["value"])) for one in found) < SHIFT, found


def test_the_measure_of_jumps_sees_one(context: BrowserContext, shipped_site: Path) -> None:
    page = context.new_page()
    with published(shipped_site) as home:
        page.goto(home)
        page.wait_for_timeout(300)
        page.evaluate(
            "document.querySelector('h1').insertAdjacentHTML('beforebegin', '<hr>'.repeat(9))"
        )
        page.wait_for_timeout(300)
        assert sum(float(str(one["value"])) for one in shifts(page)) > SHIFT
