"""The archive as data: JSON lines, CSV, Atom, TEI, Akoma Ntoso. Knows nothing of pages."""
