"""What a page says to machines: JSON-LD in schema.org's vocabulary.

Only what is known is said. A briefing is a `NewsArticle`, not a `Report`: it is dated, tells of
events, and is corrected in public; schema.org's reports are what bodies publish of their work.
Its quotations are `Quotation`s with the words exactly as they stand. Reported speech is left out:
its words are nobody's, and a `Claim` would say that a fact was claimed. So are doubtful quotations,
because there is no way to say the doubt. The site is not called a publisher, nor a speaker without
a record a person: both may be anything.

Every address is a whole one, so a site whose address is not known says nothing.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.addresses import SEARCH
from generator.model import Kind
from generator.targets import image_of, whole_address, whole_file_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.corpus import Linked, Speaker, Statement
    from generator.ledger import Answer, Question
    from generator.schema import SourceFields
    from generator.shelf import Shelf

    Node = dict[str, Any]
    Within = dict[str, list[Statement]]

_NOT_IN_SCRIPT = re.compile("[<>&\u2028\u2029\x7f-\x9f\ud800-\udfff]")


def script(node: Mapping[str, object]) -> str:
    """Write JSON-LD as it may stand in a script element: nothing in it ends or begins one."""
    text = json.dumps(
        {"@context": "https://schema.org", **node}, ensure_ascii=False, separators=(",", ":")
    )
    return _NOT_IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def site(shelf: Shelf) -> Node:
    """Describe the site, on its home page, and how to search it."""
    settings = shelf.settings
    search = whole_address(settings.site_url, SEARCH)
    return _said(
        _site(shelf)
        | {
            "url": whole_address(settings.site_url, "index.md"),
            "description": settings.site_description,
            "inLanguage": settings.language,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{words}}"},
                "query-input": "required name=words",
            },
        }
    )


def listing(shelf: Shelf, path: str, title: str, date: str) -> Node:
    """Describe a page that lists others."""
    address = whole_address(shelf.settings.site_url, path)
    return _said(
        {
            "@type": "CollectionPage",
            "@id": address,
            "url": address,
            "name": title,
            "inLanguage": shelf.settings.language,
            "dateModified": date,
            "isPartOf": _site(shelf),
        }
    )


def profile(shelf: Shelf, speaker: Speaker, path: str, date: str) -> Node:
    """Describe the page of a person or body."""
    record = speaker.record
    about = _speaker(shelf, speaker) | {
        "alternateName": list(record.fields.aliases) if record else [],
        "sameAs": list(record.fields.addresses.values()) if record else [],
    }
    page = listing(shelf, path, speaker.name, date)
    return {**page, "@type": "ProfilePage", "mainEntity": _said(about)}


def briefing(shelf: Shelf, one: Linked) -> Node:
    """Describe a briefing with its quotations and questions."""
    fields = one.article.fields
    address = shelf.address(one.stem)
    node = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": fields.title,
        "description": fields.description,
        "datePublished": fields.date.isoformat(),
        "dateModified": fields.last_change.isoformat(),
        "inLanguage": shelf.language_of(fields),
        "image": image_address(one, shelf.settings.site_url),
        "author": [{"@type": "Person", "name": name} for name in fields.authors],
        "isPartOf": [_site(shelf), *_story(shelf, one)],
        "keywords": list(fields.topics),
        "mentions": list(_people(shelf, one)),
        "isBasedOn": [
            {"@id": _source_id(shelf, one.stem, key), **_source(source)}
            for key, source in fields.sources.items()
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": correction.date.isoformat(),
            }
            for correction in fields.corrections
        ],
        "hasPart": [*_quotations(shelf, one), *_questions(shelf, one)],
    }
    return _said(node)


def image_address(one: Linked, site_url: str) -> str:
    """Give the address of an article's picture, if it has one that is published."""
    path = image_of(one)
    return whole_file_address(site_url, path) if path else ""


