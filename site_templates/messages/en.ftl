### Words that the program adds to pages, in Project Fluent's format (projectfluent.org).
###
### A site's folder may have `site_templates/messages/<language>.ftl` with other words for single
### messages, or with all of them for another language. Names in braces, such as { $n }, are put in by
### the program; some are links. Numbers have the forms of the language: [one] and [other] in English.
### What begins with `theme-` is said by the frame of the pages, all else on the pages themselves.
###
### A “briefing” is the page made of one article. A “quotation” is direct words; what is “reported” is
### said in the article's words and is never a quotation. A “question” is one that an article leaves
### open. A “story” is a thread of briefings about one course of events.

## Lists within a sentence

# Stands between names and counts: “7 quotations, 3 open questions”. It ends in a space.
list-separator = ,{ " " }
# Stands between passages that may have commas in them. It ends in a space.
passage-separator = ;{ " " }

## Titles of pages

archive = Archive
topics = Topics
stories = Stories
people = People
search = Search
questions = Questions
open-data = Open data
guide = How to read a briefing
# $period is a year (“2025”) or a month (“May 2025”).
briefings-of = Briefings of { $period }
topic = Topic: { $topic }

## Titles of the sections of a briefing

section-summary = Summary
section-quotes = Key quotes
section-reported = Reported, not quoted
section-questions = Open questions
section-questions-settled = Questions
section-story = Before and after
section-people = Who is who
section-article = The article
section-sources = Sources and corrections
section-sources-alone = Sources

## The lines below the headline of a briefing

updated = updated { $date }
by-authors = by { $authors }
reading-time =
    { $minutes ->
        [one] { $minutes } min read
       *[other] { $minutes } min read
    }
count-quotations =
    { $n ->
        [one] { $n } quotation
       *[other] { $n } quotations
    }
count-reported =
    { $n ->
        [one] { $n } reported statement
       *[other] { $n } reported statements
    }
count-open-questions =
    { $n ->
        [one] { $n } open question
       *[other] { $n } open questions
    }
# Of the $n questions, $partly are answered in part.
count-open-and-partly =
    { $n ->
        [one] { $n } open question, answered in part
       *[other] { $n } open questions, { $partly } of them answered in part
    }
count-settled = { $n } answered or overtaken
source = Source: { $source }
main-source = Main source: { $source }
# $more is a link with the words of `more-sources`.
main-source-and-more = Main source: { $source } and { $more }
more-sources =
    { $n ->
        [one] { $n } more
       *[other] { $n } more
    }
source-not-given = Source not given
topics-label = Topics:
in-one-sentence = In one sentence

## Whether quotations were compared with the text of their source

not-yet-compared = Quotations not yet compared with their sources
# $names are the names of sources.
checked =
    { $total ->
        [one] { $done } of { $total } quotation checked against the text of { $names }
       *[other] { $done } of { $total } quotations checked against the text of { $names }
    }
checked-recorded =
    { $total ->
        [one] { $done } of { $total } quotation checked against the text of { $names }, recorded on { $date }
       *[other] { $done } of { $total } quotations checked against the text of { $names }, recorded on { $date }
    }
checked-partly-recorded =
    { $total ->
        [one] { $done } of { $total } quotation checked against the text of { $names }, { $recorded } of them recorded on { $date }
       *[other] { $done } of { $total } quotations checked against the text of { $names }, { $recorded } of them recorded on { $date }
    }
# Beside a source in the list of sources.
source-checked = { $done } of { $total } checked
# $state is one of the six below.
checked-as = checked: { $state }
state-exact = exact
state-typographic = typographic (only marks differ)
state-elided = elided (cuts are marked)
state-edited = edited (brackets are an editor’s)
state-differs = differs
state-not-found = not found
state-not-checked = not checked
# What the states mean; $text is one of the two phrases after them.
state-note-exact = the same characters as in { $text }
state-note-typographic = the same words as in { $text }; only marks, dashes or spaces differ
state-note-elided = the same words as in { $text }, but for passages left out and marked
state-note-edited = the same words as in { $text }, but for an editor’s in brackets
state-note-differs = the words differ from { $text }
state-note-not-found = the words are not in { $text }
text-of = the text of { $source }
text-of-source = the source’s text
not-checked-no-text = no text of the source is stored to compare the words with
not-checked-changed = the quotation was changed since its words were checked
not-checked-unrecorded = the quotation is not in the record of checks
# $note is one of the notes above.
recorded-on = { $note } (recorded on { $date })

## Summary

