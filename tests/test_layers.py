"""Who may import whom: the contracts stand in pyproject.toml under `tool.importlinter`."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

from tests.conftest import ROOT


def test_imports_keep_to_the_layers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)  # the linter looks for the package here
    status = lint_imports(no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize("module", ["generator.cli", "generator.build", "generator.dialect"])
def test_a_check_does_not_wait_for_mkdocs(module: str) -> None:
    code = f"import sys, {module}; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
