"""The site as a folder that is opened from a disk, without a server: pure, from files to files.

Browsers refuse modules, workers and fetch at file: addresses, and nobody there gives a folder's
page for the folder. So links name `index.html`, the modules are one script, and what pages ask for,
the search data and the citations of other pages, are scripts too (docs/assets/wenda/packed.mjs
reads them).
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping

from wenda.addresses import CONFERENCE, GENERATED, SEARCH
from wenda.site.scripts import linked_whole

SCRIPT = "assets/wenda/packed.js"  # also what tells such a folder from another

_EXCHANGE = re.compile(rf"({GENERATED}{CONFERENCE.pattern}/)q\d+/(?=index\.html$)")
_CITATIONS = re.compile(r'<div class="wd-cite".*?</div>', re.S)
# What only a server or a crawler would ask for.
_LEFT_OUT = re.compile(
    r"assets/wenda/.*\.mjs$"
    r"|(?:404\.html|sw\.js|offline\.json|robots\.txt|opensearch\.xml|sitemap\.xml(?:\.gz)?)$"
)
_LINK = re.compile(r"""\b(href|action)="([^"?#:]*)(?=["?#])""")
_MODULE = re.compile(r'<script src="([^"]*)assets/wenda/page\.mjs" type="module"></script>')
_FOR_SERVERS = re.compile(
    r'\s*(?:<(?:link rel="(?:modulepreload|search)"|meta name="wenda-offline")[^>]*>'
    r"|<script data-early>.*?</script>)"
)


def packed(
    site: Iterable[tuple[str, bytes]], modules: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The files of a site by their paths, and its modules, as those of such a folder.

    Raises ValueError for a page that does not load the site's script exactly once.
    """
    citations: dict[str, dict[str, str]] = {}  # by conference, by page
    for path, data in site:
        if _LEFT_OUT.match(path):
            continue
        if path.endswith(".html"):
            html = data.decode()
            yield path, _page(path, html).encode()
            if (page := _EXCHANGE.match(path)) and (section := _CITATIONS.search(html)):
                citations.setdefault(page[1], {})[page[0]] = section[0]
        elif path.startswith(SEARCH):
            yield f"{path}.js", _script({path: b64encode(data).decode()})
        else:
            yield path, data
    for conference, of_pages in citations.items():
        yield f"{conference}citations.js", _script(of_pages)
    yield SCRIPT, linked_whole(modules, "packed.mjs").encode()


def _script(data: Mapping[str, str]) -> bytes:
    written = json.dumps(data, ensure_ascii=False)
    return f"Object.assign(wendaData, {written});\n".encode()


def _page(path: str, html: str) -> str:
    html, count = _MODULE.subn(rf'<script src="\1{SCRIPT}" defer></script>', html)
    if count != 1:
        raise ValueError(f"{path}: {count} scripts of the site")
    return _LINK.sub(_with_index, _FOR_SERVERS.sub("", html))


def _with_index(match: re.Match[str]) -> str:
    """../q07/ is ../q07/index.html; what names a file or a place of the same page stays."""
    name, path = match.groups()
    last = path.rpartition("/")[2]
    if last in (".", ".."):
        path += "/"
    elif last or not path:
        return match[0]
    return f'{name}="{path}index.html'
