"""The command `briefing`: thin, and quick to start because each command imports what it needs."""

from __future__ import annotations

import gc
import io
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__

if TYPE_CHECKING:
    import datetime as dt

    from generator.diagnostics import Diagnostic
    from generator.mailing import Mail
    from generator.project import Project

FINE, BAD_CONTENT, WRONG_USE, INTERRUPTED, DEFECT = 0, 1, 2, 130, 70
PAGES = Path("build", "pages")
DIGESTS = Path("build", "digests")
MAX_PORT = 65_535

project_option = click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="the current folder",
    help="Folder of the site: the one with mkdocs.yml and content/.",
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
drafts_option = click.option(
    "--drafts", is_flag=True, help="Include articles with `status: draft`."
)


class _BadContent(click.ClickException):
    """Ends a command because of the content, or of what the site is made of."""

    exit_code = BAD_CONTENT


class _WrongUse(click.ClickException):
    """Ends a command that cannot do what was asked for."""

    exit_code = WRONG_USE


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing")
def briefing() -> None:
    """Turn annotated articles into a site of briefings.

    You write articles in content/articles/ and mark in them who said what. `briefing check`
    tells what is wrong and where; `briefing build` makes the site.

    Exit codes: 0 all is well, 1 the content has errors, 2 the command was used wrongly.
    """


@briefing.command()
@click.argument("named", metavar="[FOLDER]", type=click.Path(path_type=Path), required=False)
@project_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="`text` for people, `github` for annotations in a workflow, `json` for programs.",
)
@strict_option
@drafts_option
def check(named: Path | None, folder: Path, form: str, strict: bool, drafts: bool) -> None:
    """Check all articles and write nothing.

    Reports everything that is wrong, with file, line and column. FOLDER is the folder of the
    site, the current one if none is named.
    """
    from generator import report
    from generator.content import check_content
    from generator.progress import progress

    project = _project(named or folder, strict=strict, drafts=drafts)
    with progress("Checking the articles"):
        checked = check_content(project.folder, project.settings)
    found = checked.diagnostics
    if form == "text":
        color = report.wants_color(sys.stdout)
        closing = _summary(len(checked.inputs.articles), found)
        click.echo(report.as_text(found, color=color, closing=closing), nl=False, color=color)
    else:
        write = report.as_github if form == "github" else report.as_json
        click.echo(write(found), nl=False)
    sys.exit(_code(found))


@briefing.command()
@project_option
@strict_option
@drafts_option
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    show_default="`site_dir` of mkdocs.yml, or site/",
    help="Folder to build into.",
)
def build(folder: Path, strict: bool, drafts: bool, site_dir: Path | None) -> None:
    """Build the site.

    With errors in the articles nothing is built, and the site that was built before stays.
    The generated pages are also written to build/pages/, where they can be read.
    """
    from generator.progress import progress
    from generator.write import write_pages

    start = time.monotonic()
    project = _project(folder, strict=strict, drafts=drafts)
    with progress("Building the site"):
        from generator.site import SiteError, build_site

        try:
            target, built = build_site(project, site_dir)
        except SiteError as error:
            raise _problem(str(error), error.code) from None
    language = project.settings.language
    folder = project.folder / PAGES
    written = write_pages(built.pages, built.links, folder, language=language, files=built.files)
    _report(written)
    seconds = time.monotonic() - start
    summary = _summary(built.articles, built.diagnostics)
    click.echo(f"{summary}. The site is in {_short(target)} ({seconds:.1f} s).")
    _say_what_lacks(project)


@briefing.command()
@project_option
@strict_option
@drafts_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder to write to: an empty or a new one, or one that this command wrote.",
)
def pages(folder: Path, strict: bool, drafts: bool, out: Path) -> None:
    """Write the pages of the site as Markdown, for another builder.

    OUT gets docs/ with all pages, theme/ with the theme's files, and a mkdocs.yml with which
    MkDocs, or a builder that reads its files, makes the same site.
    """
    from generator.build import build
    from generator.export import export
    from generator.progress import progress

    project = _project(folder, strict=strict, drafts=drafts)
    with progress("Making the pages"):
        built = build(project.folder, project.settings)
        written = () if built.has_errors else export(project, built, out)
    _report(built.diagnostics)
    for notice in built.notices:
        click.echo(f"Note: {notice}", err=True)
    summary = _summary(built.articles, built.diagnostics)
    if built.has_errors:
        raise _BadContent(f"{summary}. Nothing was written.")
    _report(written)
    click.echo(f"{summary}. The pages are in {_short(out)}.")
    _say_what_lacks(project)


