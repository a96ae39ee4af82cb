"""The build: from `source/` to `docs/qa/`. Read `build` first; it is the picture in the README."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wenda import ledger, register, sidecar
from wenda.archive import Archive, Conference
from wenda.assemble import assemble, survey
from wenda.classify import Classifier
from wenda.decode import decode
from wenda.exports import data_files, data_page
from wenda.findings import CannotRun, Finding, relative, to_resolve
from wenda.output import Changes, compare, replace_file, replace_files
from wenda.pages import anchor, page_of, pages
from wenda.proof import read_page
from wenda.records import load
from wenda.searchable import search_files
from wenda.sidecar import ConferenceRecord, Sidecar
from wenda.vocabulary import Vocabulary, read_vocabulary

_SLUG = re.compile(r"\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found and did. Where something must be resolved, nothing was written."""

    findings: tuple[Finding, ...]
    archive: Archive | None = None
    changes: Changes = field(default_factory=lambda: Changes((), ()))

    @property
    def clean(self) -> bool:
        return not to_resolve(self.findings)


def build(root: Path, check: bool = False, address: str = "") -> Outcome:
    """Build the pages of the project in `root`; with `check`, only look.

    `address` is where the site will be published; without it, pages name no address of their own.
    """
    vocabulary, findings = _vocabulary(root)
    if vocabulary is None:
        return Outcome(tuple(findings))
    classify = Classifier(vocabulary)
    conferences: list[Conference] = []
    kept: dict[str, int] = {}  # rows in each ledger as it was found
    for path in _transcripts(root):
        name, data = relative(path, root), path.read_bytes()
        record, found = _sidecar(root, path, vocabulary)
        findings += found
        rows, found = _ledger(root, path)
        findings += found
        kept[path.stem] = len(rows or ())
        if record is None or rows is None:
            findings += survey(name, data, vocabulary)
            continue
        conference, found = assemble(name, data, record, rows, vocabulary, classify)
        findings += found
        if conference:
            conferences.append(conference)
    findings += _strays(root)
    promised, found = _register(root)
    findings += found
    findings += register.broken(promised, kept)
    if to_resolve(findings):
        return Outcome(tuple(findings))
    newest_first = sorted(conferences, key=lambda c: (c.date, c.slug), reverse=True)
    address = address and address.rstrip("/") + "/"
    archive = Archive(tuple(newest_first), vocabulary, address)
    files = {path: text.encode() for path, text in pages(archive)}
    exports = dict(data_files(archive))
    files |= {**exports, "data.inc": data_page(archive, exports).encode()}
    files |= {f"search/{path}": data for path, data in search_files(archive, classify).items()}
    findings += _promises(archive, files)
    if to_resolve(findings):
        return Outcome(tuple(findings))
    generated = root / "docs" / "qa"
    if check:
        return Outcome(tuple(findings), archive, compare(generated, files))
    for conference in conferences:  # what is promised is on record before it is published
        data = ledger.write(conference.rows).encode()
        replace_file((root / conference.source).with_suffix(".tsv"), data)
    replace_file(root / register.PATH, register.write(promised, conferences).encode())
    changes = replace_files(generated, files, root / ".cache")
    return Outcome(tuple(findings), archive, changes)


def _vocabulary(root: Path) -> tuple[Vocabulary | None, list[Finding]]:
    findings: list[Finding] = []

    def read(name: str) -> str | None:
        try:
            data = (root / name).read_bytes()
        except OSError as error:
            raise CannotRun(f"读不到 {root / name}：{error.strerror}。") from error
        text, found = decode(name, data)
        findings.extend(found)
        return text

    vocabulary, found = read_vocabulary("source/vocabulary", read)
    return vocabulary, [*findings, *found]


def _transcripts(root: Path) -> list[Path]:
    folder = root / "source" / "transcripts"
    if not folder.is_dir():
        raise CannotRun(f"没有 {folder}：请在项目的文件夹里运行，或用 --root 指明。")
    return [path for path in _files(folder) if path.suffix == ".txt"]


