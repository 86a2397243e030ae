"""The main text of a saved page: without menus, captions, teasers, comments and the like."""

from __future__ import annotations

import re

_NOTE = re.compile(r"(?<=[.,;:!?”’»])(?=<sup\b)", re.IGNORECASE)
_UNREAD = ["del", "s", "strike", "template", "datalist", "rp", "noscript"]


def main_text(html: str) -> str:
    """Give the main text of a page, or nothing where none is made out."""
    from resiliparse.extract.html2text import extract_plain_text  # only for who stores pages

    return extract_plain_text(
        _NOTE.sub(" ", html),
        main_content=True,
        preserve_formatting=True,
        alt_texts=False,
        list_bullets=False,
        skip_elements=_UNREAD,
    ).strip()
