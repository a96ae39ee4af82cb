"""Traditional to Simplified, character by character."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

Script = Mapping[int, int]
"""Traditional to Simplified, by code point, as ``str.translate`` takes it."""


@cache
def simplified() -> Script:
    """Traditional to Simplified for single characters, from OpenCC (Apache 2.0).

    Its standard first; then the Taiwan and Hong Kong variants (著 for 着, 衞 for 衛) of characters
    that are not Simplified ones themselves (么 stays 么). Only pairs inside the basic plane, so
    that folding to Simplified moves no offset. Some 3,000 pairs, some 50 ms.
    """
    from opencc import OpenCC  # a build-time tool: nothing else needs it

    sources = [chr(code) for code in range(0x3400, 0xA000)]
    convert = {
        name: dict(zip(sources, OpenCC(name).convert("\n".join(sources)).split("\n"), strict=True))
        for name in ("t2s", "tw2s", "hk2s", "s2t")
    }
    table: dict[int, int] = {}
    for char in sources:
        variants = ("tw2s", "hk2s") if convert["s2t"][char] == char else ()
        for name in ("t2s", *variants):
            target = convert[name][char]
            target = convert["t2s"].get(target, target)  # 薴 → 苧 → 苎
            if target != char and len(target) == 1 and ord(target) < 0x10000:
                table[ord(char)] = ord(target)
                break
    return closed(table)


def closed(table: Mapping[int, int]) -> Script:
    """A table whose targets are not sources, so that folding stays idempotent."""

    def end(code: int) -> int:
        seen = {code}
        while (following := table.get(code, code)) not in seen:
            seen.add(following)
            code = following
        return code

    ends = {source: end(source) for source in table}
    return {source: target for source, target in ends.items() if target not in ends}


def script_for(script: Script, texts: Iterable[str]) -> Script:
    """The pairs whose target occurs in the folded texts: the others cannot help to find any."""
    present = set(map(ord, set().union(*texts)))
    return {source: target for source, target in script.items() if target in present}