in-the-articles-words = In the article’s words
still-open = Still open:
and-more = and { $n } more
# For screen readers: what the number behind a point leads to. $what is what the words are and whose,
# such as “Quotation, Jane Doe, 20 May 2025”.
mark-label = The words that this rests on, { $number }: { $what }: { $words }
mark-quotation = Quotation
mark-reported = Reported
mark-not-known = Not known
mark-statement = In the article
mark-doubtful = doubtful
speaker-date = { $speaker }, { $date }
in-title = in “{ $title }”

## Quotations and reported speech

# All quotations but the key ones are folded; `in-all` stands behind.
more-quotations =
    { $n ->
        [one] { $n } more quotation
       *[other] { $n } more quotations
    }
in-all = ({ $n } in all)
all-quotations = All quotations ({ $n })
quotations = Quotations
reported-not-quoted = Reported, not quoted
reported-hint = What was said, as others tell it. Only what stands in quotation marks is in the speaker’s own words.
# A label before words that are reported.
reported = reported
to-addressee = to { $addressee }
source-named = source: { $source }
source-lacking = source not given
doubtful-label = Doubtful:
translated = Translated: spoken in { $language }.
translated-short = translated, spoken in { $language }
spoken-in = spoken in { $language }
interrupted = The quotation is interrupted here and goes on:
within-quotation = Within it, { $speaker }:
# Of words that stand within what { $speaker } says.
quoted-by = according to { $speaker }
# $sample is the words of `variants-sample`, in bold type.
variants = How others print these words ({ $sample }: not as above)
variants-sample = in bold
variant-lacks = Above, but not here:
in-context = In context
in-source = In source
permalink = Permalink
permalink-title = Permanent address of this quotation
copy-link = Copy link
link-copied = Link copied
report-error = Report an error
cite = Cite
# In which briefing a statement stands.
in-briefing = in { $briefing }

## How to cite

cite-title = “{ $title }”
cite-updated = { $date } (updated { $updated })
# $work is title, site and date.
cite-authors = { $authors }: { $work }
cite-quotation = { $speaker }, { $date }. In: { $briefing }
cite-quotation-source = { $speaker }, { $date }, according to { $source }. In: { $briefing }
cite-as = Cite as:

## Questions

status-open = Open
status-partly = Partly answered
status-answered = Answered
# Not “moot”: to many readers that is a question still to be argued.
status-moot = Overtaken
# $status is the word for “open”.
open-since = { $status } since { $date }
asked-on = asked on { $date }
asked-in = Asked in { $briefing }
asked-on-in = Asked on { $date } in { $briefing }
left-open-where = Left open where the article says:
what-would-settle = What would settle it:
answer-on = On { $date }
# $status is “Answered”, “Partly answered” or “Overtaken”.
answer-status-on = { $status } on { $date }
see-briefing = See { $briefing }
# For how long an open question has been open; $date is the newest day of the site.
age-as-of =
    { $days ->
        [one] { $days } day as of { $date }
       *[other] { $days } days as of { $date }
    }
# How long it took to settle a question, behind “Answered” or “Overtaken”.
took =
    { $days ->
        [0] on the same day
        [one] after { $days } day
       *[other] after { $days } days
    }
history = History
step-asked = Asked
step-open = Still open
step-again = Asked again
# $what is one of the three above, or a state.
step-in = { $what } in { $briefing }
earlier-questions = Earlier questions taken up here
answered-or-moot = Answered or overtaken

## Story, people, article, sources

part-of-story = Part of the story { $story }
before = Before
after = After
legend-quotation = quotation
legend-reported = reported
legend-statement = statement relied on
legend-not-known = not known
# Labels of passages in the article; in the margin, and for screen readers.
label-quotation = Quotation: { $speaker }
label-reported = Reported: { $speaker }
label-summary = In the summary
label-open-question = Open question
label-partly-answered-question = Partly answered question
label-answered-question = Answered question
label-moot-question = Overtaken question
passage-doubtful = doubtful
passage-doubtful-why = doubtful: { $why }
passage-source = Source: { $source }
footnote-back = Back to the text
source-by = by { $author }
source-read = read on { $date }
no-source = No source is given.
correction = Correction, { $date }:

## Home and lists

newest-briefings = Newest briefings
all-briefings = All { $n } briefings
newly-answered = Newly answered
open-the-longest = Open the longest
all-questions = All questions
all-stories = All { $n } stories
latest = Latest, { $date }:
count-briefings =
    { $n ->
        [one] { $n } briefing
       *[other] { $n } briefings
    }
