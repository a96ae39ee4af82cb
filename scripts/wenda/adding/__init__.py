"""Adding and revising: from a file as people have it to a transcript with its sidecar.

given.py      the files that were given, and what cannot be one
formats.py    bytes in any usual encoding and format → text, and what was left out of it
page.py       a saved web page → the lines of its article, and all other lines
page_says.py  what the page says of itself, and what plain lines cannot show
word.py       a Word document → the same
head.py       date, title and speakers from the head of the text
facts.py      what is known, with what the command line says
proposals.py  what a person may want to write, as ready lines
sidecar_text.py  the .yml as text, written new or with one value replaced
trial.py      the stages of the build, run on what is not written yet
entry.py      one given file → what would be added
replace.py    which conference a file revises, and what that does to its addresses
record.py     writing all of it or nothing, and taking it back
summary.py    what is shown, as lines
command.py    `wenda add`: asks, prints, writes
"""
