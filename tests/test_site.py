"""`briefing build` and `serve` run MkDocs: what is missing is supplied, failures are messages."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import mkdocs_plugin, site
from generator.build import Built
from generator.commonmark import seal
from generator.diagnostics import Code, Diagnostic
from generator.model import Page
from generator.project import read_project
from generator.serving import serve_site
from generator.settings import Settings
from generator.site import SiteError, build_site
from generator.source import Place

PAGES = (
    Page("index.md", seal("# Home\n\n[a](briefings/a.md)"), "Home"),
    Page("briefings/a.md", seal("A"), "A"),
)
pytestmark = pytest.mark.slow

UNRECOGNIZED = "site_name: S\nvalidation: {links: {unrecognized_links: warn}}\n"
"""A configuration with which a link to `nowhere` is a warning of MkDocs."""
RUN = "from generator.cli import main; raise SystemExit(main())"
ERROR = Diagnostic(Code.KIND_UNKNOWN, Place("content/articles/a.md", 1, 1), "No kind.")


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The plugin finds two pages; gives the settings that it was called with."""
    seen: list[Settings] = []

    def build(_: Path, settings: Settings) -> Built:
        seen.append(settings)
        return Built(PAGES, (), frozenset())

    monkeypatch.setattr(mkdocs_plugin, "build", build)
    return seen


def project(folder: Path, config: str = "site_name: S\n") -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config)
    return folder


def built(folder: Path, site_dir: Path | None = None, **flags: bool) -> Path:
    return build_site(read_project(folder, **flags), site_dir)[0]


@pytest.mark.parametrize(
    "config, title",
    [
        ("", "Briefings"),
        ("# only a comment\n", "Briefings"),
        ("site_name: S\n", "S"),
        ("site_name: S\nplugins: []\n", "S"),
        ("site_name: S\nplugins:\ntheme:\ndocs_dir:\n", "S"),
        ("site_name: S\nplugins: [search]\n", "S"),
        ("site_name: S\nplugins: {search: {lang: en}}\n", "S"),
        ("site_name: S\ntheme: readthedocs\nplugins: [briefing]\n", "S"),
        ("site_name: S\nmarkdown_extensions: [attr_list, briefing]\n", "S"),
    ],
)
def test_what_mkdocs_yml_does_not_say_is_supplied(config: str, title: str, tmp_path: Path) -> None:
    target = built(project(tmp_path, config))
    assert target == tmp_path / "site"
    text = (target / "briefings" / "a" / "index.html").read_text()
    assert f"A - {title}</title>" in text
    assert "fonts.googleapis" not in text or "readthedocs" in config
    assert '<a href="briefings/a/">a</a>' in (target / "index.html").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "mkdocs.yml", "site"]


def test_a_site_of_one_line_has_tabs_and_both_schemes(tmp_path: Path) -> None:
    text = (built(project(tmp_path)) / "briefings" / "a" / "index.html").read_text()
    assert '"features": ["navigation.tabs", "navigation.indexes", "toc.follow"]' in text
    assert re.findall(r'md-color-scheme="(\w+)"', text)[-2:] == ["default", "slate"]


def test_the_pages_come_back_for_the_caller(tmp_path: Path) -> None:
    _, result = build_site(read_project(project(tmp_path)))
    assert result.pages == PAGES


def test_flags_reach_the_articles(tmp_path: Path, pages: list[Settings]) -> None:
    config = "site_name: S\nplugins: [search, briefing: {newest: 3}]\n"
    folder = project(tmp_path, config)
    built(folder, drafts=True, strict=True)
    built(folder)
    assert [(s.drafts, s.strict, s.newest) for s in pages] == [(True, True, 3), (False, False, 3)]


def test_strict_makes_warnings_of_mkdocs_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(tmp_path, UNRECOGNIZED)
    (folder / "content" / "about.md").write_text("[x](nowhere)")
    before = built(folder)
    assert "warning: Doc file 'about.md' contains an unrec" in capsys.readouterr().err
    (folder / "content" / "new.md").write_text("new")
    with pytest.raises(SiteError, match="strict mode") as error:
        built(folder, strict=True)
    assert error.value.code == 1
    assert not (before / "new").exists()
    (folder / "mkdocs.yml").write_text("site_name: S\nunknown_name: 1\n")
    with pytest.raises(SiteError, match=r"mkdocs\.yml has warnings"):
        built(folder, strict=True)
    assert "mkdocs.yml: unknown_name: Unrecognised" in capsys.readouterr().err


def test_the_site_is_swapped_in_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path)
    target = built(folder)
    (target / "leftover.html").write_text("x")
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    monkeypatch.setattr(mkdocs_plugin, "build", lambda *_: Built(PAGES, (ERROR,), frozenset()))
    with pytest.raises(SiteError, match="Nothing was built") as error:
        built(folder)
    assert error.value.code == 1
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    monkeypatch.setattr(mkdocs_plugin, "build", lambda *_: Built(PAGES, (), frozenset()))
    built(folder)
    assert not (target / "leftover.html").exists()


