"""What people write: sidecars and vocabularies in YAML, with every mistake at its line."""
