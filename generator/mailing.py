"""The digest of one week or month, as files for a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.build import worded
from generator.digest_html import TEMPLATE, digest_html
from generator.digest_text import digest_text
from generator.digest_views import digest_view
from generator.digests import digest_page, digests, month_named, month_of, week_named, week_of
from generator.shelf import Shelf
from generator.template_problems import problem_of
from generator.templates import packaged_templates

if TYPE_CHECKING:
    from generator.content import Checked
    from generator.corpus import Corpus
    from generator.diagnostics import Diagnostic
    from generator.digests import Digest
    from generator.settings import Settings


class NoDigestError(Exception):
    """There is no digest of what was asked for; the message says why."""


@dataclass(frozen=True)
class Mail:
    """A digest of a period in both forms; if a template fails, what is wrong with it."""

    period: str
    html: str = ""
    text: str = ""
    problem: Diagnostic | None = None


def chosen(corpus: Corpus, week: str | None, month: str | None) -> Digest:
    """Find the digest of a week or a month, or of the newest week if neither is named."""
    try:
        wanted = week_named(week) if week is not None else None
        wanted = month_named(month) if month is not None else wanted
    except ValueError as error:
        raise NoDigestError(str(error)) from None
    found = digests(corpus, week_of if month is None else month_of)
    if not found:
        message = "There is no briefing yet, so there is no digest."
        raise NoDigestError(message)
    if wanted is None:
        return found[-1]
    by_period = {digest.period: digest for digest in found}
    if wanted not in by_period:
        nearest = min(found, key=lambda digest: abs(digest.period.first - wanted.first))
        message = (
            f"Nothing was published from {wanted.first} to {wanted.last}. "
            f"The nearest digest is that of {nearest.period.name}."
        )
        raise NoDigestError(message)
    return by_period[wanted]


def mail_of(checked: Checked, settings: Settings, digest: Digest) -> Mail:
    """Write a digest as a mail. The settings must have the address of the site."""
    settings, catalogue = worded(checked, settings)
    shelf = Shelf.of(checked.corpus, checked.checks, settings, catalogue)
    page, templates = digest_page(digest.period), checked.inputs.templates
    view = digest_view(shelf, digest, page)
    try:
        html = digest_html(shelf, view, page, templates)
    except Exception as error:  # noqa: BLE001 - a template can do anything
        sources = {**packaged_templates(), **templates}
        return Mail(digest.period.name, problem=problem_of(TEMPLATE, error, sources))
    return Mail(digest.period.name, html, digest_text(shelf, view, page))
