"""Wenda 问答: from press-conference transcripts to a record that quotations are checked against.

The flow, a room or module a line. Start with `build.py`: it reads as this list.

    cli.py        the command line: the one place that prints and exits
    build.py      read → each conference by itself → what is found → docs/qa/
    source.py     read: what lies in source/, as bytes
    conferences.py  each conference by itself: its stages, what it gives to the whole, what is kept
    assemble.py   the stages below, from the bytes of a conference to what is published
      reading/    bytes → text → turns → parts, and the proof that no character is lost
      editors/    what people write: sidecars and vocabularies, in YAML
      naming/     folding, ledgers, the register: addresses keep their words (start with align.py)
      collation/  a second copy of the event, held against the base text
      topics/     text → words → topics, with the reason for each
    voices.py     who says what: speakers and outlets by their labels
    publish.py    parts with their ids, people, errata and topics
    archive.py    the values that the stages after it take
      site/       archive → pages: templates, citations, metadata, fates of old addresses
      data/       archive → JSON lines, CSV, Atom, TEI, Akoma Ntoso
      search/     conference → what the index needs of it (prepare.py); all → its files (files.py)
      check/      archive, drafts → a verdict on each quotation
      export/     conferences → an index for a search engine that somebody runs already
      adding/     before all that: a file as people have it → a transcript with its sidecar
    pieces.py     docs/qa/ in pieces, one for each conference; what is there is not made again
    output.py     write: only what changed, each file whole or not at all, one build at a time
    publication.py  docs/qa/ → site/: every page in the theme's frame, and the proof of it
    kept.py       what earlier builds made and the next may use, by content; may be deleted
    workers.py    work on all cores, and how far it is
    history.py    what earlier builds and git know to have been published
    pack.py       the finished site as a folder and a ZIP that open from a disk
    verify.py     the finished site, read back and held against the transcripts

    model.py      the values of a transcript: pieces, paragraphs, turns, exchanges
    addresses.py  every path, anchor and name of a unit
    findings.py   what a person should look at, and the table of codes
    trouble.py    what the operating system refuses, as a sentence
"""
