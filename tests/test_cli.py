"""The commands as an author meets them: what they print, where, and how they end."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import generator
from generator import cli, progress
from generator.feeds import NO_ADDRESS
from tests.conftest import ROOT, Run

RUN = "import sys; from generator.cli import main; sys.exit(main())"
ARTICLE = """\
---
title: First
date: 2025-01-01
status: published
---
[Something stands.]{.fact} [“Words,”]{.quote by="Jane Doe"} she said. <b>
"""
BROKEN = ARTICLE.replace(".quote", ".qoute")
COMMANDS = ("check", "build", "pages", "serve")


def site(folder: Path, article: str = ARTICLE.replace(" <b>", "")) -> Path:
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: S\n")
    (folder / "content" / "articles" / "2025-01-01-a.md").write_text(article, encoding="utf-8")
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "article, flags, code, closing",
    [
        (ARTICLE.replace(" <b>", ""), [], 0, "1 article, 0 errors, 0 warnings"),
        (ARTICLE, [], 0, "1 article, 0 errors, 1 warning"),
        (ARTICLE, ["--strict"], 1, "1 article, 1 error, 0 warnings"),
        (BROKEN, [], 1, "1 article, 1 error, 1 warning"),
    ],
)
def test_check_says_what_is_wrong_and_writes_nothing(
    article: str, flags: list[str], code: int, closing: str, *, tmp_path: Path, run_briefing: Run
) -> None:
    site(tmp_path, article)
    before = files(tmp_path)
    result = run_briefing("check", *flags, cwd=tmp_path)
    assert result.code == code
    assert result.stdout.endswith(f"{closing}\n")
    assert result.stderr == ""
    assert files(tmp_path) == before


def test_check_writes_for_people_github_and_programs(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path, BROKEN)
    text = run_briefing("check", cwd=tmp_path).stdout
    assert "content/articles/2025-01-01-a.md:6:39: error[kind-unknown]:" in text
    assert "\x1b" not in text
    github = run_briefing("check", "--format", "github", cwd=tmp_path).stdout
    assert "::error file=content/articles/2025-01-01-a.md,line=6,col=39," in github
    objects = json.loads(run_briefing("check", "--format", "json", cwd=tmp_path).stdout)
    error = next(item for item in objects if item["code"] == "kind-unknown")
    assert error["path"] == "content/articles/2025-01-01-a.md"
    assert (error["line"], error["column"], error["severity"]) == (6, 39, "error")
    assert error["message"]


def test_check_takes_a_folder_in_two_ways(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path / "there")
    for arguments in (["there"], ["--project", "there"]):
        assert run_briefing("check", *arguments, cwd=tmp_path).code == 0


@pytest.mark.slow
def test_build_makes_the_site_and_the_pages(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path)
    result = run_briefing("build", cwd=tmp_path)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith("1 article, 0 errors, 0 warnings. The site is in site/ (")
    assert (tmp_path / "site" / "briefings" / "2025-01-01-a" / "index.html").is_file()
    assert (tmp_path / "build" / "pages" / "briefings" / "2025-01-01-a.md").is_file()
    again = run_briefing(
        "build", "--site-dir", "elsewhere", "--project", str(tmp_path), cwd=tmp_path
    )
    assert "The site is in elsewhere/" in again.stdout
    assert (tmp_path / "elsewhere" / "index.html").is_file()


@pytest.mark.slow
def test_build_with_errors_leaves_what_is_there(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path)
    run_briefing("build", cwd=tmp_path)
    before = {path: (tmp_path / path).read_bytes() for path in files(tmp_path)}
    article = tmp_path / "content" / "articles" / "2025-01-01-a.md"
    article.write_text(BROKEN, encoding="utf-8")
    result = run_briefing("build", cwd=tmp_path)
    assert result.code == 1
    assert "error[kind-unknown]" in result.stderr
    assert result.stderr.endswith("Error: 1 error, 1 warning. Nothing was built.\n")
    after = {path: (tmp_path / path).read_bytes() for path in files(tmp_path)}
    assert {path for path in after if after[path] != before.get(path)} == {
        "content/articles/2025-01-01-a.md"
    }


@pytest.mark.slow
def test_build_reports_pages_that_were_changed_by_hand(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path)
    run_briefing("build", cwd=tmp_path)
    page = tmp_path / "build" / "pages" / "briefings" / "2025-01-01-a.md"
    page.write_text("mine")
    result = run_briefing("build", cwd=tmp_path)
    assert result.code == 0
    assert "warning[page-edited]" in result.stderr
    assert page.read_text() == "mine"


def test_pages_are_written_for_another_builder(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path / "project", ARTICLE)
    result = run_briefing("pages", "--project", "project", "--out", "out", cwd=tmp_path)
    assert result.code == 0
    told, lacks = result.stdout.splitlines()
    assert told == "1 article, 0 errors, 1 warning. The pages are in out/."
    assert lacks == NO_ADDRESS
    assert "warning[raw-html]" in result.stderr
    assert {"mkdocs.yml", "docs/index.md", "docs/briefings/2025-01-01-a.md"} <= files(
        tmp_path / "out"
    )


def test_pages_with_errors_are_not_written(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path, BROKEN)
    result = run_briefing("pages", "--out", "out", cwd=tmp_path)
    assert result.code == 1
    assert result.stderr.endswith("Error: 1 article, 1 error, 1 warning. Nothing was written.\n")
    assert not (tmp_path / "out").exists()


def test_pages_refuse_a_folder_of_others(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path)
    before = files(tmp_path)
    result = run_briefing("pages", "--out", ".", cwd=tmp_path)
    assert result.code == 2
    assert "error[output-refused]" in result.stderr
    assert files(tmp_path) == before


@pytest.mark.parametrize("out", ["content/out", "sources", "site_templates/x", "..", "content"])
def test_pages_refuse_the_folders_of_the_project(
    out: str, tmp_path: Path, run_briefing: Run
) -> None:
    folder = site(tmp_path / "project")
    before = files(tmp_path)
    result = run_briefing("pages", "--out", out, cwd=folder)
    assert result.code == 2
    assert "error[output-refused]: The pages cannot be written to" in result.stderr
    assert files(tmp_path) == before


@pytest.mark.parametrize("arguments", [["check"], ["build"], ["pages", "--out", "out"], ["serve"]])
@pytest.mark.parametrize(
    "config, message",
    [
        ("use_directory_urls: false\n", "needs `use_directory_urls: true`"),
        ("site_name: !!timestamp foo\n", "line 1, column 12: `foo` cannot be read as"),
    ],
)
def test_a_config_that_no_site_can_have_is_wrong_use(
    config: str, message: str, arguments: list[str], tmp_path: Path, run_briefing: Run
) -> None:
    (site(tmp_path) / "mkdocs.yml").write_text(config)
    result = run_briefing(*arguments, cwd=tmp_path)
    assert result.code == 2
    assert message in result.stderr


@pytest.mark.slow
def test_drafts_are_left_out_unless_asked_for(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path, ARTICLE.replace("published", "draft"))
    page = tmp_path / "site" / "briefings" / "2025-01-01-a" / "index.html"
    assert run_briefing("build", cwd=tmp_path).code == 0
    assert not page.exists()
    assert run_briefing("build", "--drafts", cwd=tmp_path).code == 0
    assert page.exists()


@pytest.mark.parametrize("arguments", [["check"], ["build"], ["pages", "--out", "out"], ["serve"]])
def test_without_a_project_each_command_says_so(
    arguments: list[str], tmp_path: Path, run_briefing: Run
) -> None:
    result = run_briefing(*arguments, cwd=tmp_path)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: There is no mkdocs.yml in ")
    assert files(tmp_path) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"],
        ["check", "--nosuch"],
        ["check", "--format", "xml"],
        ["pages"],
        ["check", "a", "b"],
        ["serve", "--address", "nonsense"],
        ["serve", "--address", "127.0.0.1:x"],
        ["serve", "--address", "127.0.0.1:65536"],
        ["serve", "--address", ""],
    ],
)
def test_wrong_use_is_told_with_how_to_find_help(
    arguments: list[str], tmp_path: Path, run_briefing: Run
) -> None:
    result = run_briefing(*arguments, cwd=tmp_path)
    assert result.code == 2
    assert "--help" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_each_command_explains_itself(
    command: str, flag: str, tmp_path: Path, run_briefing: Run
) -> None:
    result = run_briefing(command, flag, cwd=tmp_path)
    assert result.code == 0
    assert f"Usage: briefing {command} [OPTIONS]" in result.stdout
    assert "--project" in result.stdout


def test_the_help_names_the_commands_and_the_exit_codes(tmp_path: Path, run_briefing: Run) -> None:
    result = run_briefing("--help", cwd=tmp_path)
    assert all(f"\n  {command} " in result.stdout for command in COMMANDS)
    assert "Exit codes" in result.stdout
    assert run_briefing("--version", cwd=tmp_path).stdout == (
        f"briefing, version {generator.__version__}\n"
    )


@pytest.mark.parametrize("arguments", ["--help", "check", "check --format json"])
def test_neither_help_nor_check_loads_mkdocs(arguments: str, tmp_path: Path) -> None:
    site(tmp_path)
    code = (
        f"import sys; sys.argv = {['briefing', *arguments.split()]!r}\n"
        "from generator.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "sys.exit('mkdocs' in sys.modules or 'material' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)


def test_a_defect_is_told_apart_from_wrong_articles(
    tmp_path: Path, run_briefing: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.delenv("BRIEFING_DEBUG", raising=False)
    monkeypatch.setattr("generator.content.check_content", fail)
    result = run_briefing("check", cwd=site(tmp_path))
    assert result.code == 70
    assert "a defect in briefing" in result.stderr
    assert "ZeroDivisionError: by nought" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("BRIEFING_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run_briefing("check", cwd=tmp_path)


def test_a_full_disk_is_told(
    tmp_path: Path, run_briefing: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "out/docs/a.md")

    monkeypatch.setattr("generator.write.os.replace", fail)
    result = run_briefing("pages", "--out", "out", cwd=site(tmp_path))
    assert result.code == 2
    assert result.stderr.endswith("Error: No space left on device: out/docs/a.md\n")


def test_ctrl_c_ends_without_a_traceback(
    tmp_path: Path, run_briefing: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.content.check_content", interrupt)
    result = run_briefing("check", cwd=site(tmp_path))
    assert result.code == 130
    assert result.stderr.strip() == "Interrupted."


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    site(tmp_path, BROKEN * 2000)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "check", "--format", "json"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(timeout=30)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_shows_a_sign_of_life_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SILENT_SECONDS", 0.01)
    monkeypatch.setattr(progress, "_STEP_SECONDS", 0.01)
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.progress("Building"):
        time.sleep(0.2)
    assert "Building … " in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_short_work_and_work_without_a_terminal_show_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (_Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress.progress("Building"):
            pass
        assert stream.getvalue() == ""


def test_a_path_below_here_is_shown_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli._short(tmp_path / "site") == "site/"
    assert cli._short(tmp_path.parent / "other") == f"{tmp_path.parent / 'other'}/"
    assert isinstance(cli._problem("x", 1), click.ClickException)


def test_a_letter_that_the_terminal_lacks_is_no_defect(tmp_path: Path) -> None:
    site(tmp_path, ARTICLE.replace("2025-01-01", "2025-02-30"))
    command = [sys.executable, "-c", "from generator.cli import main; raise SystemExit(main())"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "check"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert rb"\u201c2025-02-30\u201d" in done.stdout
    assert done.stderr == b""


def test_a_name_that_is_not_utf_8_is_told_in_every_form(tmp_path: Path, run_briefing: Run) -> None:
    site(tmp_path)
    (tmp_path / "content" / os.fsdecode(b"b\xff.txt")).write_text("x")
    for form in ("text", "github", "json"):
        result = run_briefing("check", "--format", form, cwd=tmp_path)
        assert result.code == 1
        assert "file-name" in result.stdout
        assert r"\udcff" in result.stdout.replace("\\\\", "\\")


@pytest.mark.slow
def test_copies_of_articles_are_neither_published_nor_counted(
    tmp_path: Path, run_briefing: Run
) -> None:
    site(tmp_path)
    folder = tmp_path / "content" / "articles"
    for name in ("2025-01-01-a.md~", "x.md.save", "x.md.1", "#x.md#", "x.mkd", "x.md.txt"):
        (folder / name).write_text("a secret copy")
    result = run_briefing("build", cwd=tmp_path)
    assert result.stdout.startswith("1 article, ")
    published = [f for f in (tmp_path / "site").rglob("*") if f.is_file()]
    assert not any(b"a secret copy" in f.read_bytes() for f in published)
