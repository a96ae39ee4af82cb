"""The export for an engine: read as an engine reads it, it finds what we find, and no more."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from engine import Engine, bulk, load
from hypothesis import given
from hypothesis import strategies as st

from printed_tokens import of_paragraphs, places, words
from support import ROOT, copy_toy
from wenda.cli import main
from wenda.export import acceptance
from wenda.export import bulk as files
from wenda.export.index import index
from wenda.naming.fold import folded_text
from wenda.naming.script import simplified

SCRIPT = simplified()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_toy(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="module")
def exported(project: Path) -> Path:
    """An export of the toy archive, published at an address."""
    folder = project / "out"
    where = ["--root", str(project), "--address", "https://example.org/wenda"]
    assert main(["export", "opensearch", *where, str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(json.loads(json.dumps(index(SCRIPT))))


def test_every_exchange_and_remark_is_a_document(exported: Path, project: Path) -> None:
    assert main(["build", "--root", str(project)]) == 0
    lines = (project / "docs/qa/data/exchanges.jsonl").read_text("utf-8").splitlines()
    exchanges = {json.loads(line)["exchange"]: json.loads(line) for line in lines}
    documents = load(exported).documents
    assert {id for id, each in documents.items() if each["kind"] == "exchange"} == set(exchanges)
    assert {each["kind"] for each in documents.values()} == {"exchange", "opening", "closing"}
    for id, exchange in exchanges.items():
        document = documents[id]
        said = sorted(exchange["paragraphs"], key=lambda each: each["kind"] == "translation")
        assert [(p["id"], p["text"]) for p in document["paragraphs"]] == [
            (p["id"], p["text"]) for p in said
        ]
        assert "\n".join(document["words"]) == "\n".join(p["text"] for p in said)
        assert document["outlets"] == [each["id"] for each in exchange["outlets"]]
        assert document["topics"] == [each["id"] for each in exchange["topics"]]
        assert document["speakers"] == [each["id"] for each in exchange["speakers"]]
        assert document["heading"] == exchange["title"]


def test_addresses_are_those_of_the_site(exported: Path, project: Path) -> None:
    main(["build", "--root", str(project)])
    for document in load(exported).documents.values():
        for paragraph in document["paragraphs"]:
            page, _, anchor = paragraph["address"].partition("#")
            path = page.removeprefix("https://example.org/wenda/").rstrip("/")
            found = [project / "docs" / f"{path}.md", project / "docs" / path / "index.md"]
            text = next(each for each in found if each.is_file()).read_text("utf-8")
            assert f'id="{anchor}"' in text


def test_a_suggested_reading_is_found_apart_from_what_is_printed(exported: Path) -> None:
    documents = load(exported).documents.values()
    suggested = [each for each in documents if "suggested" in each]
    assert suggested
    for each in suggested:
        assert not set(each["suggested"]) & set(each["words"])


@pytest.mark.parametrize("root", [None, ROOT], ids=["toy", "ours"])
def test_the_acceptance_test_passes(root: Path | None, exported: Path, tmp_path: Path) -> None:
    folder = exported
    if root:
        folder = tmp_path / "out"
        assert main(["export", "opensearch", "--root", str(root), str(folder)]) == 0
    found = load(folder)
    asked = json.loads((folder / "acceptance.json").read_text("utf-8"))
    assert len(asked) == (100 if root else len(asked))
    assert {each["kind"] for each in asked} >= {"exact", "punctuation", "numbers", "traditional"}
    for each in asked:
        assert found.phrase(each["quotation"]) == each["entries"], each


def test_what_it_expects_is_what_is_printed(tmp_path: Path) -> None:
    """By an oracle that does not share our folding."""
    folder = tmp_path / "out"
    assert main(["export", "opensearch", "--root", str(ROOT), str(folder)]) == 0
    documents = list(files.read(folder / "bulk"))
    runs = {
        d["entry"]: [of_paragraphs(tuple(w.split("\n"))) for w in d["words"]] for d in documents
    }
    for each in json.loads((folder / "acceptance.json").read_text("utf-8")):
        if each["kind"] != "traditional":  # the oracle's table is another one
            query = words(each["quotation"])
            entries = [e for e, found in runs.items() if any(places(run, query) for run in found)]
            assert sorted(entries) == each["entries"], each


def test_the_same_archive_gives_the_same_bytes(exported: Path, project: Path) -> None:
    again = project / "again"
    where = ["--root", str(project), "--address", "https://example.org/wenda"]
    main(["export", "opensearch", *where, str(again)])
    names = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert names == sorted(
        path.relative_to(exported) for path in exported.rglob("*") if path.is_file()
    )
    for name in names:
        assert (again / name).read_bytes() == (exported / name).read_bytes()


def test_nothing_is_overwritten(
    exported: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "opensearch", "--root", str(project), str(exported)]) == 2
    assert "已经在了" in capsys.readouterr().err


def test_files_are_of_a_size_that_a_request_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [{"entry": f"q{number}", "words": ["话" * number]} for number in range(50)]
    monkeypatch.setattr(files, "LARGEST", 700)
    number, count = files.write(tmp_path, iter(documents))
    paths = sorted(tmp_path.iterdir())
    assert (number, count) == (len(paths), 50)
    assert all(path.stat().st_size <= 700 for path in paths)
    assert list(files.read(tmp_path)) == documents
    assert len(paths) > 2


def test_one_conference_is_in_memory() -> None:
    """The documents are read twice and never gathered."""
    alive: list[int] = []

    class Document(dict[str, Any]):
        def __init__(self, number: int) -> None:
            super().__init__(
                entry=f"2020-01-01-a/q{number}", words=[f"第{number}个海湾，风平浪静。"]
            )
            alive.append(1)

        def __del__(self) -> None:
            alive.pop()

    def documents() -> Iterator[Document]:
        for number in range(2000):
            yield Document(number)
            assert len(alive) <= 3

    asked = acceptance.quotations(documents, SCRIPT)
    assert len(asked) == 100
    assert all(len(each["entries"]) <= 2000 for each in asked)


@pytest.mark.parametrize(
    ("printed", "asked", "found"),
    [
        ("今后三年，每年新增500亿元。", "三年每年新增", True),
        ("今后三年，每年新增500亿元。", "500亿", True),
        ("今后三年，每年新增500亿元。", "50", False),
        ("今后三年，每年新增500亿元。", "500", True),
        ("增长5%。", "5", False),
        ("增长5%。", "5 ％", True),
        ("共2,000人", "2000", True),
        ("共2，000人", "2000", False),
        ("共２，０００人", "2000", True),
        ("共12,345,678人", "12345678", True),
        ("第3、4条", "34", False),
        ("第3、4条", "3、4条", True),
        ("5—10天", "5-10天", True),
        ("5—10天", "510", False),
        ("5—10天", "10天", True),
        ("1.5万", "15万", False),
        ("1.5万", "1.5万", True),
        ("发展臺灣關係", "台湾关系", True),
        ("发展台湾关系", "臺灣關係", True),
        ("ＡＰＥＣ会议", "apec会议", True),
        ("“一带\u200b一路”倡议", "一带一路", True),
        ("上一句……5次", "5次", True),
        ("零下5度", "-5", False),
        ("气温-5度", "-5度", True),
        ("气温-5度", "5度", False),
        ("½杯", "1/2", True),
        ("10²米", "102", False),
        ("café", "cafe\u0301", True),
        ("ｶﾞｿﾘﾝ税", "ガソリン", True),
        ("约$100亿", "100亿", False),
        ("中方支持。\n10月", "支持10", True),
        ("有3。\n5个", "35", False),
    ],
)
def test_what_is_the_same(engine: Engine, printed: str, asked: str, found: bool) -> None:
    engine.documents.clear()
    engine.placed.clear()
    engine.put("x", {"words": [printed]})
    assert engine.phrase(asked) == (["x"] if found else [])


_PARTS = """
海湾 港口， 。 的 渔业 “风” 、 ： ； 年 Port Ａ 臺 灣 …
5 10 2030 2,000 1.5 5% ３％ -5 ￥100 5—10 3、4 20:30
"""
_TEXT = st.lists(st.sampled_from([*_PARTS.split(), " ", "\n"]), min_size=2, max_size=14)


@given(_TEXT, st.data())
def test_it_finds_what_we_find(engine: Engine, parts: list[str], data: Any) -> None:
    """A stretch from anywhere, also one that cuts a number, but not its signs alone."""
    text = "".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    asked = text[start : data.draw(st.integers(start + 1, len(text)))]
    folded = folded_text(asked, SCRIPT)
    if len(folded) > 1 and any(map(str.isalnum, folded)):
        engine.documents.clear()
        engine.placed.clear()
        engine.put("x", {"words": [text]})
        expected = acceptance.occurs(folded, folded_text(text, SCRIPT))
        assert bool(engine.phrase(asked)) == expected, engine.filtered(text)


class _Served(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.engines: dict[str, Engine] = {}  # by the name of the index
        self.forgets = False


class _Handler(BaseHTTPRequestHandler):
    server: _Served

    def do_PUT(self) -> None:
        self.server.engines[self.path.strip("/")] = Engine(json.loads(self._body()))
        self._answer({"acknowledged": True})

    def do_POST(self) -> None:
        body, (index, what) = self._body(), self.path.strip("/").split("/")
        engines = [engine for name, engine in self.server.engines.items() if fnmatch(name, index)]
        if what == "_bulk":
            assert self.headers["Content-Type"] == "application/x-ndjson"
            assert self.headers["Authorization"] == "Basic bWU6c2VjcmV0"
            self._answer({"errors": False, "items": bulk(engines[0], body)})
        elif what == "_search":
            query = json.loads(body)
            words = query["query"]["match_phrase"]["words"]
            found = [(id, e.documents[id]) for e in engines for id in e.phrase(words)]
            kept = found[1:] if self.server.forgets else found[: query["size"]]
            hits = [{"_id": id, "_source": document} for id, document in kept]
            self._answer({"hits": {"hits": hits}})
        else:
            self._answer({})

    def _body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()

    def _answer(self, value: Any) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def served() -> Iterator[_Served]:
    with _Served() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def _ask(
    folder: Path, what: str, server: _Served, *more: str, index: str = "wenda"
) -> subprocess.CompletedProcess[str]:
    address = f"http://127.0.0.1:{server.server_address[1]}"
    return subprocess.run(
        [sys.executable, folder / "ask.py", what, address, index, *more],
        env={"ENGINE_USER": "me", "ENGINE_PASSWORD": "secret", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_who_has_an_engine_loads_and_tests_it(exported: Path, served: _Served) -> None:
    assert _ask(exported, "load", served).returncode == 0
    tested = _ask(exported, "test", served)
    asked = json.loads((exported / "acceptance.json").read_text("utf-8"))
    assert (
        tested.stdout
        == f"{len(asked)} of {len(asked)} quotations give exactly the expected entries\n"
    )
    assert tested.returncode == 0
    wanted = next(each for each in asked if each["entries"])
    address = _ask(exported, "quote", served, wanted["quotation"]).stdout.split()[0]
    assert address == f"https://example.org/wenda/qa/{wanted['entries'][0]}/"
    served.forgets = True
    tested = _ask(exported, "test", served)
    assert tested.returncode == 1
    assert f"«{wanted['quotation']}»: missing" in tested.stdout


def test_archives_that_are_sites_of_their_own_are_asked_together(
    exported: Path, served: _Served, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    where = ["--root", str(ROOT), "--address", "https://example.org/other"]
    assert main(["export", "opensearch", *where, str(other)]) == 0
    for folder, name in ((exported, "wenda-toy"), (other, "wenda-ours")):
        assert _ask(folder, "load", served, index=name).returncode == 0
        assert _ask(folder, "test", served, index=name).returncode == 0
    found = _ask(other, "quote", served, "今年", index="wenda-*").stdout.split()
    assert {each.split("/")[3] for each in found} == {"wenda", "other"}
