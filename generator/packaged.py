"""Where the package's own templates, messages and theme are."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = "site_templates"
_PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """Give a folder of `site_templates/`: it is in an installed package, or beside a checkout's."""
    inside = _PACKAGE / TEMPLATES / name
    return inside if inside.is_dir() else _PACKAGE.parent / TEMPLATES / name
