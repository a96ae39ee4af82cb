"""The build script: splits the transcripts in source/ into the pages in docs/qa/."""

import sys

from wenda.cli import main

sys.exit(main(["build", *sys.argv[1:]]))
