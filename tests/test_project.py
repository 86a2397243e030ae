"""The files around the program: workflows, pins, changelog, licence."""

import re
import subprocess
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

PINNED = re.compile(
    r"(?P<action>[\w-]+/[\w/-]+)@(?P<hash>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)"
)
# Addresses of package indexes and folders of somebody's machine.
LEAKS = re.compile(
    r"(--|_|\b)(extra-)?index-url\b|--find-links\b|pythonhosted\.org|pypi\.org/simple"
    r"|(?<![\w.-])/(root|home|Users|work|opt)/\w"
)


@cache
def tracked() -> tuple[Path, ...]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def workflow(path: Path) -> dict[str, Any]:
    # BaseLoader: strings stay strings, and the key `on` stays `on`.
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return loaded


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize(
    "name",
    [
        *("pyproject.toml", "README.md", "mkdocs.yml", "Makefile", "LICENSE", "CHANGELOG.md"),
        *("SECURITY.md", "constraints.txt", ".ci/run", ".editorconfig", ".gitattributes"),
        *(".gitignore", "generator/README.md", "content/articles", "content/people"),
        *("content/stories", "site_templates/pages", "site_templates/theme", "tests/spec"),
    ],
)
def test_what_belongs_to_the_project_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_no_tracked_file_names_a_package_index_or_a_machines_folder() -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        if path != Path(__file__) and (leak := LEAKS.search(text)):
            found.append(f"{path.relative_to(ROOT)}: {leak[0]}")
    assert found == []


def test_every_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    used = [
        match[1]
        for path in WORKFLOWS
        for match in re.finditer(r"\buses: *(.*)", path.read_text(encoding="utf-8"))
    ]
    assert used
    assert [use for use in used if not PINNED.fullmatch(use)] == []
    actions = {use.partition("@")[0] for use in used}
    assert len(set(used)) == len(actions), "one action is used in two versions"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_have_no_more_rights_than_they_need(path: Path) -> None:
    content = workflow(path)
    assert content["permissions"] == {}
    assert set(content["on"]) <= {"push", "pull_request", "workflow_dispatch"}
    for name, job in content["jobs"].items():
        rights = {right for right, level in job["permissions"].items() if level == "write"}
        assert rights == ({"pages", "id-token"} if name == "deploy" else set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_keep_no_token_and_run_only_make(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
        assert step.get("run", "make ").startswith("make ")
        # An expression put into a script is how the title of a pull request becomes a command.
        assert "${{" not in step.get("run", "")


def test_every_requirement_is_pinned_to_a_version_that_it_allows() -> None:
    declared = [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["test"],
    ]
    pinned = pins()
    for requirement in map(Requirement, declared):
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier


def test_what_the_requirements_require_is_pinned_too() -> None:
    waiting = [Requirement("briefing-site[test]")]
    seen = set()
    while waiting:
        parent = waiting.pop()
        if str(parent) in seen:
            continue
        seen.add(str(parent))
        try:
            children = [Requirement(text) for text in requires(parent.name) or ()]
        except PackageNotFoundError:
            pytest.fail(f"{parent.name} is required and not installed")
        for extra in parent.extras or {""}:
            waiting += [
                child
                for child in children
                if not child.marker or child.marker.evaluate({"extra": extra})
            ]
    names = {canonicalize_name(Requirement(text).name) for text in seen} - {"briefing-site"}
    assert names - set(pins()) == set()


def test_every_pinned_package_admits_the_oldest_python() -> None:
    """The environment of the tests may be newer, so that it would not notice."""
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=") + ".0"
    needs = {name: str(metadata(name).json.get("requires_python", "")) for name in pins()}
    too_new = {name: need for name, need in needs.items() if oldest not in SpecifierSet(need)}
    assert too_new == {}


def test_the_changelog_keeps_its_format() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Changelog"
    versions = [line for line in lines if line.startswith("## ")]
    assert versions[0] == "## [Unreleased]"
    released = re.compile(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}")
    assert [line for line in versions[1:] if not released.fullmatch(line)] == []
    kinds = {line.removeprefix("### ") for line in lines if line.startswith("### ")}
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_licence_is_mit() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n\nCopyright (c) 2026 Briefing contributors\n")
    assert PROJECT["project"]["license"] == "MIT"
