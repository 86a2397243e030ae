"""The plugin in MkDocs: real, strict builds of pages that a test names itself."""

import gzip
import html
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator import mkdocs_plugin
from generator.build import Built
from generator.commonmark import seal
from generator.diagnostics import Code, Diagnostic, raised
from generator.model import Page
from generator.project import theme_folders
from generator.search_records import SearchRecord
from generator.source import Place

pytestmark = pytest.mark.slow

CONFIG = """\
site_name: Site
site_url: https://example.com/r/
repo_url: https://example.com/repo/
edit_uri: edit/main/content/
docs_dir: content
theme: {name: material, font: false, features: [navigation.footer, navigation.path, \
content.action.edit]}
plugins: [search, briefing]
nav: [index.md, about.md, people/index.md]
exclude_docs: hidden.md
validation: {links: {anchors: warn, unrecognized_links: warn}}
"""
HOSTILE = 'A </title><script>alert(1)</script> & "B" &copy; {x}'
PAGES = (
    Page("index.md", seal("# Home\n\n[one](briefings/a.md#q)"), "Home"),
    Page(
        "briefings/a.md",
        seal("# Heading\n\n## Part {#q}\n\n![i](../img.png) [p](../people/index.md)"),
        HOSTILE,
        'One "two" <three>',
        "2025-01-02",
        "articles/a.md",
    ),
    Page("briefings/b.md", seal("secretword"), "B", date="2025-03-04"),
    Page("briefings/old.md", "", HOSTILE, redirect="briefings/a.md"),
    Page("people/index.md", seal("# People"), HOSTILE, "", "2025-02-03"),
)
LINKS = {"about.md": {"articles/a.md#q": "briefings/a.md#q"}}
RECORDS = (
    SearchRecord("quotation", "briefings/a/#q", HOSTILE, ("words that are found",)),
    SearchRecord("page", "hidden/", "H", ("hiddenpage",), path="hidden.md"),
)
BUILT = Built(PAGES, (), frozenset({"articles/a.md", "linked"}), LINKS, records=RECORDS)
WARNING = Diagnostic(Code.RAW_HTML, Place("content/articles/a.md", 1, 1), "Raw HTML.")
ERROR = Diagnostic(Code.KIND_UNKNOWN, Place("content/articles/a.md", 1, 1), "No kind.")

Builds = Callable[[Built], None]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")


def project(folder: Path, config: str = CONFIG) -> Path:
    content = folder / "content"
    (content / "articles").mkdir(parents=True)
    (content / "linked").mkdir()
    (folder / "mkdocs.yml").write_text(config)
    (content / "articles" / "a.md").write_text("---\ntitle: [\n---\nraw article\n")
    (content / "linked" / "secret.md").write_text("outsidemarker\n")
    (content / "img.png").write_bytes(b"not really")
    (content / "hidden.md").write_text("hiddenpage\n")
    (content / "index.md").write_text("# the author's own\n")
    (content / "about.md").write_text("# About\n\n[a](articles/a.md#q) [h](index.md)\n")
    return folder


