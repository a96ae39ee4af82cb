"""Collation (校勘): a second copy of an event held against the one that is shown.

The transcript is the base text; a further copy is a *witness* (他本), and what it reads otherwise
is apparatus beside the base. Values in, values out: its words never become the record's.
"""
