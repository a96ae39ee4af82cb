"""MkDocs' side of the build, and all of it: pages, scripts, policy, proof.

Kept thin on purpose: everything else works without MkDocs. MkDocs renders what people wrote in
docs/, into a folder aside; the generated pages, thousands of them, go through the same template
here, on all cores and only where something has changed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url

from wenda.build import GENERATED, SCRATCH, Outcome, built, site_record
from wenda.conferences import Conferences
from wenda.findings import CannotRun
from wenda.kept import key_of, program
from wenda.output import Folder, contents_of, files_in
from wenda.publication import PREFIX, Publication, page_of
from wenda.site.csp import inline_scripts, with_policy
from wenda.site.offline import LIST, offline_list
from wenda.site.render import is_html, leads_elsewhere, parted
from wenda.site.scripts import linked
from wenda.trouble import told
from wenda.verify import report

log = logging.getLogger("mkdocs.hooks.wenda")
_SCRIPTS = "assets/wenda/"
_STYLES_OF_THEME = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css")
_UNUSED = re.compile(r"assets/javascripts/|.*\.map$")  # 2 MB that no page loads
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Run:
    """What one run of MkDocs has to remember from one of its events to the next."""

    outcome: Outcome
    conferences: Conferences
    site: Path  # where the site is wanted
    config: MkDocsConfig
    env: Environment
    nav: Navigation
    files: Files
    doors: frozenset[str]  # files below docs/qa/ that MkDocs' navigation names


_run = _Run()
_serving = False


def on_startup(command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"
    for name in ("mkdocs.commands.build", "mkdocs.livereload"):
        logging.getLogger(name).addFilter(_is_news)
    if dirty:  # MkDocs would leave pages as they were that include or list what has changed
        raise PluginError("--dirty 会留下过时的页面；不带它也只做有变化的。")


def _is_news(record: logging.LogRecord) -> bool:
    """Not of a folder that is emptied aside, nor of the list of folders that are watched."""
    return not re.search("Cleaning site directory|Watching paths", record.getMessage())


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the pages before MkDocs looks for them."""
    root = Path(config.config_file_path).parent
    try:
        # While it serves, MkDocs makes site_url its own; where the site is published it then hides.
        config.extra["address"] = "" if _serving else config.site_url or ""
        config.extra["serving"] = _serving  # nothing is kept in the browser of who writes
        outcome, conferences = built(root, address=config.extra["address"])
    except CannotRun as error:
        raise PluginError(str(error)) from error
    for finding in sorted(outcome.findings):
        (log.error if finding.must_resolve else log.info)("%s", finding)
    if outcome.archive is None or conferences is None:
        raise PluginError("有待解决的问题，没有生成页面；见上。")
    _run.outcome, _run.conferences = outcome, conferences
    _run.site = root / SCRATCH / "served" if _serving else Path(config.site_dir)
    config.site_dir = str(root / SCRATCH / "frame")  # MkDocs empties it before it writes
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """What MkDocs is left with: no generated page but the doors, scripts linked together, and of
    the theme what a page asks for."""
    for file in [file for file in files if _UNUSED.match(file.src_uri) and _of_theme(file, config)]:
        files.remove(file)
    _run.doors = frozenset(
        path.removeprefix(PREFIX) for path in _named(config.nav) if path.startswith(PREFIX)
    )
    for file in list(files):
        path = file.src_uri.removeprefix(PREFIX)
        if path != file.src_uri and path not in _run.doors:
            files.remove(file)
    modules = [file for file in files if file.src_uri.startswith(_SCRIPTS)]
    sources = {file.src_uri.removeprefix(_SCRIPTS): file.content_string for file in modules}
    for file in modules:
        files.remove(file)
    for path, text in linked(sources, "page.mjs").items():
        files.append(File.generated(config, _SCRIPTS + path, content=text))
    return files


def _of_theme(file: File, config: MkDocsConfig) -> bool:
    custom = config.theme.custom_dir
    folders = [folder for folder in config.theme.dirs if folder != custom]
    return bool(file.src_dir) and file.src_dir in folders


def _named(nav: Any) -> Iterator[str]:
    """The files that a navigation names."""
    match nav:
        case str():
            yield nav
        case dict():
            for inner in nav.values():
                yield from _named(inner)
        case list():
            for inner in nav:
                yield from _named(inner)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    _run.nav, _run.files = nav, files
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Themes put titles into HTML as they are; ours come from people."""
    page.title = escape(str(page.meta.get("title") or page.title or ""))
    for key in ("title", "description"):
        if page.meta.get(key):
            page.meta[key] = escape(str(page.meta[key]))
    if page.canonical_url and page.meta.get("canonical"):
        page.canonical_url = urljoin(page.canonical_url, str(page.meta["canonical"]))
    return markdown


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """What the page's template needs of the theme."""
    _run.config, _run.env = config, env
    _scripts.cache_clear()
    env.trim_blocks = env.lstrip_blocks = True  # the blanks of templates are a kilobyte a page
    of_theme = sorted(file.url for file in files if _STYLES_OF_THEME.fullmatch(file.src_uri))
    env.globals["styles_of_theme"] = of_theme
    env.globals["generated"] = list(_addresses(config)) if config.site_url else []


