"""Wenda 问答: from press-conference transcripts to a record that quotations are checked against."""
