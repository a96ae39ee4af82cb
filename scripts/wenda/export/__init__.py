"""The archive for a search engine that an institution runs already: OpenSearch or Elasticsearch.

What is written is the index (analysis and mapping), the documents in files for `_bulk`, and a
hundred quotations with the exchanges that have them: the test that the engine finds what we find.

    analysis.py    our folding as character filters of the engine, and pairs of characters as tokens
    index.py       the fields of a document
    documents.py   conference → documents
    bulk.py        documents → files of a size that a request takes
    acceptance.py  documents → quotations with their exchanges
    ask.py         goes along with the files: loads them and asks; needs only Python
    command.py     `wenda export opensearch FOLDER`
"""
