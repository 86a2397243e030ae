"""A site of pages that are harder to lay out than any real one, as an author could write them."""

from textwrap import dedent

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_WORD = (WORD * 2)[:120]
HEADLINE = (
    f"Negotiators of {LONG_WORD} agree on nothing at all, and say so at length on Monday"
).ljust(200, "!")
LONG_ADDRESS = "https://press.example/" + "a-very-long-path/" * 12 + "?" + "query=value&" * 12
LONG_NAME = "Maximiliana Alexandrowna von und zu Hohenschwangau-Siebenbürgen-Niederlausitz"
LONG_ROLE = (
    "Deputy Permanent Undersecretary for the Coordination of Interinstitutional Negotiations, "
    f"Verification Mechanisms and {WORD}"
)
SENTENCE = "We came here to talk about the harvest and we have talked about nothing else all day"
LONG_QUOTATION = " ".join([*(SENTENCE.split() * 25)[:399], "today."])
LONG, MANY, ARABIC, PLAIN, MIXED = (
    f"2025-05-{day}-{name}"
    for day, name in ((20, "long"), (21, "many"), (22, "arabic"), (23, "plain"), (24, "mixed"))
)
SPEAKERS = ("Ann Lee", "Bo Chen", LONG_NAME, "K")

CONFIG = """\
site_name: Talks under stress
site_url: http://127.0.0.1:8000/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.top]
  palette:
  - {scheme: default, toggle: {icon: material/brightness-7, name: Dark}}
  - {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}
plugins: [briefing]
"""


def _long() -> str:
    return f"""\
---
title: {HEADLINE}
date: 2025-05-20
updated: 2025-05-21
description: {LONG_WORD} said one thing on Monday and {LONG_WORD} another.
story: talks
topics: [Ceasefire, {WORD}]
authors: [{LONG_NAME}]
sources:
  press: {{title: {LONG_WORD}, publisher: The {WORD} Gazette, url: "{LONG_ADDRESS}"}}
  other: {{publisher: Other, url: "{LONG_ADDRESS}"}}
summary:
- {{text: The talks on {LONG_WORD} lasted for a day., evidence: [words, said, fact, gap, words]}}
- {{text: {" ".join([SENTENCE] * 4)}., evidence: [fact]}}
questions:
- id: asked
  ask: When will {LONG_WORD} have been talked about?
  resolves_when: The {WORD} publishes its minutes.
answers:
- {{question: "#asked", status: partly, text: Not before {LONG_WORD}., evidence: [fact]}}
variants:
- {{of: words, source: other, text: "{LONG_QUOTATION.replace("harvest", "winter harvest")}"}}
corrections:
- {{date: 2025-05-21, text: "An earlier version said {LONG_WORD}; see {LONG_ADDRESS}"}}
---
## {LONG_WORD}

[“{LONG_QUOTATION}”]{{#words .quote .key by="{LONG_NAME}" to="{LONG_NAME}" at="{LONG_WORD}"
note="{LONG_WORD}" translated=ru}} was said, and [that {LONG_WORD} is true]{{#said .said
by="Ann Lee" note="{SENTENCE}"}}, and [the talks on {LONG_WORD} lasted for a day]{{#fact .fact}},
and [nothing was said on {LONG_WORD}]{{#gap .gap ask="What will be said on {LONG_WORD}?"}}.
[“{LONG_WORD}”]{{#one-word .quote by="K" doubtful="{LONG_WORD} is no word."}} was said as well.
"""


def _many() -> str:
    quotes = "\n\n".join(
        f"[“{SENTENCE}, for the {n}th time.”]{{#q{n} .quote by={SPEAKERS[n % 4]!r} to='Bo Chen'}} "
        f"was said, and [what it meant in case {n}]{{#g{n} .gap asks=asked-{n % 40}}} was left."
        for n in range(60)
    ).replace("'", '"')
    questions = "\n".join(f"- {{id: asked-{n}, ask: What is question {n}?}}" for n in range(40))
    answers = "\n".join(
        f'- {{question: "#asked-{n}", status: {status}, text: It is this., evidence: [q{n}]}}'
        for n, status in enumerate(("answered", "partly", "moot") * 4)
    )
    marks = ", ".join(f"q{n}" for n in range(30))
    return f"""\
---
title: Sixty quotations and forty questions
date: 2025-05-21
description: Much was said, and as much was left open.
story: talks
topics: [Ceasefire]
summary:
- {{text: Everything rests on everything., evidence: [{marks}]}}
questions:
{questions}
answers:
{answers}
---
{quotes}
"""


