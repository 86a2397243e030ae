"""Who may import whom: the contracts stand in pyproject.toml under `tool.importlinter`."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


def test_imports_keep_to_the_layers() -> None:
    # In a process of its own: import-linter switches off every logger that exists.
    code = "from importlinter.cli import lint_imports as f; raise SystemExit(f(no_cache=True))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["generator.cli", "generator.build", "generator.dialect"])
def test_a_check_does_not_wait_for_mkdocs(module: str) -> None:
    code = f"import sys, {module}; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("module", ["babel", "fluent", "generator.structured", "jinja2", "PIL"])
def test_a_check_loads_nothing_that_only_makes_pages(module: str) -> None:
    code = f"import sys, generator.content; sys.exit('{module}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