def test_a_site_may_be_built_elsewhere(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    assert built(folder, tmp_path / "out" / "site") == tmp_path / "out" / "site"
    assert (tmp_path / "out" / "site" / "index.html").is_file()
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    "target, message",
    [
        (".", "the project lies in there"),
        ("..", "the project lies in there"),
        ("/", "the project lies in there"),
        ("content", "inside the content folder"),
        ("content/site", "inside the content folder"),
        ("mkdocs.yml", "that is a file"),
        ("papers", "that folder holds other files"),
        ("mkdocs.yml/site", "Not a directory"),
    ],
)
def test_a_folder_of_others_is_never_replaced(target: str, message: str, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "papers").mkdir()
    (folder / "papers" / "thesis.txt").write_text("mine")
    with pytest.raises(SiteError, match=message) as error:
        built(folder, folder / target)
    assert error.value.code == 2
    assert (folder / "papers" / "thesis.txt").read_text() == "mine"
    assert {path.name for path in folder.iterdir()} == {"content", "mkdocs.yml", "papers"}


SITE = ("index.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json")


@pytest.mark.parametrize(
    "files",
    [
        ("thesis.md", "src/a.c", "search/index.py"),
        ("thesis.md", "404.html"),
        ("thesis.md", "sitemap.xml"),
        ("index.html", "sitemap.xml", "photos/a.jpg"),
        ("sitemap.xml", "sitemap.xml.gz", "thesis.txt"),
        (*SITE, "thesis.md"),
        (*SITE, "Thesis.MARKDOWN"),
    ],
)
def test_a_folder_that_looks_a_little_like_a_site_is_not_replaced(
    files: tuple[str, ...], tmp_path: Path
) -> None:
    folder = project(tmp_path / "project")
    for name in files:
        (folder / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "mine" / name).write_text("mine")
    with pytest.raises(SiteError, match="holds other files than a site") as error:
        built(folder, folder / "mine")
    assert error.value.code == 2
    assert all((folder / "mine" / name).read_text() == "mine" for name in files)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_site_that_mkdocs_built_itself_is_replaced(theme: str, tmp_path: Path) -> None:
    docs = tmp_path / "old" / "docs"
    docs.mkdir(parents=True)
    (docs / "page.md").write_text("# A page\n")
    (docs.parent / "mkdocs.yml").write_text(
        f"site_name: S\ntheme: {{name: {theme}}}\nplugins: []\nuse_directory_urls: false\n"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=docs.parent, env=environment, check=True, capture_output=True)
    target = built(project(tmp_path / "project"), docs.parent / "site")
    assert (target / "briefings" / "a" / "index.html").is_file()
    assert not (target / "page.html").exists()


def test_a_second_build_at_the_same_time_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path)
    seen: list[str] = []

    def build(*_: object) -> Built:
        monkeypatch.setattr(mkdocs_plugin, "build", lambda *_: Built(PAGES, (), frozenset()))
        with pytest.raises(SiteError, match="Another run") as error:
            built(folder)
        assert error.value.code == 2
        seen.append(str(error.value))
        return Built(PAGES, (), frozenset())

    monkeypatch.setattr(mkdocs_plugin, "build", build)
    target = built(folder)
    assert len(seen) == 1
    assert (target / "briefings" / "a" / "index.html").is_file()
    assert {path.name for path in folder.iterdir()} == {"content", "mkdocs.yml", "site"}


@pytest.mark.parametrize(
    "config, message",
    [
        ("site_name: S\ntheme: nosuch\n", "mkdocs.yml: theme: Unrecognised theme name: 'nosuch'"),
        ("site_name: [1]\n", "mkdocs.yml: site_name: Expected type"),
        ("site_name: S\nplugins: [nosuch]\n", 'The "nosuch" plugin is not installed'),
        ("site_name: S\nplugins: 3\n", "mkdocs.yml: plugins: "),
        ("site_name: S\nmarkdown_extensions: [nosuch]\n", "Failed to load extension 'nosuch'"),
        ("site_name: S\ntheme: {name: material, custom_dir: nowhere}\n", "custom_dir"),
        ("site_name: S\ndocs_dir: nowhere\n", "mkdocs.yml: docs_dir: "),
        ("site_name: S\nsite_dir: content/site\n", "mkdocs.yml: site_dir: "),
        ("site_name: S\ndocs_dir: .\n", "docs_dir"),
        ("site_name: S\nhooks: [no.py]\n", "hooks"),
        ("site_name: S\nsite_dir: .\n", "site"),
        ("site_name: S\nx: !!python/name:no.such\n", "no"),
    ],
)
def test_a_config_that_mkdocs_refuses_is_told(config: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SiteError) as error:
        built(project(tmp_path, config))
    assert message in str(error.value)
    assert "Traceback" not in str(error.value)
    assert {path.name for path in tmp_path.iterdir()} == {"content", "mkdocs.yml"}


def test_a_project_without_content_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: S\n")
    with pytest.raises(SiteError, match=r"docs_dir: The path '.*content' isn't an existing"):
        built(tmp_path)


