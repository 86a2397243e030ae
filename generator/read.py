"""Stage read: a project's folder -> texts. The only stage that touches the disk."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from generator.diagnostics import ANEW, Code, Diagnostic, Related
from generator.loading import load, load_stored, trouble_of
from generator.model import Inputs
from generator.schema import KEY_PATTERN
from generator.slugs import slug
from generator.source import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Stored

CONTENT = "content"
SOURCES = "sources"
TEMPLATES = "site_templates/pages"
THEME = "site_templates/theme"
MESSAGES = "site_templates/messages"
MAX_FILE = 8_000_000
"""Bytes of an article's file; a body of 2 million characters and 64 KiB of front matter fit."""
MAX_MESSAGES = 200_000
"""Bytes of a message catalogue: ten times what the package's own have."""
_TEXTS = {".txt", ".html", ".htm", ".yml"}
_STEM = re.compile(KEY_PATTERN)
_BACKUP = re.compile(
    r".*(?:~|\.(?:bak|orig|rej|swp|tmp)|\.(?:md|markdown)[.~].*)|#.*#", re.IGNORECASE | re.DOTALL
)
"""Names of copies that editors leave behind, which may be of drafts: never published."""
_ARTICLE = (".md", ".markdown")
MARKDOWN = (*_ARTICLE, ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for a page; an article or a record has one of the first two."""
_NEARLY_MARKDOWN = (".md.txt", ".markdown.txt", ".mdx", ".mdown", ".mkd", ".mkdn", ".mdwn")
_ORDINARY = {"index.md", "README.md"}


def read(folder: Path) -> tuple[Inputs, tuple[Diagnostic, ...]]:
    """Read everything that a build needs from a project's folder."""
    content = folder / CONTENT
    if not content.is_dir():
        place = Place(CONTENT, 1, 1)
        message = f"there is no folder `{CONTENT}` here"
        hint = "Articles live in `content/articles/`, one file each."
        return Inputs(), (Diagnostic(Code.CONTENT_MISSING, place, message, hint),)
    reader = _Reader(folder)
    for path in _files(content, reader):
        reader.take(path)
    return reader.inputs(), tuple(reader.problems)


def _files(content: Path, reader: _Reader) -> Iterator[str]:
    """Give the files below the content folder, in order, relative to it, without hidden ones."""
    for root, folders, names in os.walk(content, onerror=reader.closed, followlinks=False):
        here = Path(root).relative_to(content)
        seen = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in seen if (Path(root) / name).is_symlink()]
        for name in linked:
            reader.link(here / name)
        folders[:] = [name for name in seen if name not in linked]
        for name in sorted(names):
            if not name.startswith("."):
                yield (here / name).as_posix()


