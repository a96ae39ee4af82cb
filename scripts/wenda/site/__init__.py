"""The archive as pages: templates, citations, metadata, and the fates of old addresses."""
