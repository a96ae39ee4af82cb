"""The Content-Security-Policy of a page: whatever got into it, no script runs but the site's own
files and the theme's few inline ones.

As a `<meta>`, since a static host may not let its publisher set headers; `frame-ancestors` and
reports need a header (Content Security Policy Level 3, section 3.3).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser

# Whatever is not named is of the site's own origin: data, fonts, feeds, the worker and its modules.
_POLICY = (
    "default-src 'self'",
    "script-src 'self' {hashes}",
    "img-src 'self' data:",  # the theme's icons are masks in its stylesheet
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
_HEAD = re.compile(r"<head\b[^>]*>")


def with_policy(html: str, allowed: Iterable[str]) -> str:
    """The page with its policy, first in its head so that it holds for all the rest.

    `allowed` are the inline scripts that may run, by their text. They must not be taken from the
    page: it would then allow what it should stop. Raises ValueError where the page has no head.
    """
    head = _HEAD.search(html)
    if head is None:
        raise ValueError("这一页没有 <head>，放不进内容安全策略。")
    hashes = dict.fromkeys(f"'sha256-{_hash(script)}'" for script in allowed)
    policy = "; ".join(_POLICY).format(hashes=" ".join(hashes)).replace(" ;", ";")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html[: head.end()] + meta + html[head.end() :]


def inline_scripts(html: str) -> list[str]:
    """The scripts in a page that a browser would run, by their text; data (JSON) is none."""
    reader = _Scripts()
    reader.feed(html)
    reader.close()
    return reader.found


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._inside = (
            tag == "script" and "src" not in values and "json" not in (values.get("type") or "")
        )
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data