class _Reader:
    """Sorts files by what they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = (folder / CONTENT).resolve()
        self.problems: list[Diagnostic] = []
        self.articles: dict[str, Source] = {}
        self.people: dict[str, Source] = {}
        self.stories: dict[str, Source] = {}
        self.files: set[str] = set()
        self.left_out: set[str] = set()
        self.ordinary: dict[str, Source] = {}
        self.unread: set[str] = set()
        self.messages = self.catalogues()

    def catalogues(self) -> dict[str, Source]:
        """Read the message catalogues of the folder; one that cannot be read is told."""
        folder = self.folder / MESSAGES
        read = {
            f.stem: load(f, f"{MESSAGES}/{f.name}", MAX_MESSAGES)
            for f in sorted(folder.glob("*.ftl"))
        }
        self.problems += [problem for _, problem in read.values() if problem]
        return {name: source for name, (source, _) in read.items() if source}

    def link(self, path: Path) -> None:
        """Take note of a linked folder: it is never followed, so nothing in it is published."""
        if not self.is_inside(self.root / path):
            self.report(Code.FILE_LINK, path.as_posix(), "the link leads out of the content folder")
        else:
            message = "a linked folder is not followed"
            self.report(Code.FILE_LINK, path.as_posix(), message, "Put the files here themselves.")
        self.left_out.add(path.as_posix())

    def closed(self, error: OSError) -> None:
        """Take note of a folder that cannot be listed."""
        path = Path(error.filename).relative_to(self.folder / CONTENT).as_posix()
        self.report(Code.FILE_UNREADABLE, path, f"the folder cannot be opened: {error.strerror}")

    def is_inside(self, file: Path) -> bool:
        """Whether a file lies in the content folder when all links are followed."""
        return Path(os.path.realpath(file)).is_relative_to(self.root)

    def take(self, path: str) -> None:
        """Sort one file."""
        if refusal := self.refusal(path):
            self.report(*refusal)
            self.left_out.add(path)
            return
        kind, key = self.kind(path)
        if kind != "file":
            self.left_out.add(path)
            self.take_record(path, kind, key)
        elif hint := _nearly_read(path):
            self.left_out.add(path)
            self.report(Code.FILE_MISPLACED, path, _MISPLACED, hint)
        elif _is_backup(path):
            self.left_out.add(path)
        else:
            self.take_file(path)

    def take_file(self, path: str) -> None:
        """Take a file that is published as it is."""
        if hint := _nearly_a_record(path):
            self.report(Code.FILE_MISPLACED, path, _MISPLACED, hint)
        self.files.add(path)
        if path.lower().endswith(MARKDOWN) and (source := self.text(path)):
            self.ordinary[path] = source

    def refusal(self, path: str) -> tuple[Code, str, str, str] | None:
        """Say why a file cannot be taken, whatever it is."""
        file = self.root / path
        if _printable(path) != path:
            return Code.FILE_NAME, path, "the name is not UTF-8", "Rename the file."
        if file.is_symlink():
            if not self.is_inside(file):
                return Code.FILE_LINK, path, "the link leads out of the content folder", ""
            target = Path(os.path.realpath(file)).relative_to(self.root).as_posix()
            hidden = self.kind(target)[0] != "file" or _nearly_read(target) or _is_backup(target)
            if hidden and self.kind(path)[0] == "file":
                message = f"the link leads to `{target}`, which would be published as it stands"
                return Code.FILE_LINK, path, message, ""
        trouble = trouble_of(file)
        return (Code.FILE_UNREADABLE, path, trouble, "") if trouble else None

    def take_record(self, path: str, kind: str, key: str) -> None:
        """Read an article or a record, whose name must be a key that no other has."""
        shelf = {"articles": self.articles, "people": self.people, "stories": self.stories}[kind]
        if not _STEM.fullmatch(key):
            hint = "A name is made of lower-case letters, digits and single hyphens."
            suggestion = slug(key)
            hint += f" Call it `{suggestion}.md`." if suggestion else ""
            self.report(Code.FILE_NAME, path, f"`{key}` cannot be the name of a page", hint)
            self.unread.add(path)
            return
        source = self.text(path)
        if source is None:
            self.unread.add(path)
            return
        if key in shelf:
            other = Related(Place(shelf[key].path, 1, 1, 0, shelf[key].line(1)), "the other file")
            message = f"two files have the name `{key}`, which must be unique on the site"
            place = Place(f"{CONTENT}/{path}", 1, 1)
            self.problems.append(Diagnostic(Code.FILE_DUPLICATE, place, message, "", (other,)))
            return
        shelf[key] = source

    def kind(self, path: str) -> tuple[str, str]:
        """Tell what a file is by its path: an article, a record, or a file like any other."""
        folder, _, rest = path.partition("/")
        name = path.rsplit("/", 1)[-1]
        if name in _ORDINARY or not path.lower().endswith(_ARTICLE):
            return "file", ""
        key = name.rpartition(".")[0]
        if folder == "articles":
            return "articles", key
        if folder in {"people", "stories"} and "/" not in rest:
            return folder, key
        return "file", ""

    def text(self, path: str) -> Source | None:
        """Read and decode a text; None, and a report, if that cannot be done."""
        source, problem = load(self.root / path, f"{CONTENT}/{path}", MAX_FILE)
        if problem:
            self.problems.append(problem)
        return source

    def report(self, code: Code, path: str, message: str, hint: str = "") -> None:
        """Record a problem of a whole file."""
        place = Place(f"{CONTENT}/{_printable(path)}", 1, 1)
        self.problems.append(Diagnostic(code, place, message, hint))

    def inputs(self) -> Inputs:
        """Give what was read."""
        return Inputs(
            dict(sorted(self.articles.items())),
            dict(sorted(self.people.items())),
            dict(sorted(self.stories.items())),
            _texts(self.folder / SOURCES),
            _templates(self.folder / TEMPLATES, "*.jinja"),
            frozenset(self.files),
            frozenset(self.left_out),
            frozenset(self.unread),
            dict(sorted(self.ordinary.items())),
            self.messages,
            _templates(self.folder / THEME, "*.html") if self.messages else {},
        )


_MISPLACED = "this file is read neither as an article nor as a record"
_RECORDS = f"Records lie directly in `{CONTENT}/{{}}/`, and their names end in `.md`."


def _printable(path: str) -> str:
    """Write a path so that it can be printed: bytes that are no UTF-8 as escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


def _is_backup(path: str) -> bool:
    return bool(_BACKUP.fullmatch(path.rpartition("/")[2]))


def _nearly_read(path: str) -> str:
    """Say how a file would be named that its name nearly makes one to be read.

    It may hold a draft or an author's comments, so it is not published.
    """
    folder = path.partition("/")[0]
    if not path.lower().endswith(_NEARLY_MARKDOWN):
        return ""
    if folder == "articles":
        return "The name of an article's file ends in `.md`."
    return _RECORDS.format(folder) if folder in {"people", "stories"} else ""


def _nearly_a_record(path: str) -> str:
    """Say where a file belongs that lies nearly where a record does."""
    folder, _, rest = path.partition("/")
    name = rest.rpartition("/")[2]
    if folder not in {"people", "stories"} or name in _ORDINARY:
        return ""
    return _RECORDS.format(folder) if name.lower().endswith(MARKDOWN) else ""


def _texts(folder: Path) -> dict[str, Stored]:
    """Read the records of checks and the stored texts; a bad one is for `check` to report."""
    if not folder.is_dir():
        return {}
    files = sorted(file for file in folder.iterdir() if file.suffix in _TEXTS)
    return {file.name: _stored(file) for file in files}


def _stored(file: Path) -> Stored:
    """Read one text, or say why that cannot be done."""
    if file.is_symlink() and not _is_in_project(file):
        place = Place(f"{SOURCES}/{file.name}", 1, 1)
        message = "the link leads out of the site's folder, or nowhere"
        return Diagnostic(Code.FILE_LINK, place, message, "Put the file itself here.")
    source, problem = load_stored(file, f"{SOURCES}/{file.name}", MAX_FILE)
    if source:
        return source
    problem = cast("Diagnostic", problem)
    hint = ANEW if file.suffix == ".yml" else "Save the text alone, as plain text in UTF-8."
    return replace(problem, suggestion=problem.suggestion or hint)


def _is_in_project(file: Path) -> bool:
    """Whether a link leads to what lies in the site's folder; what is told quotes from it."""
    target = Path(os.path.realpath(file))
    return target.exists() and target.is_relative_to(os.path.realpath(file.parent.parent))


def _templates(folder: Path, names: str) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8", errors="replace")
        for file in sorted(folder.rglob(names))
        if file.is_file()
    }
