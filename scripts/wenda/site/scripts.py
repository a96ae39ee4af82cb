"""The ES modules of the site, linked into the few files that a page asks for.

`docs/assets/wenda/` runs as it stands, one request a module; linked, it is one request for what
X
What is understood is what the modules are written in (scripts/lint holds them to it): one
`import {…} from '…';` a statement, `export` before a function, class or const, no cycles.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_IMPORT = re.compile(r"^import\s*\{([^}]*)\}\s*from\s*'([^']+)';$", re.M)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const)) (\w+)", re.M)
_LATER = re.compile(r"\bimport\('([^']+)'\)")
_WORKER = re.compile(r"\bnew Worker\(new URL\('([^']+\.mjs)', import\.meta\.url\)")
_HERE = re.compile(r"\bimport\.meta\.url\b")
_LEFT = re.compile(r"^(import|export)\b.*", re.M)
_TYPES = re.compile(r"/\*\*(?:(?!\*/).)*\*/|^ *//[^\n]*$", re.M | re.S)  # they name modules as well


class CannotLink(ValueError):
    """A module is written in a way that is not understood here; the message names it."""


@dataclass(frozen=True, slots=True)
class Module:
    path: str  # below the folder, such as engine/client.mjs
    source: str  # without what its comments say of types

    @property
    def name(self) -> str:
        """The constant that holds its exports in a linked file."""
        return "$" + re.sub(r"\W", "_", self.path.removesuffix(".mjs"))

    def at(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))

    @property
    def imports(self) -> list[str]:
        return [self.at(path) for _, path in _IMPORT.findall(self.source)]

    @property
    def later(self) -> list[str]:
        """What it imports when it is needed."""
        return [self.at(path) for path in _LATER.findall(self.source)]

    @property
    def workers(self) -> list[str]:
        return [self.at(path) for path in _WORKER.findall(self.source)]

    @property
    def exports(self) -> list[str]:
        return [name for _, name in _EXPORT.findall(self.source)]


def linked(sources: Mapping[str, str], entry: str) -> dict[str, str]:
    """The files that a page asks for, by path, of the modules `sources`, from `entry` on.

    Raises CannotLink, and KeyError for an import of a module that is not there.
    """
    return dict(_files(_modules(sources), entry, {}))


def _modules(sources: Mapping[str, str]) -> dict[str, Module]:
    return {path: Module(path, _TYPES.sub("", text)) for path, text in sources.items()}


def linked_whole(sources: Mapping[str, str], entry: str) -> str:
    """All that `entry` may ever need as one script that is no module, for `<script defer>`.

    Raises CannotLink and KeyError as `linked` does.
    """
    modules = _modules(sources)
    parts = [
        _wrapped(module, modules, entry, _at_once, "$here")
        for module in _in_order(modules, entry, all_of_it=True)
    ]
    body = "\n".join(["const $here = document.currentScript.src;", *parts])
    return f"(() => {{\n{body}\n}})();\n"


def _at_once(module: Module) -> str:
    return f"Promise.resolve({module.name})"


def _files(
    modules: Mapping[str, Module], entry: str, there: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The file of `entry`, and those that it asks for; `there`: in which file a module is."""
    ours = [each for each in _in_order(modules, entry) if each.path not in there]
    yield entry, _text(modules, ours, entry, there)
    known = {**there, **{each.path: entry for each in ours}}
    for module in ours:
        for path in module.later:
            yield from _files(modules, path, known)
        for path in module.workers:  # a worker has nothing of its page
            yield from _files(modules, path, {})


def _in_order(modules: Mapping[str, Module], entry: str, all_of_it: bool = False) -> list[Module]:
    """A module and all that it imports, what is imported first; also what it imports later."""
    order: dict[str, Module | None] = {}

    def visit(path: str) -> None:
        if path in order:
            if order[path] is None:
                raise CannotLink(f"{path}: imports itself by way of others")
            return
        order[path] = None
        module = modules[path]
        for each in module.imports + (module.later if all_of_it else []):
            visit(each)
        del order[path]
        order[path] = modules[path]

    visit(entry)
    return [module for module in order.values() if module]


def _text(
    modules: Mapping[str, Module], ours: list[Module], entry: str, there: Mapping[str, str]
) -> str:
    brought: dict[str, set[str]] = {}
    for module in ours:
        for path in module.imports:
            if path in there:
                brought.setdefault(there[path], set()).add(modules[path].name)
    own = modules[entry]

    def later(module: Module) -> str:
        return f"import('{_from(entry, module.path)}')"

    return "\n".join(
        [
            *(
                f"import {{ {', '.join(sorted(names))} }} from '{_from(entry, path)}';"
                for path, names in sorted(brought.items())
            ),
            *(_wrapped(module, modules, entry, later, "import.meta.url") for module in ours),
            f"export {{ {', '.join(module.name for module in ours)} }};",
            f"export const {{ {', '.join(own.exports)} }} = {own.name};" if own.exports else "",
        ]
    )


def _wrapped(
    module: Module,
    modules: Mapping[str, Module],
    entry: str,
    later: Callable[[Module], str],
    here: str,
) -> str:
    """A module as a function that is run once; `here` is what the file calls its own address."""

    def imported(match: re.Match[str]) -> str:
        names = re.sub(r"(\w+)\s+as\s+(\w+)", r"\1: \2", match[1])
        return f"const {{ {names} }} = {modules[module.at(match[2])].name};"

    body = _IMPORT.sub(imported, module.source)
    body = _EXPORT.sub(r"\1 \2", body)
    if left := _LEFT.search(body):
        raise CannotLink(f"{module.path}: {left[0]}")
    body = _LATER.sub(lambda match: later(modules[module.at(match[1])]), body)
    body = _HERE.sub(f"new URL('{_from(entry, module.path)}', {here})", body)
    exports = ", ".join(module.exports)
    return f"const {module.name} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"


def _from(entry: str, path: str) -> str:
    relative = posixpath.relpath(path, posixpath.dirname(entry) or ".")
    return relative if relative.startswith(".") else f"./{relative}"