@briefing.command()
@project_option
@strict_option
@drafts_option
@click.option(
    "--address",
    metavar="HOST:PORT",
    callback=lambda _context, _option, value: _host_and_port(value),
    show_default="`dev_addr` of mkdocs.yml, or 127.0.0.1:8000",
    help="Where the site is shown.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(
    folder: Path, strict: bool, drafts: bool, address: tuple[str, int] | None, open_browser: bool
) -> None:
    """Show the site and build it anew on every change.

    A change with errors is reported, and the site stays as it was. End with Ctrl-C.
    """
    from generator.serving import serve_site
    from generator.site import SiteError

    project = _project(folder, strict=strict, drafts=drafts)
    try:
        serve_site(project, address, open_browser=open_browser)
    except SiteError as error:
        raise _problem(str(error), error.code) from None


@briefing.command()
@project_option
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    show_default="the newest date in the content",
    help="Day on which the words were compared, as YYYY-MM-DD: it is written into the records and "
    "shown to readers.",
)
def verify(folder: Path, day: dt.datetime | None) -> None:
    """Compare quotations with the stored texts of their sources.

    What is found is written to sources/NAME.checks.yml, so that a build without the texts can
    show it. A source names its text with `text:` in an article's front matter. Words that are
    not in their text are looked for in all others.

    No clock is read: without --date the records are of the newest date in the content.
    """
    from generator.content import check_content
    from generator.diagnostics import Code, Severity
    from generator.verify import report as found_in
    from generator.verify import too_early
    from generator.verify import verify as records_of
    from generator.write import write_file

    project = _project(folder, strict=False, drafts=True)
    checked = check_content(project.folder, project.settings)
    _report(checked.diagnostics)
    findings = {Code.WORDS_DIFFER, Code.WORDS_NOT_FOUND, Code.CHECKS_EDITED}
    codes = {d.code for d in checked.diagnostics if d.code.severity is Severity.ERROR}
    if codes - findings:
        raise _BadContent("The content has other errors than in its words: nothing was written.")
    corpus, inputs = checked.corpus, checked.inputs
    date = day.date() if day else corpus.today
    if date and (one := too_early(corpus, inputs, date)):
        raise _WrongUse(f"{date} is before the date of the article {one.stem}.")
    records = records_of(corpus, checked.checks, inputs, date) if date else {}
    click.echo(found_in(corpus, checked.checks, inputs), nl=False)
    for name, text in records.items():
        write_file(project.folder / "sources", name, text.encode())
        click.echo(f"Recorded in sources/{name}, as of {date}.")
    if not records:
        click.echo("No source names a text that is in sources/: there is nothing to compare.")
    sys.exit(_code(checked.diagnostics))


@briefing.command()
@project_option
@click.option("--week", metavar="YYYY-Www", help="A week by ISO 8601, as 2025-W21.")
@click.option("--month", metavar="YYYY-MM", help="A month, as 2025-05.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    show_default="build/digests/",
    help="Folder to write to: an empty or a new one, or one that this command wrote.",
)
def digest(folder: Path, week: str | None, month: str | None, out: Path | None) -> None:
    """Write what was said, asked and answered in a week or a month, for a mail.

    Without --week or --month it is the newest week that has a briefing. OUT gets an HTML file and
    one of plain text.
    """
    from generator.content import check_content
    from generator.diagnostics import Severity
    from generator.mailing import NoDigestError, chosen, mail_of

    if None not in {week, month}:
        raise _WrongUse("A digest is of a week or of a month: name one of them.")
    project = _project(folder, strict=False, drafts=False)
    if not project.settings.site_url:
        raise _WrongUse(
            "The links of a mail need the site's address: set `site_url` in mkdocs.yml."
        )
    checked = check_content(project.folder, project.settings)
    _report(tuple(d for d in checked.diagnostics if d.severity is Severity.ERROR))
    if _code(checked.diagnostics):
        raise _BadContent("The content has errors: nothing was written.")
    try:
        mail = mail_of(checked, project.settings, chosen(checked.corpus, week, month))
    except NoDigestError as error:
        raise _WrongUse(str(error)) from None
    if mail.problem:
        _report((mail.problem,))
        raise _BadContent("The template has an error: nothing was written.")
    _write_mail(mail, project, out)


