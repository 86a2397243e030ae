"""A reader's ways through a built site, in a real browser, at a root and below a path."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from generator.project import read_project
from generator.site import build_site
from tests.conftest import ROOT, served
from tests.test_laws import (
    Page_,
    collapsed,
    put,
    tree,
)

FIRST = """\
---
title: The first talks
date: 2025-05-16
formerly: [first-talks]
description: What was said on the first day.
story: the-talks
topics: [Ceasefire]
sources: {post: {publisher: The Post, url: "https://post.example/a"}}
summary:
- {text: They met for an hour., evidence: [hour, agreed]}
questions:
- {id: again, ask: Will they meet again?}
---
## The day

[They met for one hour]{#hour .fact}. [“Nothing whatever was agreed on kumquats,”]{#agreed .quote
by="Ann Lee" to="Bo Chen"} she said. [Whether they will meet again]{#unsure .gap asks=again} is
open.

"""
FIRST += "A paragraph that keeps places apart, so that a reader has to be taken there.\n\n" * 60
FIRST += '[“We leave at dawn,”]{#dawn .quote by="Ann Lee"} she said at last.\n'
SECOND = """\
---
title: The second talks
date: 2025-06-02
description: What was said on the second day.
story: the-talks
topics: [Ceasefire, Prisoners]
summary:
- {text: They met again., evidence: [met]}
answers:
- {question: "2025-05-16-first#again", status: answered, text: They did., evidence: [met]}
---
[They met again on 2 June]{#met .fact}, and [he was content]{#content .said by="Bo Chen"}.
"""
FILES: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: Talks\ntheme: {name: material, font: false}\n"
    "plugins:\n  - search\n  - briefing\n",
    "content/articles/2025-05-16-first.md": FIRST,
    "content/articles/2025-06-02-second.md": SECOND,
    "content/people/ann-lee.md": "---\nname: Ann Lee\nroles: [{title: Envoy}]\n---\nA note.\n",
    "content/stories/the-talks.md": "---\ntitle: The talks\n---\nWhere it stands.\n",
    "content/about.md": "# About\n\n[The first](articles/2025-05-16-first.md#agreed)\n",
}
RUNNING = "main script, main svg [onload], main [onclick], main [onerror], #evil"
BRIEFING = "briefings/2025-05-16-first/"

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = put(tmp_path_factory.mktemp("talks"), FILES)
    return build_site(read_project(folder, strict=True))[0]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(read_project(ROOT), tmp_path_factory.mktemp("shipped") / "site")[0]


@pytest.fixture(scope="module", params=["/", "/repo/"])
def home(talks: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the site, with its last slash."""
    with served(talks, request.param) as address:
        yield address


@pytest.fixture(autouse=True)
def quiet(page: Page) -> Iterator[None]:
    """No page says anything on the console."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(f"{message.type}: {message.text}")

    page.on("console", note)
    yield
    assert said == []


def section(page: Page, name: str) -> Locator:
    return page.locator(f"[data-section='{name}']")


def place(page: Page, name: str) -> Locator:
    return page.locator(f"[id='{name}']")


def search_for(page: Page, words: str) -> Locator:
    page.get_by_role("link", name="Search").first.click()
    page.get_by_role("searchbox", name="Search").press_sequentially(words)
    results = page.locator(".b-results a[href*='briefings/']").filter(has=page.locator("mark"))
    expect(results.first).to_be_visible()
    return results


def test_a_quotation_is_found_and_the_reader_lands_on_it(page: Page, home: str) -> None:
    page.goto(home)
    results = search_for(page, "kumquats")
    href = results.first.get_attribute("href") or ""
    assert urlsplit(href).path.endswith(BRIEFING)
    results.first.click()
    page.wait_for_url(re.compile(re.escape(BRIEFING)))
    card = place(page, "agreed")
    assert card.get_attribute("data-kind") == "quote"
    assert card.get_attribute("data-speaker") == "ann-lee"
    expect(card.get_by_text("Nothing whatever was agreed on kumquats").first).to_be_in_viewport()


def test_a_folded_quotation_has_its_permanent_address(page: Page, home: str) -> None:
    page.goto(f"{home}{BRIEFING}#dawn")
    expect(place(page, "dawn").get_by_text("We leave at dawn").first).to_be_in_viewport()


def test_an_old_address_leads_to_the_same_quotation(page: Page, home: str) -> None:
    page.goto(f"{home}briefings/first-talks/#dawn")
    page.wait_for_url(f"**/{BRIEFING}#dawn")
    expect(place(page, "dawn").get_by_text("We leave at dawn").first).to_be_in_viewport()


def test_a_mark_of_the_summary_leads_to_the_exact_words(page: Page, home: str) -> None:
    page.goto(home + BRIEFING)
    marks = section(page, "summary").locator("a[href^='#in-']")
    assert [mark.get_attribute("href") for mark in marks.all()] == ["#in-hour", "#in-agreed"]
    for name, words in (
        ("in-hour", "They met for one hour"),
        ("in-agreed", "“Nothing whatever was agreed on kumquats,”"),
    ):
        page.goto(home + BRIEFING)
        section(page, "summary").locator(f"a[href='#{name}']").first.click()
        target = section(page, "article").locator(f"[id='{name}']")
        expect(target).to_be_in_viewport()
        assert words in collapsed(target.text_content() or "")
        assert urlsplit(page.url).fragment == name


def test_from_a_card_to_its_place_and_back(page: Page, home: str) -> None:
    page.goto(f"{home}{BRIEFING}#dawn")
    place(page, "dawn").locator("a[href='#in-dawn']").first.click()
    expect(section(page, "article").locator("[id='in-dawn']")).to_be_in_viewport()
    section(page, "article").locator("[id='in-dawn'] a[href='#dawn']").click()
    expect(place(page, "dawn")).to_be_in_viewport()
    assert urlsplit(page.url).fragment == "dawn"


def test_from_a_question_to_its_answer_and_back(page: Page, home: str) -> None:
    page.goto(home + BRIEFING)
    question = place(page, "again")
    assert question.get_attribute("data-status") == "answered"
    question.locator("a[href*='2025-06-02-second']").last.click()
    page.wait_for_url(re.compile("briefings/2025-06-02-second/"))
    section(page, "questions").locator("a[href*='2025-05-16-first/#again']").first.click()
    page.wait_for_url(re.compile(rf"{re.escape(BRIEFING)}#again"))
    expect(place(page, "again")).to_be_in_viewport()


@pytest.mark.parametrize(
    "ways",
    [
        ("archive/", "archive/2025/", "archive/2025/05/", BRIEFING),
        ("topics/", "topics/ceasefire/", BRIEFING),
        ("people/", "people/ann-lee/", BRIEFING),
        ("people/", "people/bo-chen/", "briefings/2025-06-02-second/"),
        ("stories/", "stories/the-talks/", BRIEFING),
        ("questions/", BRIEFING),
        ("about/", BRIEFING),
        (BRIEFING, "people/ann-lee/"),
        (BRIEFING, "topics/ceasefire/"),
        (BRIEFING, "stories/the-talks/"),
        (BRIEFING, "briefings/2025-06-02-second/", BRIEFING),
    ],
)
def test_every_list_is_reached_by_links(page: Page, home: str, ways: tuple[str, ...]) -> None:
    page.goto(home)
    for way in ways:
        links = page.locator("a[href]")
        wanted = next(
            link
            for link in links.all()
            if urldefrag(urljoin(page.url, link.get_attribute("href") or ""))[0] == home + way
        )
        address = urljoin(page.url, wanted.get_attribute("href") or "")
        wanted.evaluate("link => link.click()")  # some stand in a menu that is folded
        page.wait_for_url(address)
        assert urldefrag(page.url)[0] == home + way
        assert page.locator("h1").count() == 1


def crawled(site: Path, prefix: str) -> list[str]:
    """Follow every link of every page; give those that lead nowhere."""
    files = {path: content for path, content in tree(site).items() if path.endswith(".html")}
    pages = {path: Page_(content.decode()) for path, content in files.items()}
    ids = {path: {*page.ids, "", "__top", *names(page)} for path, page in pages.items()}
    wrong = []
    for path, page in pages.items():
        here = f"http://x{prefix}{path.removesuffix('index.html')}"
        for element in page.elements:
            for name in ("href", "src"):
                value = element.attributes.get(name)
                if value is None or (
                    element.tag == "link" and element.attributes.get("rel") == "canonical"
                ):
                    continue
                address, fragment = urldefrag(urljoin(here, value))
                if not address.startswith("http://x/"):
                    continue
                file = unquote(urlsplit(address).path).removeprefix(prefix)
                file += "index.html" if file.endswith("/") or not file else ""
                if not (site / file).is_file() or not urlsplit(address).path.startswith(prefix):
                    wrong.append(f"{path}: {value}: no file")
                elif file in ids and unquote(fragment).partition(":~:")[0] not in ids[file]:
                    wrong.append(f"{path}: {value}: no such place")
    return wrong


def names(page: Page_) -> set[str]:
    return {e.attributes["name"] for e in page.elements if e.tag == "a" and "name" in e.attributes}


@pytest.mark.parametrize("site", ["talks", "shipped"])
@pytest.mark.parametrize("prefix", ["/", "/repo/"])
def test_no_link_of_any_page_leads_nowhere(
    site: str, prefix: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(site)
    left_out = "404.html"  # its links begin at the root that `site_url` names
    wrong = [one for one in crawled(folder, prefix) if not one.startswith(left_out)]
    assert wrong == []


def test_every_page_of_the_shipped_site_is_quiet_and_asks_nobody(page: Page, shipped: Path) -> None:
    with served(shipped, "/repo/") as address:
        for path in sorted(tree(shipped)):
            if path.endswith("index.html") and not path.startswith("people/"):
                answer = page.goto(address + path.removesuffix("index.html"))
                assert answer
                assert answer.ok
