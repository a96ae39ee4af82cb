"""An export's index and query against the types of the engines' own clients.

`npm ci` in this folder, then `python clients.py FOLDER`. Ends with 0 where both hold.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
_CHECKED = """
import type {{ estypes }} from "@elastic/elasticsearch";
import type {{ Client }} from "@opensearch-project/opensearch";
type Create = Parameters<Client["indices"]["create"]>[0];
type Search = NonNullable<Parameters<Client["search"]>[0]>;
export const elasticsearch: estypes.IndicesCreateRequest = {{ index: "wenda", ...{index} }};
export const asked: estypes.SearchRequest = {query};
export const opensearch: Create = {{ index: "wenda", body: {index} }};
export const searched: Search = {{ body: {query} }};
"""
_OPTIONS = "--noEmit --strict --skipLibCheck --module nodenext --target es2022".split()  # noqa: SIM905


def main(folder: Path) -> int:
    index = json.loads((folder / "index.json").read_text("utf-8"))
    folding = index["settings"]["analysis"]["char_filter"]["folding"]
    folding["mappings"] = folding["mappings"][:3]  # the compiler need not read thousands
    query = {"size": 1, "_source": False, "query": {"match_phrase": {"words": "原话"}}}
    source = HERE / "checked.ts"
    source.write_text(_CHECKED.format(index=json.dumps(index), query=json.dumps(query)), "utf-8")
    try:
        tsc = HERE / "node_modules/.bin/tsc"
        return subprocess.run([tsc, *_OPTIONS, source.name], cwd=HERE, check=False).returncode
    finally:
        source.unlink()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