count-statements =
    { $n ->
        [one] { $n } statement
       *[other] { $n } statements
    }
archive-hint = Every briefing, the newest first.
archive-years-hint = Every briefing, by year and month.
questions-hint = What the briefings leave open, and what later ones answer.
no-briefings = There are no briefings yet.
no-entries = There is nothing here yet.
no-people = There is nobody here yet.
no-questions = No question has been asked yet.

## Pages of long lists

# A further page of a list; $range is what the list has there, such as “3 May 2025 – 20 May 2025”.
page-of-list = { $title }: { $range }
range = { $first } – { $last }
# What screen readers call the links to the other pages of a list.
pager = Pages of this list
# The neighbouring pages of lists that begin with the newest.
page-newer = Newer
page-older = Older
# The neighbouring pages of other lists.
page-before = Back
page-after = Further

## The lists of questions

questions-open = Open questions
questions-partly = Partly answered questions
questions-settled = Answered or overtaken questions

## Digests of weeks and months

digests = Digests
digests-hint = What was said, asked and answered, by months and weeks.
all-digests = All digests
# $period is a month, or the first and last day of a week.
digest-of = Digest: { $period }
weeks = By weeks:
what-was-said = What was said
what-was-said-hint = The first key quotation of each briefing, exactly as it stands there.
what-was-asked = What was asked
what-was-answered = What was answered
# Of a question in the digest of the days on which it was asked again.
asked-again-on = asked again on { $date }
# The state of a question today, where that is not as it was then.
state-by-now = by now: { $status }
more-briefings =
    { $n ->
        [one] { $n } more briefing
       *[other] { $n } more briefings
    }
more-questions =
    { $n ->
        [one] { $n } more question
       *[other] { $n } more questions
    }
more-answers =
    { $n ->
        [one] { $n } more answer
       *[other] { $n } more answers
    }

## Pages of stories and of people

briefings = Briefings
# The briefings of a story in the order of their days.
timeline = Timeline
# For screen readers: what a drawing shows. $briefings is a count of briefings, $period a day or
# “3 May 2025 – 20 May 2025”.
timeline-shows = Drawing: { $briefings }, { $period }. Each mark is a link to its place in the list below.
# What a mark in the drawing stands for: a headline or a count.
timeline-mark = { $date }: { $title }
timeline-marks = A briefing at its day
timeline-bars = How many briefings; a bar leads to the first of them
# How many there are at the end of the drawing, and how many there were at most.
timeline-open = Open questions: { $last } at the end, { $most } at most
timeline-settled = Answered or overtaken: { $n }
# Of questions on a day.
timeline-count = { $open } open, { $settled } answered or overtaken
from-the-beginning = From the beginning
# On the page of all quotations; $n is how many there are.
quotations-hint =
    { $n ->
        [one] { $n } quotation. It stands exactly as in its article.
       *[other] All { $n } quotations, the newest first. Each stands exactly as in its article.
    }
count-variants =
    { $n ->
        [one] printed otherwise in { $n } place
       *[other] printed otherwise in { $n } places
    }
person-on-story = { $speaker } on { $story }
# Before the names of stories, each a link to what somebody said on it.
side-by-side = Side by side:
side-by-side-hint = What { $speaker } said on { $story }, day by day, each with the words as they stand in the article.
all-quotations-by-date = All quotations
who-took-part = Who took part
# Of somebody who says nothing here, but to whom something is said.
spoken-to = spoken to
# $n is above 12.
all-people-of-story = All { $n } who took part
people-of-story = Who took part: { $story }
questions-of-story = Questions: { $story }
all-questions-of-story =
    { $n ->
        [one] The question of this story
       *[other] All { $n } questions of this story
    }
# Of whom a record says that it is no person: a ministry, a company.
body = Organisation
also = Also: { $names }
role-from = from { $from }
role-to = to { $to }
role-from-to = from { $from } to { $to }

## Open data

data-hint = What was said, asked and answered here, for programs. Whatever is not known is null or empty, and ids stay for good.
data-of-briefings = Every briefing with its summary, sources and corrections, the ids of its quotations and questions, and what it reports without quoting.
data-of-quotations = Every quotation: the words as they stand, who said them, in which role, to whom, when, from which source, whether they were checked, and how others print them.
data-of-questions = Every question with the words that leave it open, and its answers.
data-of-people = Everybody who is quoted, with names, roles and links.
annotation-by = { $speaker }, { $date }
annotation-by-role = { $speaker }, { $role }, { $date }
data-annotations = Annotations
data-of-annotations = Each briefing has its own file, { $file }, with a W3C Web Annotation for every marked passage: what it is, whose words it holds, and where it stands in the page’s text.
data-schema = Schema
# $parts is the name of a field.
data-years = A long list is divided by years; { $parts } then names the files.

