"""A folder is replaced as a whole, or not at all."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import staging
from generator.staging import BusyError, locked, recover, replacing
from tests.conftest import ROOT

HOLD = """\
import sys
from pathlib import Path
from generator.staging import replacing
with replacing(Path(sys.argv[1])) as new:
    (new / "half").write_text("half")
    print("held", flush=True)
    sys.stdin.read()
"""


def folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / name).write_text(text)
    return path


def names(path: Path) -> set[str]:
    return {entry.name for entry in path.iterdir()}


def test_what_was_filled_takes_the_place(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", old="old")
    with replacing(site) as new:
        assert new.parent == site.parent
        (new / "new").write_text("new")
        assert names(site) == {"old"}
    assert names(site) == {"new"}
    assert names(tmp_path) == {"site"}


def test_there_need_be_nothing_before(tmp_path: Path) -> None:
    with replacing(tmp_path / "a" / "site") as new:
        (new / "new").write_text("new")
    assert names(tmp_path / "a" / "site") == {"new"}


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_with_a_failure_all_stays(failure: type[BaseException], tmp_path: Path) -> None:
    site = folder(tmp_path / "site", old="old")

    def fill() -> None:
        with replacing(site) as new:
            (new / "new").write_text("half")
            raise failure

    with pytest.raises(failure):
        fill()
    assert names(site) == {"old"}
    assert names(tmp_path) == {"site"}


def test_hidden_files_are_not_a_builders_and_stay(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", old="old")
    folder(site / ".git", HEAD="ref")
    (site / ".nojekyll").write_text("mine")
    with replacing(site) as new:
        (new / ".nojekyll").write_text("new")
    assert names(site) == {".git", ".nojekyll"}
    assert (site / ".git" / "HEAD").read_text() == "ref"
    assert (site / ".nojekyll").read_text() == "new"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    real = folder(tmp_path / "real", old="old")
    (tmp_path / "site").symlink_to(real)
    with replacing(tmp_path / "site") as new:
        (new / "new").write_text("new")
    assert (tmp_path / "site").is_symlink()
    assert names(real) == {"new"}


class _KilledError(BaseException):
    pass


def _kill_at(
    patch: pytest.MonkeyPatch, owner: object, name: str, count: int
) -> Callable[..., object]:
    original: Callable[..., object] = getattr(owner, name)
    left = count

    def fragile(*args: object, **options: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise _KilledError
        return original(*args, **options)

    patch.setattr(owner, name, fragile)
    return original


@pytest.mark.parametrize("renames", range(4))
@pytest.mark.parametrize("removals", range(2))
def test_a_run_killed_at_any_moment_leaves_a_whole_folder(
    renames: int, removals: int, tmp_path: Path
) -> None:
    site = folder(tmp_path / "site", one="old", two="old")
    (site / ".hidden").write_text("mine")
    with pytest.MonkeyPatch.context() as patch:
        _kill_at(patch, Path, "rename", renames)
        _kill_at(patch, shutil, "rmtree", removals)
        try:
            with replacing(site) as new:
                (new / "one").write_text("new")
                (new / "two").write_text("new")
        except _KilledError:
            pass
    recover(site)
    texts = {(site / name).read_text() for name in ("one", "two")}
    assert texts in ({"old"}, {"new"})
    assert (site / ".hidden").read_text() == "mine"
    assert names(tmp_path) == {"site"}


def test_leftovers_of_a_killed_run_are_swept_by_the_next(tmp_path: Path) -> None:
    folder(tmp_path / ".site.briefing-new", half="half")
    site = folder(tmp_path / "site", old="old")
    with replacing(site) as new:
        assert names(new) == set()
    assert names(tmp_path) == {"site"}


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", old="old")
    with replacing(site) as new:
        (new / "new").write_text("new")
        with pytest.raises(BusyError, match=r"Another run of this program is writing to .*site"):
            replacing(site).__enter__()
        assert names(new) == {"new"}
        with replacing(tmp_path / "other") as other:
            (other / "other").write_text("other")
    assert names(site) == {"new"}
    assert names(tmp_path) == {"site", "other"}


def test_a_run_that_is_killed_keeps_nobody_out(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", old="old")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(site)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(BusyError):
            replacing(site).__enter__()
        process.kill()
    assert names(site) == {"old"}
    with replacing(site) as new:
        (new / "new").write_text("new")
    assert names(site) == {"new"}
    assert names(tmp_path) == {"site"}


def test_one_may_wait_for_another_run(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    held = locked(lock, tmp_path)
    held.__enter__()
    timer = threading.Timer(0.2, held.__exit__, (None, None, None))
    timer.start()
    with locked(lock, tmp_path, patience=20):
        assert lock.exists()
    timer.join()
    assert not lock.exists()


def test_a_lock_on_a_file_that_was_removed_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, try_lock = tmp_path / "lock", staging._try_lock

    def late(handle: int) -> bool:
        lock.unlink()
        return try_lock(handle)

    monkeypatch.setattr(staging, "_try_lock", late)
    assert staging._lock(lock) is None
