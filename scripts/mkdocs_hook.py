"""MkDocs' side of the build, and all of it: pages, scripts, policy, proof.

Kept thin on purpose: everything else works without MkDocs.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from wenda.archive import Archive
from wenda.build import build
from wenda.findings import CannotRun
from wenda.site.csp import inline_scripts, with_policy
from wenda.site.scripts import linked
from wenda.verify import pages_in, report, verify

log = logging.getLogger("mkdocs.hooks.wenda")
_SCRIPTS = "assets/wenda/"
_STYLES_OF_THEME = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css")
_built: dict[str, Archive] = {}
_serving = False
_scripts_of_theme: Callable[[str], list[str]]


def on_startup(command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"
    if dirty:  # MkDocs would leave pages as they were that include or list what has changed
        raise PluginError("--dirty 会留下过时的页面，例如首页和清单；请不带它运行。")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the pages before MkDocs looks for them."""
    root = Path(config.config_file_path).parent
    try:
        # While it serves, MkDocs makes site_url its own; where the site is published it then hides.
        config.extra["address"] = "" if _serving else config.site_url or ""
        config.extra["serving"] = _serving  # nothing is kept in the browser of who writes
        outcome = build(root, address=config.extra["address"])
    except CannotRun as error:
        raise PluginError(str(error)) from error
    for finding in sorted(outcome.findings):
        (log.error if finding.must_resolve else log.info)("%s", finding)
    if outcome.archive is None:
        raise PluginError("有待解决的问题，没有生成页面；见上。")
    _built[str(root)] = outcome.archive
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """In the place of some seventy modules the few files that they are linked into."""
    modules = [file for file in files if file.src_uri.startswith(_SCRIPTS)]
    sources = {file.src_uri.removeprefix(_SCRIPTS): file.content_string for file in modules}
    for file in modules:
        files.remove(file)
    for path, text in linked(sources, "page.mjs").items():
        files.append(File.generated(config, _SCRIPTS + path, content=text))
    return files


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
    """What the page's template needs of the theme, and what its inline scripts are, seen on a page
    that nobody's words are in.
    """
    global _scripts_of_theme
    env.trim_blocks = env.lstrip_blocks = True  # the blanks of templates are a kilobyte a page
    of_theme = sorted(file.url for file in files if _STYLES_OF_THEME.fullmatch(file.src_uri))
    env.globals["styles_of_theme"] = of_theme

    @cache
    def scripts(base_url: str) -> list[str]:
        context = get_context(Navigation([], []), Files([]), config, base_url=base_url)
        return inline_scripts(env.get_template("main.html").render(context))

    _scripts_of_theme = scripts


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _under_policy(output, get_relative_url(".", page.url))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    if not template_name.endswith(".html"):
        return output
    return _under_policy(output, urlsplit(config.site_url or "/").path)


def _under_policy(output: str, base_url: str) -> str:
    """While it serves, MkDocs puts a script of its own into each page, another every time."""
    return output if _serving else with_policy(output, _scripts_of_theme(base_url))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    root = Path(config.config_file_path).parent
    server.watch(str(root / "source"))
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Prove on the finished HTML that no character was lost."""
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    for verdict in verify(_built[str(root)], pages_in(site)):
        if not verdict.holds:
            raise PluginError("\n".join(report(verdict)))