def build(folder: Path, *, strict: bool = True) -> Path:
    """Build as `mkdocs build --strict` does."""
    config = load_config(str(folder / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build.build(config)
    return Path(config.site_dir)


def pretend(patch: pytest.MonkeyPatch, built: Built) -> list[Any]:
    """Let the plugin find this when it builds; gives the settings that it was called with."""
    calls: list[Any] = []

    def call(folder: Path, settings: object) -> Built:
        calls.append((folder, settings))
        return built

    patch.setattr(mkdocs_plugin, "build", call)
    return calls


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("SOURCE_DATE_EPOCH", "1000000000")
        pretend(patch, BUILT)
        yield build(project(tmp_path_factory.mktemp("plugin")))


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def test_the_site_has_the_generated_and_the_ordinary_pages_and_nothing_raw(site: Path) -> None:
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert made == {
        "404.html",
        "index.html",
        "about/index.html",
        "briefings/a/index.html",
        "briefings/b/index.html",
        "briefings/old/index.html",
        "people/index.html",
    }
    assert (site / "img.png").is_file()
    for path in site.rglob("*"):
        if path.is_file():
            assert b"raw article" not in path.read_bytes()
            assert b"outsidemarker" not in path.read_bytes()


def test_a_stretch_is_commonmark_with_mkdocs_links(site: Path) -> None:
    assert 'src="../../img.png"' in page(site, "briefings/a")
    assert 'href="../../people/"' in page(site, "briefings/a")
    assert 'href="briefings/a/#q"' in page(site, ".")
    assert "the author's own" not in page(site, ".")


def test_an_ordinary_page_may_link_to_an_authors_file(site: Path) -> None:
    assert 'href="../briefings/a/#q"' in page(site, "about")


def test_a_hostile_title_is_text_everywhere(site: Path) -> None:
    for path in ("briefings/a", "people", "about"):
        text = page(site, path)
        assert "<script>alert(1)" not in text
        assert "&amp;lt;" not in text
        assert "&amp;amp;" not in text.replace("&amp;copy;", "")
    (title,) = re.findall("<title>(.*?)</title>", page(site, "briefings/a"), re.DOTALL)
    assert html.unescape(title) == f"{HOSTILE} - Site"
    text = html.unescape(page(site, "about"))
    assert f'aria-label="Next: {HOSTILE}"' in text
    (description,) = re.findall('name="description" content="(.*?)"', page(site, "briefings/a"))
    assert html.unescape(description) == 'One "two" <three>'


def test_edit_leads_to_the_authors_file(site: Path) -> None:
    assert "https://example.com/repo/edit/main/content/articles/a.md" in page(site, "briefings/a")
    assert "edit/main/content/" not in page(site, "people")


def found_in(site: Path) -> str:
    """Whatever the files of the search say."""
    files = sorted((site / "assets" / "search").rglob("*.json"))
    return "".join(file.read_text() for file in files)


def test_the_search_finds_what_may_be_found(site: Path) -> None:
    assert "words that are found" in found_in(site)
    assert "hiddenpage" not in found_in(site)


@pytest.mark.parametrize("search", ["search", "material/search", "{search: {lang: fr}}"])
def test_materials_own_search_does_nothing(
    search: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, BUILT)
    made = build(project(tmp_path, CONFIG.replace("[search", f"[{search}")))
    assert not (made / "search" / "search_index.json").exists()
    assert "md-search" not in (made / "index.html").read_text()


def test_the_sitemap_has_the_dates_of_the_content(site: Path) -> None:
    text = (site / "sitemap.xml").read_text()
    entries = re.findall(r"<loc>https://example.com/r/(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", text)
    assert dict(entries) == {
        "": "2025-03-04",
        "about/": "2025-03-04",
        "briefings/a/": "2025-01-02",
        "briefings/b/": "2025-03-04",
        "people/": "2025-02-03",
    }
    with gzip.open(site / "sitemap.xml.gz") as file:
        assert file.read().decode() == text


def test_an_old_address_leads_on(site: Path) -> None:
    text = page(site, "briefings/old")
    assert 'content="0; url=../a/"' in text
    assert '<link rel="canonical" href="https://example.com/r/briefings/a/">' in text
    assert re.findall("<script.*", text) == [
        '<script>location.replace("../a/" + location.hash)</script>'
    ]


def test_two_builds_in_other_folders_on_other_days_are_the_same_bytes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, BUILT)
    again = build(project(tmp_path / "a longer name"))
    paths = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert {path.relative_to(again) for path in again.rglob("*") if path.is_file()} == paths
    assert [
        path for path in paths if (site / path).read_bytes() != (again / path).read_bytes()
    ] == []


def test_the_settings_come_from_mkdocs_yml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = pretend(monkeypatch, replace(BUILT, pages=(), left_out=frozenset()))
    text = CONFIG.replace("briefing]", "{briefing: {newest: 3, titles: {quotes: Said}}}]")
    text = text.replace("font: false", "font: false, language: de").replace("index.md, ", "")
    build(project(tmp_path, text.replace(", people/index.md", "")), strict=False)
    ((folder, settings),) = calls
    assert folder == tmp_path.resolve()
    assert (settings.newest, settings.titles) == (3, (("quotes", "Said"),))
    assert (settings.site_name, settings.language, settings.strict) == ("Site", "de", False)


def test_without_a_nav_only_lists_are_in_the_navigation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, BUILT)
    text = "\n".join(line for line in CONFIG.split("\n") if not line.startswith("nav:"))
    made = page(build(project(tmp_path, text)), "about")
    links = set(re.findall('href="([^"]*)" class="md-nav__link"', made))
    assert {"..", "../people/"} <= links
    assert not {link for link in links if "briefings" in link}


def test_a_site_without_articles_has_a_fixed_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, Built((), (), frozenset({"articles/a.md", "linked"})))
    text = CONFIG.replace("nav: [index.md, about.md, people/index.md]", "nav: [index.md]")
    folder = project(tmp_path, text)
    (folder / "content" / "about.md").unlink()
    assert "<lastmod>1980-01-01</lastmod>" in (build(folder) / "sitemap.xml").read_text()


@pytest.mark.parametrize("date, told", [("0001-01-01", "1970-01-01"), ("9999-12-31", "2105-12-31")])
def test_a_site_of_any_time_can_be_built(
    date: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tuple(replace(one, date=date) for one in PAGES)
    pretend(monkeypatch, replace(BUILT, pages=pages))
    assert f"<lastmod>{told}</lastmod>" in (build(project(tmp_path)) / "sitemap.xml").read_text()


@pytest.mark.parametrize(
    "diagnostics, strict, message",
    [
        ((ERROR, WARNING), False, "1 error, 1 warning. Nothing was built."),
        ((ERROR,), True, "1 error, 0 warnings. Nothing was built."),
        (raised((WARNING,)), True, "1 error, 0 warnings. Nothing was built."),
    ],
)
def test_with_errors_the_last_site_stays(
    diagnostics: tuple[Diagnostic, ...],
    strict: bool,
    message: str,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pretend(monkeypatch, replace(BUILT, diagnostics=diagnostics))
    folder = project(tmp_path)
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("the last good site")
    with pytest.raises(Abort, match=re.escape(message)):
        build(folder, strict=strict)
    assert [path.name for path in (folder / "site").iterdir()] == ["index.html"]
    assert "content/articles/a.md:1:1: " in capsys.readouterr().err


def test_warnings_are_shown_and_stop_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(monkeypatch, replace(BUILT, diagnostics=(WARNING,)))
    assert build(project(tmp_path), strict=False).is_dir()
    assert "content/articles/a.md:1:1: warning[raw-html]: Raw HTML." in capsys.readouterr().err


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("nav:", "use_directory_urls: false\nnav:", "needs `use_directory_urls: true`"),
        ("docs_dir: content", "docs_dir: content/articles", "needs `docs_dir: content`"),
        ("nav:", "site_url: https://e.org/?a=b\nnav:", "`site_url` must be an address"),
    ],
)
def test_what_cannot_work_is_refused(
    old: str, new: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, BUILT)
    with pytest.raises(Abort, match=message):
        build(project(tmp_path, CONFIG.replace(old, new)))