ARABIC_ARTICLE = """\
---
title: محادثات في إسطنبول تنتهي من دون اتفاق
date: 2025-05-22
lang: ar
description: انتهت الجولة الأولى خلال ساعتين، ولم يُحدَّد موعد للجولة التالية.
story: talks
topics: [دبلوماسية]
sources: {press: {publisher: وكالة الأنباء, url: "https://press.example/ar"}}
summary:
- {text: استمر اللقاء ساعتين., evidence: [hours, words]}
- {text: لم يُعلن موعد., evidence: [gap, said]}
questions:
- {id: when, ask: متى تُعقد الجولة التالية؟, resolves_when: يُعلن الطرفان موعداً.}
---
## اليوم الأول

[استمر اللقاء ساعتين]{#hours .fact}. [«سنعود عندما يكون هناك ما نتحدث عنه»]{#words .quote .key
by="آن لي" to="الصحفيين"}، قالت بعد اللقاء مع Bo Chen في قاعة Dolmabahçe رقم 12. وأضافت
[أنها راضية عن النتيجة]{#said .said by="آن لي"}. [ولم يُعلن موعد الجولة
التالية]{#gap .gap asks=when}.

> اقتباس من البيان الرسمي للطرفين.
"""

PLAIN_ARTICLE = """\
---
title: An article without any annotation
date: 2025-05-23
story: talks
---
Nothing in it was marked. It stands by itself.
"""

MIXED_ARTICLE = f"""\
---
title: Everything that Markdown has
date: 2025-05-24
story: talks
image: {{src: wide.svg, alt: A wide picture, credit: Nobody}}
summary:
- {{text: It is all there., evidence: [cell, item]}}
---
## A table

| first | second | third | fourth | fifth | sixth | seventh |
| --- | --- | ---: | --- | --- | --- | --- |
| [“{SENTENCE}.”]{{#cell .quote by="K"}} | {WORD} | 1,000,000.00 | {WORD} | b | c | {WORD} |
| a | b | c | d | e | f | g |

## Code

```python
{"def a_function_with_a_very_long_name(argument=None): return argument  # " * 4}
```

Code such as `{WORD * 2}` in a line, and an address: <{LONG_ADDRESS}>.

## Lists

- one
  - two
    - three
      - four
        - five
          - [six levels deep, that is]{{#item .fact}}
            1. {LONG_WORD}

> A quotation
>> in a quotation
>>> in a quotation, with {LONG_WORD}.

![A picture that is wider than any screen](wide.svg)

A note.[^1] A line that ends\\
here, *emphasis*, **strong** words and ~~struck~~ ones.

[^1]: {SENTENCE}, with {LONG_WORD}.

### A heading of the third level

#### A heading of the fourth level

***

The end.
"""

WIDE = '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="900"><rect {}/></svg>'.format(
    'width="4000" height="900" fill="#888"'
)

ORDINARY = f"""\
# An ordinary page

A paragraph with `code` and {LONG_WORD}.

| first | second | third | fourth |
| --- | --- | --- | --- |
| {WORD} | {WORD} | {WORD} | {WORD} |

```
{"a long line of code " * 20}
```
"""


def person(name: str, role: str) -> str:
    return dedent(f"""\
        ---
        name: {name}
        aliases: [The {WORD}]
        roles: [{{title: "{role}"}}]
        links: {{wikipedia: "{LONG_ADDRESS}"}}
        ---
        A note with {LONG_WORD}.
        """)


FILES: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    f"content/articles/{LONG}.md": _long(),
    f"content/articles/{MANY}.md": _many(),
    f"content/articles/{ARABIC}.md": ARABIC_ARTICLE,
    f"content/articles/{PLAIN}.md": PLAIN_ARTICLE,
    f"content/articles/{MIXED}.md": MIXED_ARTICLE,
    "content/articles/wide.svg": WIDE,
    "content/people/long.md": person(LONG_NAME, LONG_ROLE),
    "content/stories/talks.md": f"---\ntitle: The talks on {LONG_WORD}\n---\nIt goes on.\n",
    "content/ordinary.md": ORDINARY,
}
