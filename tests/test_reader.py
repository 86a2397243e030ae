"""What a reader does on the built site: by its HTML where that is enough, else in real Chromium.

Nothing here knows a class of the styles. What is relied on is what `tests/spec/briefing.md`
promises: ids, `data-section`, `data-kind`, `data-status` and where links lead.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.project import read_project
from generator.settings import SECTIONS
from generator.site import build_site
from tests.conftest import ROOT, Serve

HOST = "http://127.0.0.1:8000"
FULL = "2025-05-20-trump-may-step-back"
BRIEFINGS = sorted(path.stem for path in (ROOT / "content/articles").rglob("*.md"))
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
each_prefix = pytest.mark.parametrize("prefix", ["/", "/repo/"])
each_briefing = pytest.mark.parametrize("stem", BRIEFINGS)
pytestmark = pytest.mark.slow
Site = Callable[[str], Path]


class Node:
    """An element of a page."""

    def __init__(self, tag: str = "", attrs: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.attrs = attrs or {}
        self.children: list[Node | str] = []

    def __iter__(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child

    def all(self, tag: str = "", **data: str) -> list["Node"]:
        wanted = {f"data-{name}": value for name, value in data.items()}.items()
        return [node for node in self if tag in {"", node.tag} and wanted <= node.attrs.items()]

    def links(self) -> list[str]:
        return [node.attrs["href"] for node in self.all("a") if "href" in node.attrs]

    def named(self, name: str) -> "Node":
        (found,) = (node for node in self if node.attrs.get("id") == name)
        return found

    def section(self, name: str) -> "Node":
        (found,) = self.all(section=name)
        return found

    def text(self) -> str:
        """Give its words, without the links and remarks that the program adds to them."""
        return " ".join(self._text().split())

    def _text(self) -> str:
        return "".join(
            child if isinstance(child, str) else child._text()
            for child in self.children
            if isinstance(child, str) or "data-search-exclude" not in child.attrs
        )


class Tree(HTMLParser):
    """Reads a page; every element that is not void must be closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open = [Node()]
        self.feed(html)
        self.close()
        assert len(self.open) == 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@cache