def _addresses(config: MkDocsConfig) -> Iterator[str]:
    """Of the generated pages that stand for themselves and not for another."""
    folder = Path(config.docs_dir, PREFIX)
    for path in (path for piece in _run.outcome.pieces for path in piece.files):
        if path.endswith(".md") and path not in _run.doors:
            with (folder / path).open(encoding="utf-8") as page:
                if not leads_elsewhere(page.read()):
                    yield page_of(PREFIX + path).removesuffix("index.html")


@cache
def _scripts(base_url: str) -> list[str]:
    """What the theme's inline scripts are, seen on a page that nobody's words are in."""
    context = get_context(Navigation([], []), Files([]), _run.config, base_url=base_url)
    page = _run.env.get_template("main.html").render(context, every_script=True)
    return inline_scripts(page)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _under_policy(output, get_relative_url(".", page.url))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    if not template_name.endswith(".html"):
        return output
    return _under_policy(output, urlsplit(config.site_url or "/").path)


def _under_policy(output: str, base_url: str) -> str:
    """While it serves, MkDocs puts a script of its own into each page, another every time."""
    if _serving:
        return output
    return with_policy(output, (script for script in _scripts(base_url) if script in output))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watched is what people write: to see what the build writes would be to build twice, and to
    look at thousands of files twice a second."""
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    written = (each for each in docs.iterdir() if each.is_dir() and each != root / GENERATED)
    folders = [root / "source", *written]
    server.unwatch(str(docs))
    server.watch(str(docs), recursive=False)
    for folder in folders:
        server.watch(str(folder))

    def watched() -> Iterator[Path]:
        """The same, and what MkDocs watches by itself or where it is asked to."""
        yield from folders
        yield from (each for each in docs.iterdir() if each.is_file())
        yield from map(Path, (config.config_file_path, *config.watch, *config.theme.dirs))

    server.builder = _where_there_is_news(builder, watched)
    # What the first edit will need, while somebody looks at the first page.
    Thread(target=_run.conferences.make_ready, daemon=True).start()
    server.root = str(_run.site)
    return server


def _where_there_is_news(builder: Any, watched: Callable[[], Iterable[Path]]) -> Callable[[], None]:
    """The build writes ledgers into a folder that is watched: of them alone there is no other."""
    seen = _state(watched())

    def build() -> None:
        nonlocal seen
        before = _state(watched())
        if before == seen:
            return
        seen = {}  # after an error whatever is done is news
        builder()
        # What people save while it builds is news; of ledgers what the build left is not.
        after = _state(watched())
        seen = before | {path: there for path, there in after.items() if path.suffix == ".tsv"}

    return build


def _state(watched: Iterable[Path]) -> dict[Path, Any]:
    """Of each file how it is seen that somebody has changed it."""
    state: dict[Path, Any] = {}
    for place in watched:
        if place.is_dir():
            state |= {place / path: there for path, there in files_in(place).items()}
        elif place.is_file():
            state[place] = place.stat().st_mtime_ns
    return state


def on_post_build(config: MkDocsConfig) -> None:
    """The generated pages, the proof on the finished HTML, and only then the site."""
    root = Path(config.config_file_path).parent
    scratch = root / SCRATCH
    try:
        with told():
            _publish(root, scratch, config)
    except CannotRun as error:
        raise PluginError(str(error)) from error


def _publish(root: Path, scratch: Path, config: MkDocsConfig) -> None:
    record = site_record(root, _run.site)
    site = Folder(_run.site, scratch / "site", record)

    def frame(path: str, text: str) -> str:
        return _framed(path, text, config)

    publication = Publication(root / GENERATED, site, frame, _frame_key(config), _run.conferences)
    assembled = {each.slug: each for each in _run.outcome.assembled}
    try:
        made = list(publication.pieces(_run.outcome.pieces, assembled, _run.doors))
        failed = [verdict for _, verdict in made if verdict and not verdict.holds]
        if failed:
            raise PluginError("\n".join(line for verdict in failed for line in report(verdict)))
        by_mkdocs = site.stage("mkdocs", "", contents_of(Path(config.site_dir)))
        pieces = [*(piece for piece, _ in made), by_mkdocs]
        files = {path: file for piece in pieces for path, file in piece.files.items()}
        listed = offline_list(files, by_mkdocs.files)
        changes = site.put([*pieces, site.stage("offline", "", [(LIST, listed)])])
    finally:
        site.drop()
    _run.conferences.forget_others()
    log.info("%s: %d files written, %d removed, all proved", _run.site,
             len(changes.write), len(changes.remove))  # fmt: skip


def _framed(path: str, text: str, config: MkDocsConfig) -> str:
    """A generated page as MkDocs makes any other, but without Markdown where there is none."""
    page = Page(None, File(path, config.docs_dir, config.site_dir, True), config)
    front, body = parted(text)
    page.meta = yaml.load(front, _YAML) or {}
    page.markdown = on_page_markdown(body, page, config, _run.files)
    if is_html(body):
        page.content, page.toc = body, TableOfContents([])
    else:
        page.render(config, _run.files)
    context = get_context(_run.nav, _run.files, config, page)
    output = _run.env.get_template("main.html").render(context)
    return on_post_page(output, page, config)


def _frame_key(config: MkDocsConfig) -> str:
    """Of everything that a page's frame is made of: the theme, our templates, the settings."""
    folder = Path(config.theme.custom_dir or "")
    parts: list[bytes | str] = [
        *(program(), str(config.site_url), str(_serving), str(config.nav)),
        *(Path(config.config_file_path).read_bytes(), Path(__file__).read_bytes()),
    ]
    return key_of(*parts, *(part for item in contents_of(folder) for part in item))