def _write_mail(mail: Mail, project: Project, out: Path | None) -> None:
    """Write both files of a mail, but over no file that is somebody else's."""
    from generator.project import refusal
    from generator.write import write_files

    folder = out or project.folder / DIGESTS
    if reason := refusal(folder, project.folder):
        raise _WrongUse(f"The digest cannot be written to {folder}: {reason}.")
    name = f"digest-{mail.period}"
    files = {f"{name}.html": mail.html.encode(), f"{name}.txt": mail.text.encode()}
    _report(write_files(files, folder, others_stay=True))
    click.echo(f"The digest of {mail.period} is in {_short(folder)}{name}.html and {name}.txt.")


@briefing.command()
@click.argument("old")
@click.argument("new", required=False)
@project_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="`text` for people, `markdown` for a pull request, `json` for programs.",
)
def changes(old: str, new: str | None, folder: Path, form: str) -> None:
    """Say what changed in meaning between two versions of the content, and not in typing.

    OLD and NEW are revisions of git (`main`, `HEAD~1`, a tag) or folders of a site; without NEW the
    content as it is now is compared.
    """
    from generator import change_report, report
    from generator.changes import changes as changes_between
    from generator.content import check_content
    from generator.diagnostics import Severity
    from generator.revisions import RevisionError, folder_of

    project = _project(folder, strict=False, drafts=False)
    versions = []
    try:
        for name in (old, new or str(project.folder)):
            with folder_of(name, project.folder) as version:
                checked = check_content(version, project.settings)
            if errors := [d for d in checked.diagnostics if d.severity is Severity.ERROR]:
                text = f"`{name}` has {report.count(errors)}: what has errors may be missing here."
                click.echo(text, err=True)
            versions.append(checked)
    except RevisionError as error:
        raise _WrongUse(str(error)) from None
    before, after = versions
    found = changes_between(before.corpus, after.corpus, before.checks, after.checks)
    write = {"text": change_report.as_text, "json": change_report.as_json}
    click.echo(write.get(form, change_report.as_markdown)(found), nl=False)


def _host_and_port(value: str | None) -> tuple[str, int] | None:
    if value is None:
        return None
    host, _, port = value.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) <= MAX_PORT:
        raise click.BadParameter(f"`{value}` is not of the form HOST:PORT, as 127.0.0.1:8000 is.")
    return host.strip("[]"), int(port)


def _problem(message: str, code: int) -> click.ClickException:
    return _BadContent(message) if code == BAD_CONTENT else _WrongUse(message)


def _project(folder: Path, *, strict: bool, drafts: bool) -> Project:
    from generator.project import ProjectError, read_project

    try:
        return read_project(folder, strict=strict, drafts=drafts)
    except ProjectError as error:
        raise _WrongUse(str(error)) from None


def _code(found: tuple[Diagnostic, ...]) -> int:
    from generator.diagnostics import Severity

    return BAD_CONTENT if any(d.severity is Severity.ERROR for d in found) else FINE


def _report(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Show diagnostics on standard error; end if one of them is an error in what was asked for."""
    from generator import report
    from generator.diagnostics import Code

    color = report.wants_color(sys.stderr)
    text = report.as_text(diagnostics, color=color, closing="")
    click.echo(text, nl=False, err=True, color=color)
    if any(diagnostic.code is Code.OUTPUT_REFUSED for diagnostic in diagnostics):
        sys.exit(WRONG_USE)


def _summary(articles: int, found: tuple[Diagnostic, ...]) -> str:
    from generator import report
    from generator.terminal import numbered

    where = "" if articles else " (one file each in content/articles/)"
    return f"{numbered(articles, 'article')}{where}, {report.count(found)}"


def _say_what_lacks(project: Project) -> None:
    from generator.feeds import NO_ADDRESS

    if not project.settings.site_url:
        click.echo(NO_ADDRESS)


def _short(path: Path) -> str:
    """Write a folder as seen from the current one, if it lies below."""
    from generator.project import seen_from_here

    return f"{seen_from_here(path)}{os.sep}"


def main() -> int:
    """Run the command line; gives the exit code."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter
    # Content is many small values that all stay; looking through them for garbage finds none.
    gc.set_threshold(100_000, 50, 50)
    try:
        return _run()
    except BrokenPipeError:  # the reader of the output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"Error: {error.strerror or error}{where}", err=True)
        return WRONG_USE
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        click.echo(
            f"This is a defect in briefing {__version__}, not in your articles: "
            f"{type(error).__name__}: {error}\n"
            "Please report it with what BRIEFING_DEBUG=1 prints when you run the command again.",
            err=True,
        )
        return DEFECT


def _run() -> int:
    try:
        result = briefing.main(prog_name="briefing", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    return result if isinstance(result, int) else FINE