## Old addresses of briefings

# The link to the new address stands above it.
page-moved = This page has moved.

## How to read a briefing

guide-hint = A briefing is made of one article. Whoever wrote it has marked, word by word, who said what and what nobody knows yet. These are the marks.
guide-evidence = The exact words that a point of the summary or an answer rests on. Stay on the number, or reach it with the Tab key, and the words appear; follow it, and you stand where they are in the article.
# $dots is three dots in brackets.
guide-quotation = Direct words, with the quotation marks that stand in the article. They are never typed a second time, so the card and the article cannot differ. Three dots in the middle { $dots } stand where the article interrupts the words.
guide-reported = What somebody said, but not in their own words. Only what stands in quotation marks within it is quoted.
guide-statement = A statement of the article itself that the summary or an answer rests on.
guide-not-known = Words that show a gap. They lead to the question that they leave open.
guide-doubtful-tag = Doubtful
guide-doubtful = There is a doubt about the quotation, and the card says which. It is never featured.
guide-open = No article here answers it. Its date says since when.
guide-partly = A later article answers a part of it.
guide-answered = A later article answers it, and the answer stands below it with the words it rests on.
guide-moot = Events have overtaken it: it can no longer be answered, or no longer matters.
guide-checked = Checked words
guide-checked-hint = Where the text of a source is at hand, a program compares each quotation with it and says what it found.
guide-exact = The same characters.
guide-typographic = The same words; only marks, dashes or spaces differ.
guide-elided = The same words, but for passages left out and marked.
guide-edited = The same words, but for an editor’s in brackets.
guide-not-checked = Nobody has compared it by machine. That says nothing against it.

## The frame of all pages

# The name of a site whose owner gives it none.
theme-site-name = Briefings
theme-menu = Menu
# Before the names of two formats of feeds, which are links.
theme-follow-by-feed = Follow by feed:
theme-open-data = Open data

## The search

# On the page of the search, where scripts do not run.
search-needs-scripts = The search needs JavaScript, which is not running here. Everything can be found without it:
look-through = Look through

theme-search = Search
theme-search-placeholder = Words, names, questions
theme-search-close = Close
theme-search-found = Results
theme-search-searching = Searching …
theme-search-failed = The search could not be loaded. The connection may be broken.
theme-search-again = Try again
theme-search-hint = Finds quotations, reported speech, questions and briefings. Part of a sentence is enough.
# $count is the number $n as it is written.
theme-search-results =
    { $n ->
        [one] { $count } result
       *[other] { $count } results
    }
theme-search-partly = None has all of these words; these have most of them.
theme-search-nothing = Nothing found for “{ $query }”.
theme-search-nothing-left = Nothing found with these filters.
theme-search-fewer = Try fewer words, or the beginning of a word.
theme-search-spelling = Look for another spelling of a name.
theme-search-unfiltered = Search without filters
theme-search-lists = Or look through:
theme-search-more = Show more
theme-search-doubtful = doubtful
theme-search-quoted-by = according to { $speaker }
theme-search-relevance = Most relevant first
theme-search-newest = Newest first
# Labels of the fields that narrow the search.
theme-search-kind = Kind
theme-search-speaker = Speaker
theme-search-story = Story
theme-search-year = Year
theme-search-order = Order
theme-search-all-kinds = All kinds
theme-search-all-speakers = All speakers
theme-search-all-stories = All stories
theme-search-all-years = All years
# What was found.
theme-kind-quotation = Quotation
theme-kind-question = Question
theme-kind-reported = Reported
theme-kind-briefing = Briefing
theme-kind-person = Person
theme-kind-story = Story
theme-kind-page = Page
theme-state-open = Open
theme-state-partly = Partly answered
theme-state-answered = Answered
theme-state-moot = Overtaken
theme-archive = Archive
theme-people = People
theme-topics = Topics
theme-quotations = Quotations
theme-questions = Questions

## The page for addresses where there is nothing

theme-not-found = Page not found
theme-not-found-why = There is nothing at this address. It may have been mistyped, or the page has moved.
theme-not-found-newest = The newest briefings
theme-not-found-archive = All briefings by date
theme-not-found-questions = Open questions
theme-not-found-people = People who are quoted
theme-not-found-quotations = All quotations by date
