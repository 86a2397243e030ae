"""Every page, style and picture of the sites is valid: the Nu HTML checker finds nothing.

The checker is the one of the W3C. It comes by `npm ci` in `tests/tools` (the Makefile does that),
and needs Java.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

JAR = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"
NO_CHECKER = (
    "no HTML checker: it takes Java and Node (Debian, Ubuntu: apt install default-jre-headless "
    "nodejs npm), then `make test`, or `npm ci --ignore-scripts` in tests/tools"
)
UNKNOWN_TO_IT = re.compile(
    # Placing one box beside another is younger than the checker; `@supports` stands around it.
    r"CSS: “(anchor-scope|anchor-name|position-anchor)”: Property .* doesn't exist"
    r"|CSS: “top”: Parse Error"
    # What markdown-it and the theme write; it is allowed and changes nothing.
    r"|Trailing slash on void elements has no effect"
)


class Finding(NamedTuple):
    """What the checker says of a place in a file."""

    file: str
    line: int
    message: str


@pytest.fixture(scope="module")
def java() -> str:
    found = shutil.which("java")
    if found is None or not JAR.is_file():
        if os.environ.get("REQUIRE_VALIDATOR") == "1":
            pytest.fail(NO_CHECKER)
        pytest.skip(NO_CHECKER)
    return found


def findings(java: str, *folders: Path) -> Iterator[Finding]:
    """Run the checker once over all files: it is slow to start."""
    options = [
        "--format",
        "json",
        "--stdout",
        "--also-check-css",
        "--also-check-svg",
        "--no-langdetect",
    ]
    files = [
        str(file)
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.suffix in {".html", ".css", ".svg"}
    ]
    run = subprocess.run(
        [java, "-jar", str(JAR), *options, *files],
        capture_output=True,
        text=True,
        check=False,
    )
    for message in json.loads(run.stdout)["messages"]:
        if not UNKNOWN_TO_IT.match(message["message"]):
            file = message.get("url", "").partition(":")[2]
            yield Finding(file, message.get("lastLine", 0), message["message"])


def test_no_page_style_or_picture_is_invalid(
    java: str, shipped_site: Path, stress_site: Path, hostile_site: Path, mails: Path
) -> None:
    assert list(findings(java, shipped_site, stress_site, hostile_site, mails)) == []


def test_the_checker_sees_what_is_wrong(java: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>A</title><p><div id=a></p><i id=a>")
    (tmp_path / "b.css").write_text("a { colour: red }")
    (tmp_path / "c.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><nothing/></svg>')
    files = {Path(finding.file).name for finding in findings(java, tmp_path)}
    assert files == {"a.html", "b.css", "c.svg"}
