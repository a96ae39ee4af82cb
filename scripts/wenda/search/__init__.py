"""The archive as the files of the search index."""
