"""Stage check: quotations compared with the stored texts of their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checked import Check
    from generator.corpus import Corpus
    from generator.diagnostics import Diagnostic
    from generator.source import Source


def check(
    corpus: Corpus, texts: Mapping[str, Source]
) -> tuple[dict[tuple[str, str], Check], tuple[Diagnostic, ...]]:
    """Compare."""
    return {}, ()