def pages(folder: Path) -> dict[str, Node]:
    """All pages of a site by their addresses in it."""
    return {
        file.relative_to(folder).as_posix().removesuffix("index.html"): Tree(
            file.read_text(encoding="utf-8")
        ).open[0]
        for file in sorted(folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example site as it is built to stand at a prefix."""

    @cache
    def build(prefix: str) -> Path:
        folder = tmp_path_factory.mktemp("project")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        for name in ("content", "site_templates"):
            shutil.copytree(ROOT / name, folder / name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", HOST + prefix)
            return build_site(read_project(folder))[0]

    return build


def briefing(site: Site, stem: str) -> Node:
    return pages(site("/"))[f"briefings/{stem}/"]


def address(stem: str) -> str:
    return f"{HOST}/briefings/{stem}/"


def evidence(node: Node) -> Iterator[tuple[str, str]]:
    """Give the marks of evidence in an element: where each leads and the words it shows."""
    for mark in node.all("sup"):
        for href in mark.links():
            if "#in-" in href:
                (shown,) = mark.all("span")[:1]
                yield (
                    href,
                    " ".join("".join(c for c in shown.children if isinstance(c, str)).split()),
                )


SEEN = """element => {
    const box = element.getClientRects()[0];
    if (!box) return false;
    const x = box.left + Math.min(box.width / 2, 20), y = box.top + Math.min(box.height / 2, 8);
    const top = document.elementFromPoint(x, y);
    return !!top && (element.contains(top) || top.contains(element) && top !== document.body);
}"""
"""Whether an element's beginning is in the viewport, and nothing (such as the header) covers it."""


def assert_seen(target: Locator) -> None:
    expect(target).to_be_visible()
    for _ in range(60):
        if target.evaluate(SEEN):
            return
        target.page.wait_for_timeout(50)
    pytest.fail(f"{target} is not where the reader looks")


def console(page: Page) -> list[str]:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    return messages


def search(page: Page, words: str) -> Locator:
    """Paste words into the search box; gives the first result."""
    page.get_by_role("link", name="Search").first.click()
    page.get_by_role("searchbox", name="Search").fill(words)
    return page.locator(".b-result").first


TYPED = {"keep-going": "just back away", "bloodshed": "bloodshed, this blood bath"}
"""What a reader remembers of a quotation whose card is unfolded, and of one that is folded."""


@each_prefix
@pytest.mark.parametrize("name", TYPED)
def test_the_search_finds_a_quotation(
    name: str, prefix: str, site: Site, page: Page, serve_directory: Serve
) -> None:
    page.goto(serve_directory(site(prefix), prefix))
    first = search(page, TYPED[name])
    expect(first).to_contain_text("Quotation")
    page.locator(f'.b-results a[href$="#{name}"]').click(timeout=5000)
    page.wait_for_url(f"**{prefix}briefings/{FULL}/#{name}")
    expect(page.locator(f"[id={name}]")).to_be_in_viewport(ratio=0.5)


@each_prefix
def test_a_whole_quotation_that_is_pasted_finds_its_card_first(
    prefix: str, site: Site, page: Page, serve_directory: Serve
) -> None:
    words = briefing(site, FULL).named("keep-going").all("blockquote")[0].text()
    assert re.search("^“.*doesn’t.*they’re.*”$", words)
    page.goto(serve_directory(site(prefix), prefix))
    first = search(page, words)
    expect(first.locator('a[href$="keep-going"]')).to_have_count(1)


def test_the_search_leads_to_no_list(site: Site) -> None:
    blocks = (site("/") / "assets" / "search").glob("*/r*.json")
    records = [one for block in blocks for one in json.loads(block.read_text(encoding="utf-8"))]
    found = {record["address"].partition("#")[0] for record in records}
    assert {f"briefings/{stem}/" for stem in BRIEFINGS} <= found
    lists = {path for path in pages(site("/")) if re.match(r"$|archive/|topics/|\w+/$", path)}
    assert found & lists == {"about/"}
    assert {"people/donald-trump/", "stories/ukraine-peace-talks/"} <= found


def test_a_result_of_the_search_shows_the_words(
    site: Site, page: Page, serve_directory: Serve
) -> None:
    (heading,) = briefing(site, FULL).named("keep-going").all("h3")
    page.goto(f"{serve_directory(site('/'))}briefings/{FULL}/#{heading.attrs['id']}")
    assert_seen(page.locator("[id=keep-going] blockquote"))


@each_prefix
def test_a_mark_of_evidence_leads_to_its_words(
    prefix: str, site: Site, page: Page, serve_directory: Serve
) -> None:
    page.goto(f"{serve_directory(site(prefix), prefix)}briefings/{FULL}/")
    marks = list(evidence(briefing(site, FULL).section("summary")))
    assert len(marks) > 5
    for href, words in marks:
        page.locator(f'[data-section=summary] a[href="{href}"]').first.click()
        target = page.locator(f"[id={href.removeprefix('#')}]")
        expect(target).to_contain_text(words)
        assert_seen(target)


def test_the_words_of_a_mark_are_reached_with_the_mouse(
    site: Site, page: Page, serve_directory: Serve
) -> None:
    page.goto(f"{serve_directory(site('/'))}briefings/{FULL}/")
    for mark in page.locator("[data-section=summary] sup").all():
        words = mark.locator("> span")
        mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
        mark.locator("a").hover()
        expect(words).to_be_visible()
        start, end = mark.locator("a").bounding_box(), words.bounding_box()
        assert start
        assert end
        page.mouse.move(start["x"] + start["width"] / 2, end["y"] + 15, steps=40)
        expect(words).to_be_visible()


def test_on_paper_the_words_stand_below_their_point(
    site: Site, page: Page, serve_directory: Serve
) -> None:
    page.emulate_media(media="print")
    page.goto(f"{serve_directory(site('/'))}briefings/{FULL}/")
    for mark in page.locator("[data-section=summary] sup").all():
        expect(mark.locator("> span")).to_be_visible()
        expect(mark.locator("a")).to_be_hidden()
    assert page.locator("details > figure").count() > 2
    for folded in page.locator("details > figure").all():
        expect(folded).to_be_visible()


@each_briefing
def test_every_point_of_a_summary_shows_the_exact_words(stem: str, site: Site) -> None:
    page = briefing(site, stem)
    points = page.section("summary").all("li")
    assert points
    assert [point.text() for point in points if not list(evidence(point))] == []
    for href, words in evidence(page):
        path, anchor = urldefrag(urljoin(address(stem), href))
        target = pages(site("/"))[path.removeprefix(HOST + "/")].section("article").named(anchor)
        assert words
        assert words in target.text()


def test_from_card_to_passage_and_back(site: Site, page: Page, serve_directory: Serve) -> None:
    page.goto(f"{serve_directory(site('/'))}briefings/{FULL}/")
    cards = briefing(site, FULL).section("quotes").all(kind="quote")
    assert len(cards) > 5
    for name in [card.attrs["id"] for card in cards]:
        card, passage = page.locator(f"[id={name}]"), page.locator(f"[id=in-{name}]")
        for _ in range(2):  # the first arrow finds the folded quotations folded
            passage.locator(f'a[href="#{name}"]').click()
            assert_seen(card)
            card.locator(f'a[href="#in-{name}"]').click()
            assert_seen(passage)


@each_briefing
def test_words_are_the_same_on_card_and_in_passage(stem: str, site: Site) -> None:
    page = briefing(site, stem)
    cards = page.section("quotes").all(kind="quote")
    ids = {card.attrs["id"] for card in cards}
    spoken: dict[str, list[str]] = {}
    for passage in page.section("article").all(kind="quote"):
        inner = {href for node in passage.all(kind="quote") for href in node.links()}
        (name,) = {href.removeprefix("#") for href in passage.links() if href not in inner} & ids
        spoken.setdefault(name, []).append(passage.text())
    assert ids == set(spoken)
    for card in cards:
        assert card.all("blockquote")[0].text() == " ".join(spoken[card.attrs["id"]])
        assert f"#in-{card.attrs['id']}" in card.links()


def test_every_later_answer_leads_there_and_back(site: Site) -> None:
    pairs = []
    for stem in BRIEFINGS:
        for question in briefing(site, stem).section("questions").all("div"):
            name = question.attrs.get("id")
            leads = {urldefrag(urljoin(address(stem), href))[0] for href in question.links()}
            later = [s for s in BRIEFINGS if s > stem and address(s) in leads]
            settled = question.attrs.get("data-status") in {"answered", "moot"}
            if name and (later or settled):
                pairs += [(stem, name, answer) for answer in later]
                assert later, f"{stem}#{name} is settled nowhere"
    assert len(pairs) > 5
    for stem, name, answer in pairs:
        back = {urljoin(address(answer), h) for h in briefing(site, answer).links()}
        assert f"{address(stem)}#{name}" in back


@each_prefix
def test_from_a_question_to_its_answer_and_back(
    prefix: str, site: Site, page: Page, serve_directory: Serve
) -> None:
    answer = "2025-08-16-alaska-summit"
    page.goto(f"{serve_directory(site(prefix), prefix)}briefings/{FULL}/#face-to-face")
    question = page.locator("[id=face-to-face]")
    assert_seen(question)
    question.locator(f'a[href="../{answer}/"]').click()
    page.wait_for_url(f"**{prefix}briefings/{answer}/")
    page.locator(f'[data-section=questions] a[href="../{FULL}/#face-to-face"]').first.click()
    page.wait_for_url(f"**{prefix}briefings/{FULL}/#face-to-face")
    assert_seen(question)
    question.locator(f'a[href^="../{answer}/#in-"]').first.click()
    page.wait_for_url(f"**{prefix}briefings/{answer}/#in-*")
    assert_seen(page.locator(f"[id={page.url.partition('#')[2]}]"))


@each_prefix
def test_every_link_and_anchor_exists(prefix: str, site: Site) -> None:
    folder, root = site(prefix), HOST + prefix
    broken, reached = [], {path: {path} for path in pages(folder)}
    for path, page in pages(folder).items():
        for node in page:
            link = node.attrs.get("href", node.attrs.get("src"))
            if link is None or re.match(r"(mailto:|javascript:void\(0\)$)", link):
                continue
            url, anchor = urldefrag(urljoin(root + path, link))
            if not url.startswith(HOST):
                assert re.match("https?://[^/]", url), link
                continue
            target = unquote(url.removeprefix(root).partition("?")[0])
            ids = {n.attrs.get("id") for n in pages(folder).get(target, ())}
            exists = target in pages(folder) or (folder / target).is_file()
            if not (url.startswith(root) and exists and (not anchor or unquote(anchor) in ids)):
                broken.append((path, link))
            elif node.tag == "a" and target in pages(folder):
                reached[path].add(target)
    assert broken == []
    for stem in BRIEFINGS:
        year, month = stem.split("-")[:2]
        way = ["", "archive/", f"archive/{year}/", f"archive/{year}/{month}/", f"briefings/{stem}/"]
        assert all(later in reached[step] for step, later in pairwise(way))
    assert reached[""] >= {"topics/", "people/", "stories/", "questions/", "about/"}
    home, size = {""}, 0
    while size < len(home):
        size, home = len(home), home.union(*(reached[path] for path in home))
    assert set(pages(folder)) - home == {"404.html"}
    listed = re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    assert {url.removeprefix(root) for url in listed} == home


OVERFLOW = """() => {
    const root = document.documentElement, width = root.clientWidth;
    const scrolls = e => e.tagName !== "ARTICLE"
        && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
    const wide = [...document.querySelectorAll("article *")].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width && (box.right > width + 1 || box.left < -1)
            && e.checkVisibility({visibilityProperty: true}) && !scrolls(e.parentElement);
    });
    const found = wide.map(e => e.outerHTML.slice(0, 200));
    return root.scrollWidth > width ? [...found, "page"] : found;
}"""


def test_pages_are_quiet_and_fit_the_screen(site: Site, page: Page, serve_directory: Serve) -> None:
    base, messages = serve_directory(site("/")), console(page)
    by_length = sorted(BRIEFINGS, key=lambda stem: len(briefing(site, stem).text()))
    stems = {by_length[0], by_length[-1], FULL}
    for path in ["", *(f"briefings/{stem}/" for stem in sorted(stems))]:
        backgrounds = set()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto(base + path, wait_until="networkidle")
            for width in (320, 390, 820, 1440):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(OVERFLOW) == [], (path, scheme, width)
            backgrounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert len(backgrounds) == 2, path
    assert messages == []


def test_a_briefing_needs_no_javascript(
    site: Site, chromium: Browser, serve_directory: Serve
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{serve_directory(site('/'))}briefings/{FULL}/")
        for name in SECTIONS:
            expect(page.locator(f"[data-section={name}]")).to_be_visible()
        for href, words in evidence(briefing(site, FULL).section("summary")):
            page.locator(f'[data-section=summary] a[href="{href}"]').first.click()
            target = page.locator(f"[id={href.removeprefix('#')}]")
            assert words in " ".join((target.text_content() or "").split())
            assert_seen(target)


def test_the_home_page_is_named_once_and_says_what_the_site_is(site: Site) -> None:
    home = pages(site("/"))[""]
    (title,), (heading,) = home.all("title"), home.all("h1")
    assert title.text() == heading.text() == "Briefing: Ukraine peace talks"
    (description,) = (n for n in home.all("meta") if n.attrs.get("name") == "description")
    assert description.attrs["content"] in [p.text() for p in home.all("p")]


@pytest.mark.parametrize("path", ["questions/", *(f"briefings/{stem}/" for stem in BRIEFINGS)])
def test_every_question_is_a_heading_below_that_of_its_section(path: str, site: Site) -> None:
    page = pages(site("/"))[path]
    questions = [node for node in page.all("div") if "data-status" in node.attrs]
    assert questions
    for question in questions:
        assert len([n for n in question if n.tag in {"h3", "h4"}]) == 1
    levels = [int(node.tag[1]) for node in page if re.fullmatch("h[1-6]", node.tag)]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@each_briefing
def test_sections_stand_in_their_order(stem: str, site: Site) -> None:
    found = [n.attrs["data-section"] for n in briefing(site, stem) if "data-section" in n.attrs]
    assert found == [name for name in SECTIONS if name in found]
    assert {"summary", "quotes", "article", "sources"} <= set(found)
    assert stem != FULL or found == list(SECTIONS)
