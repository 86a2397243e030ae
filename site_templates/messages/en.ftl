### Words that the program adds to pages, in Project Fluent's format (projectfluent.org).
###
### A site's folder may have `site_templates/messages/<language>.ftl` with other words for single
### messages, or with all of them for another language. Names in braces, such as { $n }, are put in by
### the program. Numbers have the forms of the language: [one] and [other] in English.
### What begins with `theme-` is said by the frame of the pages, all else on the pages themselves.

## Lists within a sentence

# Stands between names: “Jane Doe, John Roe”. It ends in a space: { " " }
list-separator = ,{ " " }

## Pages

# At an old address of a briefing; the link to the new one stands above it.
page-moved = This page has moved.

## The page for addresses where there is nothing

theme-not-found = Page not found
theme-not-found-why = There is nothing at this address. It may have been mistyped, or the page has moved.
theme-not-found-newest = The newest briefings
theme-not-found-archive = All briefings by date
theme-not-found-questions = Open questions
theme-not-found-people = People who are quoted
