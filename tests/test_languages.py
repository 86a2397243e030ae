"""Pages in other languages on the built site, by their HTML and in real Chromium."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.project import read_project
from generator.site import build_site
from tests.conftest import ROOT, Serve

pytestmark = pytest.mark.slow

ARABIC = ROOT / "tests" / "golden" / "arabic"
FIRST = "briefings/2031-03-03-first-round/"
IN_ENGLISH = "briefings/2031-03-12-in-english/"
IN_PERSIAN = "briefings/2031-03-14-be-farsi/"
PAGES = ("", FIRST, IN_ENGLISH, IN_PERSIAN, "people/ada-example/", "questions/", "how-to-read/")
OVERFLOW = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
OUTSIDE = """() => [...document.querySelectorAll(".md-content *")]
  .filter((element) => element.getClientRects().length && !element.closest(".b-unseen, .b-words"))
  .filter((element) => {
    const {left, right} = element.getBoundingClientRect()
    return right - left > 1 && (left < -1 || right > innerWidth + 1)
  }).map((element) => element.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site in Arabic, with an article in English and one in Persian."""
    folder = tmp_path_factory.mktemp("arabic")
    return build_site(read_project(ARABIC), folder / "site")[0]


@pytest.fixture(scope="module")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same articles on an English site, where the Arabic ones say their language."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(ARABIC / "content", folder / "content")
    config = (ARABIC / "mkdocs.yml").read_text("utf-8").replace("language: ar", "language: en")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for article in (folder / "content" / "articles").glob("*-round.md"):
        text = article.read_text("utf-8").replace("\ndate:", "\nlang: ar-EG\ndate:", 1)
        article.write_text(text, encoding="utf-8")
    return build_site(read_project(folder), folder / "site")[0]


def head_of(site: Path, page: str) -> tuple[str, str]:
    html = (site / page / "index.html").read_text("utf-8")
    language, direction = (
        re.search(r'<html lang="([^"]+)"', html),
        re.search(r'<body dir="(\w+)"', html),
    )
    assert language
    assert direction
    return language[1], direction[1]


@pytest.mark.parametrize(
    "page, on_arabic, on_english",
    [
        ("", ("ar", "rtl"), ("en", "ltr")),
        (FIRST, ("ar", "rtl"), ("ar-EG", "rtl")),
        (IN_ENGLISH, ("en-GB", "ltr"), ("en-GB", "ltr")),
        (IN_PERSIAN, ("ar", "rtl"), ("en", "ltr")),
        ("people/ada-example/", ("ar", "rtl"), ("en", "ltr")),
        ("questions/", ("ar", "rtl"), ("en", "ltr")),
    ],
)
def test_a_page_has_its_language_and_direction(
    arabic_site: Path,
    english_site: Path,
    page: str,
    on_arabic: tuple[str, str],
    on_english: tuple[str, str],
) -> None:
    assert head_of(arabic_site, page) == on_arabic
    assert head_of(english_site, page) == on_english


def test_the_frame_of_a_page_speaks_its_language(english_site: Path) -> None:
    arabic = (english_site / FIRST / "index.html").read_text("utf-8")
    assert "جدول المحتويات" in arabic  # Material's words
    assert "<span>بحث</span>" in arabic  # ours
    assert "Table of contents" not in arabic
    english = (english_site / IN_ENGLISH / "index.html").read_text("utf-8")
    assert "Table of contents" in english


def test_a_whole_site_is_in_arabic(arabic_site: Path) -> None:
    missing = (arabic_site / "404.html").read_text("utf-8")
    assert "الصفحة غير موجودة" in missing
    home = (arabic_site / "index.html").read_text("utf-8")
    assert all(title in home for title in ("الأرشيف", "الشخصيات", "الملفات", "المواضيع"))
    assert not re.search(r">\s*(?:Archive|People|Stories|Topics|Questions)\s*<", home)


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_nothing_reaches_over_the_edge_of_a_small_screen(
    chromium: Browser, arabic_site: Path, english_site: Path, serve_directory: Serve, page: str
) -> None:
    for site in (arabic_site, english_site):
        tab = chromium.new_page(viewport={"width": 320, "height": 700})
        tab.goto(serve_directory(site) + page)
        tab.evaluate("document.querySelectorAll('details').forEach((folded) => folded.open = true)")
        assert tab.evaluate(OVERFLOW) == 0
        assert tab.evaluate(OUTSIDE) == []
        tab.close()


@pytest.mark.browser
def test_a_page_from_right_to_left_looks_so(
    chromium: Browser, arabic_site: Path, serve_directory: Serve
) -> None:
    tab = chromium.new_page(viewport={"width": 1440, "height": 900})
    tab.goto(serve_directory(arabic_site) + FIRST)
    contents, article = (
        tab.locator(name).bounding_box() for name in (".md-sidebar--secondary", "article h1")
    )
    assert contents
    assert article
    assert contents["x"] + contents["width"] <= article["x"]
    arrow = tab.locator(".b-arrow").first
    expect(arrow).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)")
    tab.keyboard.press("/")
    field = tab.locator("dialog input")
    expect(field).to_be_focused()
    field.fill("الصيف")
    result = tab.locator("dialog").get_by_text("ستُعقد الجولة التالية").first
    expect(result).to_be_visible()
    tab.close()


@pytest.mark.browser
def test_a_name_does_not_turn_the_words_around_it(
    chromium: Browser, english_site: Path, serve_directory: Serve
) -> None:
    """In “to Ben Sample · قاعة المثال · 3 March”, the date stays behind the hall."""
    tab = chromium.new_page(viewport={"width": 1000, "height": 700})
    tab.goto(serve_directory(english_site) + "people/ada-example/")
    line = tab.locator(".b-byline", has_text="قاعة المثال").first
    hall, when = (line.locator(name).bounding_box() for name in (".b-at", ".b-when"))
    assert hall
    assert when
    assert hall["x"] + hall["width"] <= when["x"]
    tab.close()