@pytest.mark.parametrize(
    "options, message",
    [
        ("{newst: 3}", "has no option `newst`. Did you mean `newest`?"),
        ("{newest: x}", "must be a number from 0 on, not 'x'"),
    ],
)
def test_wrong_options_stop_the_build(
    options: str, message: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = CONFIG.replace("briefing]", f"{{briefing: {options}}}]")
    with pytest.raises(Abort, match="configuration error"):
        build(project(tmp_path, text))
    assert message in caplog.text


def test_a_theme_folder_stands_behind_custom_dir_and_before_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, BUILT)
    folder = project(tmp_path, CONFIG.replace("font: false", "font: false, custom_dir: mine"))
    own = folder / "site_templates" / "theme"
    for path, names in ((own, "two three"), (folder / "mine", "one two")):
        path.mkdir(parents=True)
        for name in names.split():
            (path / f"{name}.css").write_text(path.name)
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins.on_config(config)
    package = theme_folders(tmp_path)[-1]
    assert config.theme.dirs[:3] == [str(folder / "mine"), str(own.resolve()), str(package)]
    assert config.markdown_extensions.count("briefing") == 1
    site = build(folder)
    assert [(site / f"{name}.css").read_text() for name in ("one", "two", "three")] == [
        "mine",
        "mine",
        "theme",
    ]


class _Serving:
    """MkDocs' `serve` without its web server: one plugin over several builds."""

    def __init__(self, folder: Path) -> None:
        self.config_file = str(folder / "mkdocs.yml")
        self.site = folder / "served"
        config = load_config(self.config_file)
        config.plugins.on_startup(command="serve", dirty=False)

    def build(self) -> Path:
        config = load_config(self.config_file, site_dir=str(self.site))
        mkdocs_build.build(config, serve_url="http://127.0.0.1:8000/")
        return self.site


def test_serve_keeps_the_last_good_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    serving = _Serving(project(tmp_path))
    pretend(monkeypatch, BUILT)
    serving.build()
    (tmp_path / "content" / "articles" / "new.md").write_text("raw article")
    broken = Built((), (ERROR,), frozenset({"articles/a.md", "articles/new.md", "linked"}))
    pretend(monkeypatch, broken)
    site = serving.build()
    assert "Heading" in page(site, "briefings/a")
    assert not (site / "articles").exists()
    err = capsys.readouterr().err
    assert "error[kind-unknown]: No kind." in err
    assert "1 error, 0 warnings. The last good site is shown." in err
    mended = replace(BUILT, pages=(replace(PAGES[0], title="Mended"), *PAGES[1:]))
    pretend(monkeypatch, mended)
    assert "<title>Mended - Site</title>" in page(serving.build(), ".")


def test_serve_does_not_begin_with_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serving = _Serving(project(tmp_path))
    pretend(monkeypatch, replace(BUILT, diagnostics=(ERROR,)))
    with pytest.raises(Abort, match="Nothing was built"):
        serving.build()


def test_serve_shows_the_message_of_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving = _Serving(project(tmp_path))
    pretend(monkeypatch, replace(BUILT, pages=(Page("index.md", seal("x"), "T"),)))

    def fail(*_: object) -> str:
        return "<p>not closed"

    monkeypatch.setattr("generator.dialect.render_stretch", fail)
    with pytest.raises(Abort, match="well-formed HTML"):
        serving.build()


def test_serve_watches_templates_and_source_texts(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "sources").mkdir()
    config = load_config(str(folder / "mkdocs.yml"))
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(folder))
    try:
        config.plugins.on_serve(server, config=config, builder=lambda: None)
        assert set(server._watched_paths) == {str(folder / "sources")}
    finally:
        server.server_close()


def test_a_fault_in_a_template_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from click import ClickException

    pretend(monkeypatch, BUILT)
    monkeypatch.setattr("generator.dialect.render_stretch", lambda _: "<p>a & b</p>")
    with caplog.at_level(logging.ERROR), pytest.raises(ClickException, match="well-formed HTML"):
        build(project(tmp_path))
    assert "Error reading page 'index.md'" in caplog.text