def test_a_language_and_a_template_that_the_theme_lacks_are_told(tmp_path: Path) -> None:
    folder = project(tmp_path, "site_name: S\ntheme: {name: material, language: xx}\n")
    with pytest.raises(SiteError, match=r"mkdocs\.yml: The theme has no words in .* `xx`\.$"):
        built(folder)
    (folder / "mkdocs.yml").write_text("site_name: S\ntheme: {name: material, custom_dir: mine}\n")
    (folder / "mine").mkdir()
    (folder / "mine" / "main.html").write_text('{% include "no.html" %}')
    with pytest.raises(SiteError, match=r"The theme has no template `no\.html`\.$"):
        built(folder)


def test_a_theme_with_a_fault_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, "site_name: S\ntheme: {name: material, custom_dir: mine}\n")
    (folder / "mine").mkdir()
    (folder / "mine" / "main.html").write_text("{% if %}")
    monkeypatch.delenv("BRIEFING_DEBUG", raising=False)
    told = r"mine/main\.html:1: TemplateSyntaxError: Expected an expression"
    with pytest.raises(SiteError, match=told):
        built(folder)
    (folder / "mine" / "main.html").write_text("<p>\n{{ nothing.there }}")
    with pytest.raises(SiteError, match=r"mine/main\.html:2: UndefinedError"):
        built(folder)
    (folder / "mine" / "main.html").write_text("{% if %}")
    monkeypatch.setenv("BRIEFING_DEBUG", "1")
    with pytest.raises(Exception, match="Expected an expression") as error:
        built(folder)
    assert not isinstance(error.value, SiteError)


def test_a_page_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "content" / "bad.md").write_bytes(b"\xff\xfe")
    with pytest.raises(SiteError, match="could not be built"):
        built(folder)


def test_mkdocs_messages_are_shown_once_and_its_logger_is_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import logging

    logger = logging.getLogger("mkdocs")
    before = (list(logger.handlers), logger.level)
    folder = project(tmp_path, UNRECOGNIZED)
    (folder / "content" / "about.md").write_text("[x](nowhere)")
    built(folder)
    built(folder)
    assert capsys.readouterr().err.count("nowhere") == 2
    assert (list(logger.handlers), logger.level) == before


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing is served at {address}")


def until(address: str, words: str) -> str:
    for _ in range(100):
        text = fetch(address)
        if words in text:
            return text
        time.sleep(0.1)
    pytest.fail(f"{words!r} never stood at {address}")


def searched(address: str) -> str:
    """Give the first of what the search finds."""
    folder = json.loads(fetch(f"{address}/assets/search/index.json"))["folder"]
    return fetch(f"{address}/assets/search/{folder}/r0.json")


@dataclass(frozen=True)
class Serving:
    """A running `briefing serve`."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def said(self, words: str) -> None:
        """Wait until it says something."""
        for _ in range(100):
            if words in self.log.read_text():
                return
            time.sleep(0.1)
        pytest.fail(f"{words!r} was never said: {self.log.read_text()}")

    def stop(self) -> str:
        """End it as Ctrl-C does; gives all that it said."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(timeout=20) == 0
        text = self.log.read_text()
        assert "Traceback" not in text
        return text


@contextmanager
def serving(folder: Path) -> Iterator[Serving]:
    port, log = free_port(), folder.parent / f"{folder.name}.log"
    command = [sys.executable, "-c", RUN, "serve", "--address", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": str(Path(site.__file__).parent.parent)}
    with (
        log.open("wb") as stderr,
        subprocess.Popen(command, cwd=folder, env=environment, stderr=stderr) as process,
    ):
        try:
            yield Serving(f"http://127.0.0.1:{port}", process, log)
        finally:
            process.kill()


def test_serve_shows_changes_and_ends_quietly(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    about = folder / "content" / "about.md"
    about.write_text("# First\n")
    with serving(folder) as running:
        assert "First" in fetch(f"{running.address}/about/")
        assert "First" in searched(running.address)
        about.write_text("# Second\n")
        until(f"{running.address}/about/", "Second")
        assert "Second" in searched(running.address)
        said = running.stop()
    assert re.search(r"Serving on http://127\.0\.0\.1:\d+/", said)
    assert said.endswith("Stopped.\n")


def test_serve_goes_on_showing_the_last_good_site(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    about = folder / "content" / "about.md"
    about.write_text("# First\n")
    with serving(folder) as running:
        assert "First" in fetch(f"{running.address}/about/")
        (folder / "mkdocs.yml").write_text("site_name: [\n")
        about.write_text("# Second\n")
        running.said("Error: mkdocs.yml is not YAML: line 2, column 1: ")
        running.said("The last good site is shown.")
        assert "First" in fetch(f"{running.address}/about/")
        (folder / "mkdocs.yml").write_text("site_name: Mended\n")
        assert "Mended" in until(f"{running.address}/about/", "Second")
        running.stop()


def test_an_address_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SiteError, match=rf"127\.0\.0\.1:{port}/: Address already in use\."):
            serve_site(read_project(project(tmp_path)), ("127.0.0.1", port))
