"""What several test modules share: the program, a web server, a browser."""

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from socketserver import BaseServer
from typing import Protocol
from urllib.parse import urlsplit

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "no Chromium found: install one (Debian, Ubuntu: apt install chromium) "
    "or name it in BRIEFING_CHROMIUM"
)
# No sandbox for root, no graphics card, and nothing that calls its maker's hosts.
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A slow machine is no failure, and a run in CI can be repeated exactly.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Finished:
    """How a run of the program ended."""

    code: int
    stdout: str
    stderr: str


class Run(Protocol):
    def __call__(self, *arguments: str, cwd: Path) -> Finished: ...


class Serve(Protocol):
    def __call__(self, folder: Path, prefix: str = "/") -> str: ...


@pytest.fixture
def run_briefing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process: `run_briefing("check", cwd=folder)`."""
    from generator.cli import main

    def run(*arguments: str, cwd: Path) -> Finished:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.chdir(cwd)
            patch.setattr(sys, "argv", ["briefing", *arguments])
            with pytest.raises(SystemExit) as end:
                sys.exit(main())  # as the installed script does
        code = end.value.code
        captured = capsys.readouterr()
        return Finished(code if isinstance(code, int) else int(bool(code)), *captured)

    return run


def handler_of(folder: Path, prefix: str) -> type[SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        """Serves the folder below the prefix, and nothing beside it."""

        def __init__(self, request: socket, client: tuple[str, int], server: BaseServer) -> None:
            super().__init__(request, client, server, directory=str(folder))

        def translate_path(self, path: str) -> str:
            if not path.startswith(prefix):
                return str(folder / "there is no such file")
            return super().translate_path("/" + path.removeprefix(prefix))

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answer requests at a free port; gives the address, without a last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def served(folder: Path, prefix: str) -> Iterator[str]:
    with listening(handler_of(folder, prefix)) as address:
        yield address + prefix


@pytest.fixture
def serve_directory() -> Iterator[Serve]:
    """Serve a folder: `serve_directory(site, "/repo/")` is its address, with the last slash."""
    with ExitStack() as stack:

        def serve(folder: Path, prefix: str = "/") -> str:
            return stack.enter_context(served(folder, prefix))

        yield serve


def find_browser() -> str | None:
    named = os.environ.get("BRIEFING_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = find_browser()
    if executable is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site; no test may change it."""
    from generator.project import read_project
    from generator.site import build_site

    return build_site(read_project(ROOT), tmp_path_factory.mktemp("shipped") / "site")[0]


@pytest.fixture(scope="session")
def stress_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages that are hard to lay out; no test may change it."""
    from generator.project import read_project
    from generator.site import build_site
    from tests.stress import FILES
    from tests.test_laws import put

    return build_site(read_project(put(tmp_path_factory.mktemp("stress"), FILES)))[0]


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose every text is markup somewhere; no test may change it."""
    from generator.project import read_project
    from generator.site import build_site
    from tests.hostile import FILES
    from tests.test_laws import put

    return build_site(read_project(put(tmp_path_factory.mktemp("hostile"), FILES)))[0]


@pytest.fixture(scope="session")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mails of all months of the example site and of the hostile one."""
    from generator.content import check_content
    from generator.digests import digests, month_of
    from generator.mailing import mail_of
    from generator.project import read_project
    from tests.hostile import FILES
    from tests.test_laws import put

    out = tmp_path_factory.mktemp("mails")
    hostile = put(tmp_path_factory.mktemp("hostile"), FILES)
    for name, folder in (("example", ROOT), ("hostile", hostile)):
        settings = read_project(folder).settings
        checked = check_content(folder, settings)
        for digest in digests(checked.corpus, month_of):
            file = out / f"{name}-{digest.period.name}.html"
            file.write_text(mail_of(checked, settings, digest).html, encoding="utf-8")
    return out


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page. The test fails if a script fails or anything leaves this machine."""
    requested: list[str] = []
    errors: list[str] = []
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    local = ("127.0.0.1", "", None)  # without a host: data: and blob:
    assert [url for url in requested if urlsplit(url).hostname not in local] == []
    assert errors == []
