"""Load an export of Wenda into OpenSearch or Elasticsearch, and ask the quotations that go with it.

    python ask.py load https://localhost:9200 wenda     makes the index and sends the files
    python ask.py test https://localhost:9200 wenda     asks acceptance.json, prints what differs
    python ask.py quote https://localhost:9200 wenda 原话     prints the addresses of ten

Archives that are sites of their own get an index each, wenda-2000 and wenda-2010; 'wenda-*' asks
them all.

It needs Python 3.9 and nothing else. Name and password: the variables ENGINE_USER and
ENGINE_PASSWORD. `test` ends with 0 where every quotation gives exactly its entries, else with 1.
"""

import base64
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MOST = 10_000


def main(what: str, engine: str, index: str, *words: str) -> int:
    base = f"{engine.rstrip('/')}/{index}"
    if what == "load":
        return load(base)
    if what == "test":
        return test(base)
    for hit in hits(base, " ".join(words), most=10, shown=["address"]):
        print(hit["_source"]["address"])
    return 0


def load(base: str) -> int:
    """Make the index, send every file, and make what was sent searchable."""
    send("PUT", base, (HERE / "index.json").read_bytes())
    count = 0
    for path in sorted((HERE / "bulk").glob("*.ndjson")):
        answer = send("POST", f"{base}/_bulk", path.read_bytes(), "application/x-ndjson")
        refused = [item["index"] for item in answer["items"] if "error" in item["index"]]
        if answer["errors"] or refused:
            print(f"{path.name}: {json.dumps(refused[:3], ensure_ascii=False)}")
            return 1
        count += len(answer["items"])
        print(f"{path.name}: {count}")
    send("POST", f"{base}/_refresh", b"")
    return 0


def test(base: str) -> int:
    """Ask each quotation; its entries must be found, all of them and no others."""
    asked = json.loads((HERE / "acceptance.json").read_text("utf-8"))
    wrong = 0
    for each in asked:
        found = sorted(hit["_id"] for hit in hits(base, each["quotation"]))
        if found != each["entries"]:
            wrong += 1
            missing = sorted(set(each["entries"]) - set(found))
            more = sorted(set(found) - set(each["entries"]))
            print(f"{each['kind']} «{each['quotation']}»: missing {missing[:5]}, more {more[:5]}")
    print(f"{len(asked) - wrong} of {len(asked)} quotations give exactly the expected entries")
    return 1 if wrong else 0


def hits(base: str, words: str, most: int = MOST, shown: Any = False) -> list[dict[str, Any]]:
    """The entries in which words are printed, whatever the punctuation, width and script."""
    query = {
        "size": most,
        "_source": shown,
        "query": {"match_phrase": {"words": words}},
    }
    answer = send("POST", f"{base}/_search", json.dumps(query).encode())
    found: list[dict[str, Any]] = answer["hits"]["hits"]
    return found


def send(method: str, address: str, body: bytes, kind: str = "application/json") -> Any:
    request = urllib.request.Request(address, body or None, {"Content-Type": kind}, method=method)
    if user := os.environ.get("ENGINE_USER"):
        secret = f"{user}:{os.environ.get('ENGINE_PASSWORD', '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(secret.encode()).decode())
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {address}: {error.code} {error.read().decode()}") from error


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in ("load", "test", "quote"):
        raise SystemExit(__doc__)
    raise SystemExit(main(*sys.argv[1:]))