def _said(node: Node) -> Node:
    """Leave out what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def _site(shelf: Shelf) -> Node:
    settings = shelf.settings
    return _said(
        {
            "@type": "WebSite",
            "@id": whole_address(settings.site_url, "index.md"),
            "name": settings.site_name,
        }
    )


def _story(shelf: Shelf, one: Linked) -> Iterator[Node]:
    key = one.article.fields.story
    if key:
        yield {
            "@type": "CollectionPage",
            "@id": whole_address(shelf.settings.site_url, f"stories/{key}.md"),
            "name": shelf.corpus.threads[key].title,
        }


def _speaker(shelf: Shelf, speaker: Speaker) -> Node:
    """Name somebody with a page; whether it is a person or a body, only a record can say."""
    address = whole_address(shelf.settings.site_url, f"people/{speaker.key}.md")
    kind = {}
    if speaker.record:
        is_body = speaker.record.fields.kind == "body"
        kind = {"@type": "Organization" if is_body else "Person"}
    return {**kind, "@id": f"{address}#who", "name": speaker.name, "url": address}


def _people(shelf: Shelf, one: Linked) -> Iterator[Node]:
    for key in one.people:
        if key in shelf.corpus.speakers:
            yield _speaker(shelf, shelf.corpus.speakers[key])


def _source_id(shelf: Shelf, stem: str, key: str) -> str:
    """Give the address of a source in the list of sources."""
    return shelf.address(stem, shelf.anchors[stem].section(f"source-{key}"))


def _source(source: SourceFields) -> Node:
    return _said(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
            "author": source.author and {"@type": "Person", "name": source.author},
            "url": source.url,
            "datePublished": source.published and source.published.isoformat(),
        }
    )


def _quotations(shelf: Shelf, one: Linked) -> Iterator[Node]:
    """Describe the quotations that have a card on the page.

    Words that somebody else tells of in reported speech are left out: there is no way to say that.
    """
    if "quotes" not in shelf.settings.sections:
        return
    within: Within = {}
    for statement in one.statements:
        if statement.annotation.kind is Kind.QUOTE:
            outer = next((outer.id for outer in one.around(statement.annotation)), "")
            within.setdefault(outer, []).append(statement)
    quotations = (s for s in one.cards(Kind.QUOTE) if not one.quoting(s))
    yield from _trusted(shelf, one, quotations, within)


def _trusted(
    shelf: Shelf, one: Linked, statements: Iterable[Statement], within: Within
) -> Iterator[Node]:
    for statement in statements:
        if not one.is_doubted(statement):
            yield _quotation(shelf, one, statement, within)


def _quotation(shelf: Shelf, one: Linked, statement: Statement, within: Within) -> Node:
    """Describe a quotation; the parts of an interrupted one stand on lines of their own.

    `within` maps statements to the quotations that stand directly in their words.
    """
    address = shelf.address(one.stem, one.anchor_of(statement, shelf.settings.sections))
    spoken = statement.translated
    return _said(
        {
            "@type": "Quotation",
            "@id": address,
            "url": address,
            "text": "\n".join(
                line for part in statement.parts for line in part.paragraphs or (part.words,)
            ),
            "creator": _creator(shelf, statement),
            "dateCreated": statement.date,
            "inLanguage": shelf.language_of(one.article.fields),
            "translationOfWork": spoken and {"@type": "Quotation", "inLanguage": spoken},
            "isBasedOn": statement.source
            and _said(
                {
                    "@type": "CreativeWork",
                    "@id": _source_id(shelf, one.stem, statement.source_key),
                    "url": statement.source.url,
                }
            ),
            "hasPart": list(_trusted(shelf, one, within.get(statement.id, ()), within)),
        }
    )


def _creator(shelf: Shelf, statement: Statement) -> Node:
    """Say who spoke: a person with the role of that day; whoever is not named is described.

    Who is not named may be a person or a body (“a ministry”), so nothing is said of that.
    """
    if statement.speaker is None:
        return _said({"description": statement.unnamed})
    who = _speaker(shelf, statement.speaker)
    return _said(who | {"jobTitle": statement.role if who.get("@type") == "Person" else ""})


def _questions(shelf: Shelf, one: Linked) -> Iterator[Node]:
    """Describe the questions that the article asks, each with what was answered since."""
    if "questions" in shelf.settings.sections:
        for name in one.questions:
            question = shelf.corpus.questions.get(name)
            if question:
                yield _question(shelf, one, question)


def _question(shelf: Shelf, one: Linked, question: Question) -> Node:
    address = shelf.address(one.stem, question.id)
    answers = [answer for answer in question.answers if answer.fields.status != "moot"]
    is_settled = question.status == "answered"
    accepted = [_answer(shelf, answers.pop())] if is_settled and answers else []
    return _said(
        {
            "@type": "Question",
            "@id": address,
            "url": address,
            "name": question.ask,
            "text": question.ask,
            "dateCreated": question.asked.isoformat(),
            "inLanguage": shelf.language_of(one.article.fields),
            "answerCount": len(answers) + len(accepted),
            "acceptedAnswer": accepted,
            "suggestedAnswer": [_answer(shelf, answer) for answer in answers],
        }
    )


def _answer(shelf: Shelf, answer: Answer) -> Node:
    return _said(
        {
            "@type": "Answer",
            "text": answer.fields.text,
            "dateCreated": answer.date.isoformat(),
            "url": shelf.address(answer.stem),
        }
    )
