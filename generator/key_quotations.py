"""Which quotations of an article matter most: one choice for all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Kind

if TYPE_CHECKING:
    from generator.corpus import Linked, Statement


def key_quotations(one: Linked, most: int) -> tuple[Statement, ...]:
    """Give the key quotations of an article, in its order; no words in them are doubtful.

    Where none is marked `.key`, they are those that the summary or an answer rests on, then the
    others, `most` of them at most.
    """
    trusted = [s for s in one.cards(Kind.QUOTE) if not one.is_doubted(s)]
    if key := [s for s in trusted if s.annotation.key]:
        return tuple(key)
    fields = one.article.fields
    named = {name for point in fields.summary for name in point.evidence}
    named |= {name for answer in fields.answers for name in answer.evidence}
    key = sorted(trusted, key=lambda s: not any(part.id in named for part in s.parts))
    return tuple(key[:most])


def key_quotation(one: Linked) -> Statement | None:
    """Give the first key quotation of an article: where there is room for one, it stands for it."""
    return next(iter(key_quotations(one, 1)), None)
