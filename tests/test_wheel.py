"""The built distributions: what is in them, and that the wheel works away from the checkout."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import generator
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

ARTICLE = """\
---
title: A quotation in an article
date: 2025-05-20
description: One sentence.
---

The mayor spoke. [“It is done,”]{#done .quote by="Jane Doe"} she said.
"""
CONFIGURATION = """\
site_name: Elsewhere
docs_dir: content
theme: {name: material, font: false}
plugins: [search, briefing]
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program without anything of this checkout on its path; give what it prints."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the unpacked sdist, which thus has all that it takes."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    source = next(folder.iterdir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def briefing(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed elsewhere; the packages it needs are lent by this environment."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python"]
    run(*pip, scripts / "python", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    packages = sysconfig.get_path("purelib", vars={"base": str(folder)})
    # A path in a .pth file lends the packages, not the editable install of this checkout,
    # which is a .pth file itself.
    Path(packages, "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / "briefing"


def files_of(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_carries_the_package_and_the_templates(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    templates = {f"generator/{name}" for name in files_of("site_templates")}
    assert templates
    assert names == files_of("generator") | templates


def test_the_sdist_carries_the_project_and_nothing_made_from_it(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "CHANGELOG.md", "Makefile", "mkdocs.yml"} <= names
    assert files_of("generator") | files_of("site_templates") <= names
    tops = {name.partition("/")[0] for name in names}
    assert tops.isdisjoint({".venv", "build", "site", "sources", ".git"})


def test_the_wheel_builds_a_site_elsewhere(briefing: Path, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    article = tmp_path / "content" / "articles" / "2025-05-20-a-quotation.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE, encoding="utf-8")

    assert generator.__version__ in run(briefing, "--version", cwd=tmp_path)
    run(briefing, "check", cwd=tmp_path)
    run(briefing, "build", cwd=tmp_path)

    page = tmp_path / "site" / "briefings" / article.stem / "index.html"
    assert "It is done" in page.read_text(encoding="utf-8")
