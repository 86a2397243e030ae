"""What the share image of a page shows: headline and strongest quotation, as one value.

Words are never altered. A quotation that is too long gives way to the next one that is not; if all
are too long, the first is cut at a word, and what is drawn says so outside of the quoted words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Picture
from generator.share_fonts import drawn, family, is_right_to_left, is_shaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.settings import Settings
    from generator.views import BriefingView, Card
    from generator.wording import Words

WIDTH, HEIGHT = 1200, 630
LONGEST_HEADLINE = 240
LONGEST_WORDS = 330
_BETWEEN = " \N{MIDDLE DOT} "


@dataclass(frozen=True)
class Text:
    """A text that is drawn; `is_cut` if it goes on."""

    text: str = ""
    is_cut: bool = False


@dataclass(frozen=True)
class ShareImage:
    """What is drawn. `words` are a quotation if they have a speaker, or else a sentence.

    `about` is what else is said of the quotation: the speaker's role, the day. `left_out` says that
    a text of the briefing is not drawn because no font here has its letters.
    """

    headline: Text
    words: Text
    speaker: str
    about: str
    date: str
    site: str
    left_out: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is written on the image."""
        found = (
            self.headline.text,
            self.words.text,
            self.speaker,
            self.about,
            self.date,
            self.site,
        )
        return tuple(filter(None, found))

    @property
    def is_shaped(self) -> bool:
        """Whether any of it needs more than plain layout."""
        return any(is_shaped(text) for text in self.texts)

    @property
    def is_right_to_left(self) -> bool:
        """Whether the image is laid out from right to left, as its first text runs."""
        return is_right_to_left(next(iter(self.texts), ""))

    @property
    def alt(self) -> str:
        """Everything that is written on the image, for those who do not see it."""
        words = self.words.text + (" […]" if self.words.is_cut else "")
        speaker = ", ".join(filter(None, (self.speaker, self.about)))
        said = f"{words} \N{EN DASH} {speaker}" if speaker else words
        headline = self.headline.text + (" […]" if self.headline.is_cut else "")
        return _BETWEEN.join(filter(None, (headline, said, self.date, self.site)))


def picture(image: ShareImage, path: str) -> Picture:
    """Say of an image what the head of a page tells."""
    return Picture(path, WIDTH, HEIGHT, image.alt)


def site_image(settings: Settings) -> ShareImage:
    """Show the site's name and description."""
    name, sentence = _drawable(settings.site_name), _drawable(settings.site_description)
    left_out = bool(settings.site_name and not name)
    headline, words = shortened(name, LONGEST_HEADLINE), shortened(sentence, LONGEST_WORDS)
    return ShareImage(headline, words, "", "", "", "", left_out)


def briefing_image(view: BriefingView, settings: Settings, language: Words) -> ShareImage:
    """Show a briefing: its headline and first key quotation, or else its one sentence."""
    headline, site = _drawable(view.title), _drawable(settings.site_name)
    cards = [card for card in view.key_cards if not _is_doubtful(card)]
    card = _strongest(card for card in cards if _can_be_drawn(card, language))
    left_out = bool((view.title and not headline) or (cards and not card))
    if card:
        about = _about(card, view.date, language)
        words, speaker = _said(card), drawn(card.speaker)
    else:
        words, speaker, about = _drawable(view.description), "", ""
        left_out = left_out or bool(view.description and not words)
    if not (headline or words):  # rather the site's name than nothing
        headline, site = site, ""
    return ShareImage(
        shortened(headline, LONGEST_HEADLINE),
        shortened(words, LONGEST_WORDS),
        speaker,
        about,
        _drawable(view.date),
        site,
        left_out,
    )


def shortened(text: str, longest: int) -> Text:
    """Cut a text at a word if it is too long."""
    if len(text) <= longest:
        return Text(text)
    kept = text[: longest + 1]
    return Text((kept.rpartition(" ")[0] or kept[:longest]).rstrip(), is_cut=True)


def _strongest(cards: Iterable[Card]) -> Card | None:
    """Give the first quotation that can be shown whole, or else the first."""
    found = tuple(cards)
    whole = (card for card in found if len(_said(card)) <= LONGEST_WORDS)
    return next(whole, found[0] if found else None)


def _said(card: Card) -> str:
    """Give the words of a quotation, its parts divided as on the page."""
    return drawn(card.words)


def _about(card: Card, date: str, language: Words) -> str:
    """Say what else is known of a quotation; its day only where that is not the briefing's."""
    spoken = language.text("translated-short", language=card.language) if card.language else ""
    told = language.text("quoted-by", speaker=card.quoted_by) if card.quoted_by else ""
    when = card.date if card.date != date else ""
    return drawn(_BETWEEN.join(filter(None, (card.role, told, spoken, when))))


def _is_doubtful(card: Card) -> bool:
    return bool(card.doubtful) or any(_is_doubtful(inner) for inner in card.inner)


def _can_be_drawn(card: Card, language: Words) -> bool:
    texts = (_said(card), drawn(card.speaker), _about(card, "", language))
    return all(family(text) for text in texts)


def _drawable(text: str) -> str:
    """Give a text as it is drawn; nothing if no font has its letters."""
    found = drawn(text)
    return found if family(found) else ""