def _files(folder: Path) -> list[Path]:
    """The files below a folder; dotfiles are editors' and version control's, not ours."""
    found = (path for path in folder.rglob("*") if not path.name.startswith("."))
    return sorted(path for path in found if path.is_file())


def _strays(root: Path) -> Iterator[Finding]:
    """S04: a file that belongs to no transcript. S06: two conferences of one name."""
    seen: dict[str, Path] = {}
    for path in _files(root / "source" / "transcripts"):
        name = relative(path, root)
        if path.suffix == ".txt":
            if path.stem in seen:
                message = f"与 {relative(seen[path.stem], root)} 同名，两场的地址会相同。"
                yield Finding(name, 0, "S06", message, "请在文件名末尾加以区别。")
            seen[path.stem] = path
        elif name == register.PATH:
            continue
        elif path.suffix not in (".yml", ".tsv"):
            message = "这里只放 .txt、同名的 .yml 和 .tsv。"
            yield Finding(name, 0, "S04", message, "请改名或移走。")
        elif not path.with_suffix(".txt").exists():
            message = f"没有与它同名的文字稿 {path.stem}.txt。"
            hint = "已发布的地址不能失效：请恢复文字稿；从未发布过的，请删去这个文件。"
            yield Finding(name, 0, "S04", message, hint)


def _sidecar(
    root: Path, path: Path, vocabulary: Vocabulary
) -> tuple[Sidecar | None, list[Finding]]:
    sidecar_path = path.with_suffix(".yml")
    name = relative(sidecar_path, root)
    if not sidecar_path.exists():
        message = "文字稿没有同名的 .yml 文件。"
        hint = f"请写 {name}，照 README 的「加一场记者会」。"
        return None, [Finding(relative(path, root), 0, "S03", message, hint)]
    text, findings = decode(name, sidecar_path.read_bytes())
    if text is None:
        return None, findings
    record, lines, found = load(name, text, ConferenceRecord)
    findings += found
    if not _SLUG.fullmatch(path.stem):
        message = f"文件名 {path.stem} 不合写法。"
        hint = "由日期和发言人（或机构）的拉丁字母小写组成，如 2024-03-07-wang-yi。"
        findings.append(Finding(name, 0, "Y07", message, hint))
    if record is None:
        return None, findings
    loaded = Sidecar(name, record, lines)
    problems = list(sidecar.check(loaded, path.stem, vocabulary))
    return (None if problems else loaded), [*findings, *problems]


def _ledger(root: Path, path: Path) -> tuple[list[ledger.Row] | None, list[Finding]]:
    """The rows promised so far; None where the file is damaged."""
    ledger_path = path.with_suffix(".tsv")
    if not ledger_path.exists():
        return [], []
    name = relative(ledger_path, root)
    text, findings = decode(name, ledger_path.read_bytes())
    if text is None:
        return None, findings
    rows, found = ledger.read(name, text)
    return (None if found else rows), found


def _register(root: Path) -> tuple[dict[str, int], list[Finding]]:
    path = root / register.PATH
    if not path.exists():
        return {}, []
    text, findings = decode(register.PATH, path.read_bytes())
    return ({}, findings) if text is None else register.read(text)


def _promises(archive: Archive, files: dict[str, bytes]) -> Iterable[Finding]:
    """L03: a promised address for which no page has an anchor. Nothing is published then."""
    for conference in archive.conferences:
        names = {page_of(conference.slug, row.unit) for row in conference.rows}
        ids = {name: read_page(files.get(name, b"").decode()).ids for name in names}
        for row in conference.rows:
            if anchor(row) not in ids[page_of(conference.slug, row.unit)]:
                name = str(Path(conference.source).with_suffix(".tsv"))
                message = f"已发布的地址 {row.address} 没有页面可以回答。"
                hint = "这是程序的错误，请报告；在改正之前不要发布。"
                yield Finding(name, 0, "L03", message, hint)
