"""The site as MkDocs makes it for an address: what search engines and browsers ask it for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from unittest.mock import Mock
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from lxml import etree
from mkdocs.config import load_config

from support import ROOT, TOY, revise

ADDRESS = "https://wenda.example/a/"
OURS_AT = "https://example.org/wenda/"


def checkout(folder: Path, transcripts: Path = TOY) -> Path:
    """The project's own files with the toy transcripts, or its own."""
    for name in ("mkdocs.yml", "docs", "scripts"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, folder / name, ignore=shutil.ignore_patterns("qa", "__pycache__")
            )
        else:
            shutil.copy(source, folder / name)
    shutil.copytree(transcripts / "source", folder / "source")
    return folder


def make(root: Path, address: str = ADDRESS) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site"]
    environment = {**os.environ, "SITE_URL": address}
    result = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Published; then the words of q02 turn out to belong to q01, and it is published again."""
    root = checkout(tmp_path_factory.mktemp("checkout"))
    make(root)
    sidecar = next(root.rglob("2019-12-30-li-si.yml"))
    kept = [line for line in sidecar.read_text("utf-8").splitlines(True) if "  q02:" not in line]
    sidecar.write_text("".join(kept), "utf-8")
    outcome = revise(root, "2019-12-30-li-si", "**企鹅社记者：**", "**追问：**")
    assert outcome.clean, outcome.findings
    return make(root)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(checkout(tmp_path_factory.mktemp("ours"), ROOT), OURS_AT)


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_partial_build_is_refused(command: str, tmp_path: Path) -> None:
    """What MkDocs does not render again would be published as it was: the home page, lists."""
    arguments = [sys.executable, "-m", "mkdocs", command, "--dirty"]
    result = subprocess.run(
        arguments, cwd=checkout(tmp_path), capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode != 0
    assert "--dirty 会留下过时的页面" in result.stderr
    assert not (tmp_path / "site").exists()


HOSTILE = '</title><script>alert(1)</script> <b>"粗"</b> & {{ page }} `c` *x* | y'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that an editor writes is full of syntax."""
    root = checkout(tmp_path_factory.mktemp("hostile"))
    sidecar = next(root.rglob("2020-01-16-wang-wu.yml"))
    record = yaml.safe_load(sidecar.read_text("utf-8"))
    record |= {"title": HOSTILE, "place": HOSTILE, "exchanges": {"q01": {"heading": HOSTILE}}}
    record["publication"]["name"] = HOSTILE
    sidecar.write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    return make(root)


