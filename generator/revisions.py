"""The content at another time: a folder, or a revision of the project's git repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class RevisionError(Exception):
    """What was named is no folder and no revision; the message says so to the user."""


@contextmanager
def folder_of(name: str, project: Path) -> Iterator[Path]:
    """Give the folder of a site as `name` has it: a folder itself, or git's revision of `project`.

    A revision is written into a temporary folder; the work tree and the index stay as they are.
    """
    if name and Path(name).is_dir():
        if not (Path(name) / "content").is_dir():
            raise RevisionError(f"`{name}` is no folder of a site: there is no content/ in it.")
        yield Path(name)
        return
    commit = _git(
        project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if not commit:
        raise RevisionError(
            f"`{name}` is neither a folder nor a revision that git knows in {project.resolve()}."
        )
    archive = _git(project, "archive", "--format=tar", commit.decode().strip())
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, members=_plain(tar), filter="data")
        yield Path(folder)


def _plain(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Give files and folders: a link could lead out of the folder, and content has none."""
    return (member for member in tar if member.isfile() or member.isdir())


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder; gives what it prints, or nothing if it failed."""
    try:
        run = subprocess.run(  # noqa: S603 - git, with arguments that are no options
            ["git", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed: name two folders instead.") from None
    return run.stdout if run.returncode == 0 else b""
