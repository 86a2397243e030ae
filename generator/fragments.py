"""Links that lead to words on a page of somebody else's: URL text fragments.

Source: https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from urllib.parse import quote

_OUTER = " \t\n“”„‘’‚«»‹›\"'「」『』.,;:!?…–—-"
_CHANGED = re.compile(r"…|\.\.\.|\[[^\]]*\]")
_LONG = 10
_ENDS = 4


def bare_words(words: str) -> str:
    """Give a quotation's words without the marks and punctuation at its ends."""
    return words.strip(_OUTER)


def text_fragment(url: str, words: str) -> str:
    """Address that leads to `words` on the page at `url`.

    A passage is named by its first and last words if it is long, or if words were left out or put
    in by an editor. Fragments that `url` has are left out.
    """
    pieces = [piece.split() for piece in map(bare_words, _CHANGED.split(words)) if piece]
    if not pieces:
        return url
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1 and len(first) <= _LONG:
        ends = [" ".join(first)]
    else:
        ends = [bare_words(" ".join(first[:_ENDS])), bare_words(" ".join(last[-_ENDS:]))]
    coded = ",".join(_encode(end) for end in ends)
    return f"{re.sub(r'#.*$', '', url)}#:~:text={coded}"


def _encode(term: str) -> str:
    """Percent-encode a term; `-`, `,` and `&` have a meaning of their own in a fragment."""
    return quote(term, safe="").replace("-", "%2D")
