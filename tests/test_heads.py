"""What a page's head says to those who share, collect or search it."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from generator.build import Built
from generator.commonmark import seal
from generator.export import export
from generator.heads import head_values
from generator.model import FeedLink, Head, Page, Picture
from generator.project import read_project
from generator.write import with_front_matter
from tests import test_mkdocs_plugin as plugin
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.slow

HOSTILE = 'A </title><script>alert(1)</script> & "B" &copy; {{ x }} \u202e'
HEAD = Head(
    kind="article",
    published="2031-03-03",
    modified="2031-03-05",
    language="pt-BR",
    authors=(HOSTILE, "Jane"),
    section=HOSTILE,
    topics=(HOSTILE, "two"),
    picture=Picture("share/a.png", 1200, 630, HOSTILE),
    feeds=(FeedLink("atom.xml", "application/atom+xml", HOSTILE),),
    structured={"name": "</script>"},
)
PAGES = (
    Page("index.md", seal("# Home"), "Site"),
    Page("briefings/a.md", seal("# A"), HOSTILE, HOSTILE, "2031-03-05", "articles/a.md", head=HEAD),
)
FILES = {"atom.xml": b"<feed/>", "share/a.png": b"\x89PNG"}


class Parsed(HTMLParser):
    """The `meta`, `link` and JSON-LD of a page's head."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.structured: list[object] = []
        self.scripts = 0
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.inside = tag == "script" and values.get("type") == "application/ld+json"
        self.scripts += tag == "script"
        if tag == "meta":
            name = values.get("property") or values.get("name") or ""
            self.meta.append((name, values.get("content", "")))
        elif tag == "link":
            self.links.append(values)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.structured.append(json.loads(data))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.meta if key == name]

    def of(self, rel: str) -> list[dict[str, str]]:
        return [link for link in self.links if link.get("rel") == rel]


def parsed(file: Path) -> Parsed:
    return Parsed(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two sites of the same pages: by the plugin, and by MkDocs alone of what was written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        built = Built(PAGES, (), frozenset({"articles/a.md", "linked", "index.md"}), files=FILES)
        plugin.pretend(patch, built)
        config = plugin.CONFIG.replace(", people/index.md", "")
        folder = plugin.project(tmp_path_factory.mktemp("head"), config)
        own = "head: {feeds: 5}\nlanguage: {tag: zz}"  # whatever an author means by it
        about = f'---\ntitle: Q&A "x"\n{own}\n---\n# About\n'
        (folder / "content" / "about.md").write_text(about)
        out = tmp_path_factory.mktemp("out") / "pages"
        assert export(read_project(folder), built, out) == ()
        return {"plugin": plugin.build(folder), "pages": plugin.build(out)}


both = pytest.mark.parametrize("by", ["plugin", "pages"])


@both
def test_every_value_is_escaped_exactly_once(by: str, sites: dict[str, Path]) -> None:
    head = parsed(sites[by] / "briefings" / "a" / "index.html")
    for name in ("og:title", "og:description", "og:image:alt", "article:section"):
        assert head.all(name) == [HOSTILE], name
    assert head.all("author") == [f"{HOSTILE}, Jane"]
    assert head.all("article:tag") == [HOSTILE, "two"]
    assert head.of("alternate")[0]["title"] == HOSTILE
    assert head.structured == [{"@context": "https://schema.org", "name": "</script>"}]


@both
def test_a_briefing_says_what_it_is(by: str, sites: dict[str, Path]) -> None:
    head = parsed(sites[by] / "briefings" / "a" / "index.html")
    assert head.all("og:type") == ["article"]
    assert head.all("og:site_name") == ["Site"]
    assert head.all("og:url") == ["https://example.com/r/briefings/a/"]
    assert head.all("og:locale") == ["pt_BR"]
    assert head.all("article:published_time") == ["2031-03-03"]
    assert head.all("article:modified_time") == ["2031-03-05"]
    assert head.all("og:image") == ["https://example.com/r/share/a.png"]
    assert head.all("og:image:width") + head.all("og:image:height") == ["1200", "630"]
    assert head.all("twitter:card") == ["summary_large_image"]
    assert [link["href"] for link in head.of("canonical")] == ["https://example.com/r/briefings/a/"]
    (feed,) = head.of("alternate")
    assert (feed["type"], feed["href"]) == ("application/atom+xml", "../../atom.xml")


@both
def test_an_ordinary_page_says_what_is_known_of_it(by: str, sites: dict[str, Path]) -> None:
    head = parsed(sites[by] / "about" / "index.html")
    assert head.all("og:title") == ['Q&A "x"']
    assert head.all("og:type") == ["website"]
    assert head.all("twitter:card") == ["summary"]
    assert head.all("og:url") == ["https://example.com/r/about/"]
    assert not head.all("og:image")
    assert not head.structured


@both
def test_a_page_for_missing_pages_says_nothing(by: str, sites: dict[str, Path]) -> None:
    head = parsed(sites[by] / "404.html")
    assert not [name for name, _ in head.meta if name.startswith(("og:", "article:", "twitter:"))]
    assert head.all("robots") == ["noindex"]


@both
def test_files_that_are_no_pages_stand_beside_them(by: str, sites: dict[str, Path]) -> None:
    for path, content in FILES.items():
        assert (sites[by] / path).read_bytes() == content


def test_without_an_address_nothing_needs_one(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        plugin.pretend(patch, Built(PAGES, (), frozenset({"articles/a.md", "linked"})))
        text = plugin.CONFIG.replace("site_url: https://example.com/r/\n", "")
        site = plugin.build(plugin.project(tmp_path, text.replace(", people/index.md", "")))
    head = parsed(site / "briefings" / "a" / "index.html")
    assert not head.all("og:url") + head.all("og:image") + head.all("og:image:alt")
    assert head.all("twitter:card") == ["summary"]
    assert not head.of("canonical")
    assert head.all("og:title") == [HOSTILE]


def test_front_matter_and_plugin_say_the_same() -> None:
    written = yaml.safe_load(with_front_matter(PAGES[1]).split("---\n")[1])
    assert written["briefing_head"] == head_values(HEAD)
    assert html.unescape(written["author"]) == f"{HOSTILE}, Jane"
    assert "head" not in yaml.safe_load(with_front_matter(PAGES[0]).split("---\n")[1])


def test_the_themes_templates_print_every_value() -> None:
    theme = ROOT / "site_templates" / "theme" / "partials" / "page-head.html"
    text = theme.read_text(encoding="utf-8")
    assert [name for name in head_values(HEAD) if f"head.{name}" not in text] == []


def test_the_marks_of_the_site_are_its_own_files_unless_the_owner_has_an_icon(
    tmp_path: Path, run_briefing: Run
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("# Home\n", encoding="utf-8")
    for icon, links in (("", 2), ("favicon: assets/images/favicon.svg", 3), ("favicon: my.png", 1)):
        theme = f"theme:\n  name: material\n  font: false\n  {icon}\n"
        (tmp_path / "mkdocs.yml").write_text(f"site_name: Marks\n{theme}", encoding="utf-8")
        assert run_briefing("build", cwd=tmp_path).code == 0
        for page in ("index.html", "404.html"):
            text = (tmp_path / "site" / page).read_text(encoding="utf-8")
            found = re.findall(r'<link rel="[a-z -]*icon"[^>]* href="([^"]+)"', text)
            assert len(found) == links
            if "my.png" not in icon:
                assert all((tmp_path / "site" / path.lstrip("/")).is_file() for path in found)
            assert text.count('name="theme-color"') == 2
