"""A site whose every text is markup somewhere, as an author could write it."""

from tests.strategies import HOSTILE
from tests.test_laws import HARMLESS, Texts, project_of

TEXTS = [Texts(HOSTILE[n:] + HOSTILE[:n], n) for n in range(0, len(HOSTILE), 3)]
"""Each text in every third place; `test_laws.py` puts each into every place."""
PLAIN = Texts(HARMLESS, 999)
HUGE = "<b>&{{x}}\u202e" * 5000 + "end"
"""As much as 64 KiB of it."""
TITLE = "<b>&x\u202e" * 5000 + "end"

CONFIG = """\
site_name: S
site_url: http://127.0.0.1:8000/repo/
theme:
  name: material
  font: false
  features: [navigation.tabs]
nav:
- Home: index.md
- Archive: archive/index.md
plugins:
- briefing: {corrections_link: "mailto:x@example.org?subject={address}"}
"""


def _huge() -> str:
    words = "".join(f"\\{letter}" if letter in "<&{}>*_" else letter for letter in HUGE)
    return f"""\
---
title: {TITLE}
date: 2025-05-21
sources: {{a: {{publisher: A}}}}
---
[“{words}”]{{#words .quote by="K"}} and [{words}]{{#gap .gap ask="{HUGE}?"}}.
"""


FILES: dict[str, str | bytes] = {
    **project_of([*TEXTS, PLAIN]),
    "content/articles/2025-05-21-huge.md": _huge(),
    "mkdocs.yml": CONFIG,
}