def test_what_editors_write_is_text_in_every_place(hostile: Path) -> None:
    for address, page in pages(hostile).items():
        scripts = page.xpath("//script[not(@type='application/ld+json')]/text()")
        assert not [script for script in scripts if "alert(1)" in script], address
        assert not page.xpath("//b | //article//em"), address
    page = pages(hostile)[f"{ADDRESS}qa/2020-01-16-wang-wu/q01/"]
    assert HOSTILE in page.findtext(".//title")
    assert page.findtext(".//h1") == HOSTILE
    assert one(page, "//meta[@property='og:title']/@content") == HOSTILE
    assert HOSTILE in one(page, "//meta[@name='citation_title']/@content")
    assert one(page, "//meta[@name='prism.publicationName']/@content") == HOSTILE
    (data,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["recordedAt"]["location"]["name"] == HOSTILE


def pages(made: Path) -> dict[str, etree._Element]:
    """Every page by its address."""
    return {
        f"{ADDRESS}{path.parent.relative_to(made).as_posix()}/".replace("/./", "/"): etree.HTML(
            path.read_bytes()
        )
        for path in made.rglob("index.html")
    }


def one(page: etree._Element, path: str) -> str:
    (found,) = page.xpath(path)
    return str(found)


def test_every_page_has_its_own_address(made: Path) -> None:
    elsewhere = {}
    for address, page in pages(made).items():
        canonical = one(page, "//link[@rel='canonical']/@href")
        if canonical != address:
            elsewhere[address] = canonical
        assert one(page, "//meta[@name='description']/@content")
        assert one(page, "//meta[@name='wenda-site']/@content") == ADDRESS
    moved = f"{ADDRESS}qa/2019-12-30-li-si/"
    assert elsewhere == {f"{moved}q02/": f"{moved}q01/"}


def test_an_address_whose_words_moved_still_answers(made: Path) -> None:
    """Without script too, and paragraph by paragraph."""
    page = pages(made)[f"{ADDRESS}qa/2019-12-30-li-si/q02/"]
    for name in ("p1", "p2"):
        (item,) = page.xpath(f"//*[@id='{name}']")
        (link,) = item.xpath(".//a/@href")
        target, _, fragment = urljoin(f"{ADDRESS}qa/2019-12-30-li-si/q02/", link).partition("#")
        assert target == f"{ADDRESS}qa/2019-12-30-li-si/q01/"
        assert pages(made)[target].xpath(f"//*[@id='{fragment}']")


def test_the_sitemap_lists_them_all_and_says_no_untrue_dates(made: Path) -> None:
    sitemap = etree.fromstring((made / "sitemap.xml").read_bytes())
    listed = [element.text for element in sitemap.iter("{*}loc")]
    own = {
        address
        for address, page in pages(made).items()
        if one(page, "//link[@rel='canonical']/@href") == address
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == own
    assert not list(sitemap.iter("{*}lastmod"))


def test_robots_are_led_to_the_sitemap(made: Path) -> None:
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (made / "robots.txt").read_text("utf-8")


def test_browsers_are_offered_the_search(made: Path) -> None:
    """OpenSearch 1.1: ShortName at most 16 characters, Description, a Url with {searchTerms}."""
    document = etree.fromstring((made / "opensearch.xml").read_bytes())
    assert len(document.findtext("{*}ShortName")) <= 16
    assert document.findtext("{*}Description")
    templates = [url.get("template") for url in document.iter("{*}Url")]
    assert f"{ADDRESS}search/?q={{searchTerms}}" in templates
    for address, page in pages(made).items():
        link = one(page, "//link[@rel='search']/@href")
        assert urljoin(address, link) == f"{ADDRESS}opensearch.xml"


def test_the_search_field_stands_in_the_header(made: Path) -> None:
    for address, page in pages(made).items():
        field = one(page, "//header//a[@data-wd-open]/@href")
        assert urljoin(address, field) == f"{ADDRESS}search/"
        assert not page.xpath("//head/link[@hreflang]")
    unknown = etree.HTML((made / "404.html").read_bytes())
    assert one(unknown, "//header//a[@data-wd-open]/@href") == "/a/search/"


def test_the_styles_are_one_file(made: Path) -> None:
    """Whatever they are made of: each file is a request that a page waits for."""
    sheet = (made / "assets/wenda.css").read_text("utf-8")
    assert "{%" not in sheet
    assert ".wd-words" in sheet
    assert not (made / "styles").exists()
    for page in pages(made).values():
        sheets = page.xpath("//link[@rel='stylesheet']/@href")
        assert len([sheet for sheet in sheets if "wenda" in sheet]) == 1


def test_of_the_theme_there_is_what_pages_ask_for(made: Path) -> None:
    assets = made / "assets"
    there = {path for path in assets.rglob("*") if path.is_file() and path.suffix != ".mjs"}
    asked = {
        made / urljoin(address, link).removeprefix(ADDRESS)
        for address, page in pages(made).items()
        for link in page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")
    }
    assert there == asked


def test_pages_lead_to_their_feed(made: Path) -> None:
    for address, page in pages(made).items():
        link = urljoin(address, one(page, "//link[@type='application/atom+xml']/@href"))
        assert (made / link.removeprefix(ADDRESS)).is_file()
        if re.search(r"/(topics|outlets)/(?!index)[a-z-]+/$", address) and "none" not in address:
            stem = address.removeprefix(ADDRESS).rstrip("/")
            if (made / f"{stem}.xml").exists():
                assert link == f"{ADDRESS}{stem}.xml"


def test_citations_and_data_name_the_address(made: Path) -> None:
    for address, page in pages(made).items():
        if re.search(r"/q\d\d/$", address):
            for slot in page.xpath("//*[@class='wd-cite']//*[@data-url]"):
                assert slot.text == address


@pytest.mark.parametrize("name", ["made", "hostile"])
def test_each_page_lets_the_themes_scripts_run_and_no_others(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Its policy names all inline scripts that are there, and these are the theme's."""
    site: Path = request.getfixturevalue(name)
    for path in site.rglob("*.html"):
        page = etree.HTML(path.read_bytes())
        policy = dict(
            directive.split(maxsplit=1)
            for directive in one(page, "//head/*[1][@http-equiv]/@content").split("; ")
        )
        scripts = page.xpath("//script[not(@src or contains(@type, 'json'))]/text()")
        hashes = {b64encode(sha256(each.encode()).digest()).decode() for each in scripts}
        assert hashes, path
        assert policy["script-src"].split()[0] == "'self'"
        assert {*policy["script-src"].split()[1:]} == {f"'sha256-{each}'" for each in hashes}, path
        assert not page.xpath("//*[@style] | //style"), path
        # The encoding has to stand within the first 1,024 bytes (HTML, 4.2.5.4).
        assert b'<meta charset="utf-8">' in path.read_bytes()[:1024], path


def test_a_page_of_an_exchange_is_small(ours: Path) -> None:
    """16 KB of HTML, with an address, which stands in it eleven times.

    Hosts take a site of 1 GB (docs/scale.md): of 35,000 exchanges these pages are then half. And a
    host that does not compress sends such a page in its first flight of packets or little more.
    """
    sizes = {path: path.stat().st_size for path in ours.glob("qa/*/q*/index.html")}
    assert len(sizes) == 18
    assert max(sizes.values()) <= 16 * 1024, max(sizes, key=lambda path: sizes[path])


def test_the_list_for_who_is_offline_is_of_these_files(made: Path) -> None:
    """Every page, all that the pages load, each as it is."""
    read = json.loads((made / "offline.json").read_bytes())
    assert read["whole"]
    listed = dict(read["files"])
    for path, digest in listed.items():
        file = made / (f"{path}index.html" if path.endswith("/") or not path else path)
        assert sha256(file.read_bytes()).hexdigest().startswith(digest), path
    every = {path.relative_to(made).as_posix() for path in made.rglob("index.html")}
    assert {f"{path}index.html" for path in listed if path.endswith("/") or not path} == every
    for address, page in pages(made).items():
        for link in page.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
            assert urljoin(address, link).removeprefix(ADDRESS) in listed, link


@pytest.mark.parametrize("name", ["made", "ours", "hostile"])
def test_every_link_leads_to_a_place(name: str, request: pytest.FixtureRequest) -> None:
    """To a file of the site, and where it names a place, to an element of that name.

    Anchors are made in templates, which any archive goes through: so on archives that have every
    kind of them, and not in each build, which would have to parse the pages of a large one again.
    """
    site: Path = request.getfixturevalue(name)
    known = {path: etree.HTML(path.read_bytes()) for path in site.rglob("*.html")}
    ids = {path: {*page.xpath("//@id")} for path, page in known.items()}
    base = OURS_AT if name == "ours" else ADDRESS
    dead = []
    for path, page in known.items():
        here = urljoin(base, path.relative_to(site).as_posix())
        for link in page.xpath("//@href | //@src | //@action"):
            to, _, place = urljoin(here, link).partition("#")
            if not to.startswith(base):
                continue
            file = site / unquote(urlsplit(to).path).removeprefix(urlsplit(base).path)
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (place and unquote(place) not in ids.get(file, {place})):
                dead.append((path.relative_to(site).as_posix(), link))
    assert dead == []


class Watching:
    """What `mkdocs serve` looks at, as it stands when the hook is asked."""

    builder: Callable[[], None]

    def __init__(self, docs: Path) -> None:
        self.whole, self.alone = {docs}, set[Path]()

    def watch(self, path: str, recursive: bool = True) -> None:
        (self.whole if recursive else self.alone).add(Path(path))

    def unwatch(self, path: str) -> None:
        self.whole.remove(Path(path))


def test_serving_looks_at_what_people_write_and_not_at_what_is_built(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    docs = root / "docs"
    (docs / "qa/data").mkdir(parents=True)
    config = load_config(str(root / "mkdocs.yml"))
    hook = next(iter(config.hooks.values()))
    hook._run.site = root / "site"
    hook._run.conferences = Mock()
    server = Watching(docs)
    hook.on_serve(server, config, None)

    def seen(path: Path) -> bool:
        return path.parent in server.alone or any(path.is_relative_to(at) for at in server.whole)

    written = (*docs.glob("*.md"), *docs.glob("assets/**/*"), *docs.glob("overrides/**/*"))
    for path in (*written, *(root / "source").rglob("*"), docs / "new.md"):
        assert seen(path), path
    assert not seen(docs / "qa/data/page.md")
    assert not seen(docs / "qa/page.md")


def test_what_the_build_wrote_itself_is_no_reason_to_build_again(tmp_path: Path) -> None:
    """And whatever else is: after an error, while it builds, and a ledger that somebody mends."""
    root = checkout(tmp_path)
    config = load_config(str(root / "mkdocs.yml"))
    hook = next(iter(config.hooks.values()))
    hook._run.site = root / "site"
    hook._run.conferences = Mock()
    text = root / "source/transcripts/2019/2019-12-30-li-si.txt"
    builds: list[str] = []
    meanwhile: list[str] = []

    def builder() -> None:
        builds.append(text.read_text("utf-8"))
        text.with_suffix(".tsv").write_text(f"{len(builds)} rows\n", "utf-8")
        if meanwhile:
            text.write_text(meanwhile.pop(), "utf-8")
        if "坏" in builds[-1]:
            raise ValueError("坏")

    server = Watching(root / "docs")
    hook.on_serve(server, config, builder)
    server.builder()
    assert builds == []  # nothing happened since the first build
    text.write_text("一", "utf-8")
    server.builder()
    server.builder()  # the ledger was seen
    assert builds == ["一"]
    meanwhile.append("二之后")
    text.write_text("二", "utf-8")
    server.builder()
    server.builder()
    assert builds == ["一", "二", "二之后"]
    text.with_suffix(".tsv").write_text("by hand\n", "utf-8")
    server.builder()
    assert len(builds) == 4
    text.write_text("坏", "utf-8")
    for _ in range(2):
        with pytest.raises(ValueError, match="坏"):
            server.builder()
    beside = tmp_path / "beside.css"  # `--watch` names it
    beside.write_text("", "utf-8")
    config.watch.append(str(beside))
    docs = root / "docs"
    for path in (beside, root / "mkdocs.yml", docs / "about.md", docs / "assets/wenda/page.mjs"):
        text.write_text("好", "utf-8")
        server.builder()
        before = len(builds)
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        server.builder()
        assert len(builds) == before + 1, path


def test_serving_begins_in_five_lines_and_ends_with_the_address(tmp_path: Path) -> None:
    """The first of five is of the environment, where it has to be made."""
    root = checkout(tmp_path)
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", "127.0.0.1:0"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE) as serving:
        assert serving.stderr
        said = []
        for line in serving.stderr:
            said.append(line.decode())
            if "Serving on" in said[-1]:
                break
        serving.terminate()
    assert "Serving on http://127.0.0.1:" in said[-1]
    said = [line for line in said if "source/" not in line]  # what is to be known of the texts
    assert len(said) <= 4, said
