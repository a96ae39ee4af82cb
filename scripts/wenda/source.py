"""What lies in `source/`: the files of each conference, and what does not belong there.

`scan` is the one place that reads them from the disk; all else here is about their names and bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from wenda.addresses import CONFERENCE
from wenda.editors import vocabulary
from wenda.editors.sidecar import Sidecar, read_sidecar
from wenda.editors.vocabulary import Vocabulary, read_vocabulary
from wenda.findings import CannotRun, Report, relative
from wenda.naming import ledger, register
from wenda.reading.decode import decode

TRANSCRIPTS = "source/transcripts"
_YEAR = re.compile(r"\d{4}", re.ASCII)
_KINDS = (".yml", ".tsv")  # that stand beside a transcript


@dataclass(frozen=True, slots=True)
class Transcript:
    """The files of one conference; None where one is not there."""

    path: str  # of the transcript, from the project's folder
    data: bytes
    sidecar: bytes | None
    ledger: bytes | None

    @property
    def slug(self) -> str:
        return PurePosixPath(self.path).stem

    def beside(self, ending: str) -> str:
        """The path of the file of the same name with another ending."""
        return str(PurePosixPath(self.path).with_suffix(ending))


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a build reads, as bytes."""

    transcripts: tuple[Transcript, ...]  # in the order of their paths
    others: tuple[str, ...]  # paths of further files among the transcripts
    vocabulary: Mapping[str, bytes]  # by path
    register: bytes | None


def scan(root: Path) -> Source:
    """Read `source/` of the project in `root`. Raises CannotRun where there is no project."""
    folder = root / TRANSCRIPTS
    vocabularies = {path: _needed(root, path) for path in vocabulary.FILES.values()}
    if not folder.is_dir():
        raise CannotRun(f"没有 {folder}：请在项目的文件夹里运行，或用 --root 指明。")
    transcripts: list[Transcript] = []
    others: list[str] = []
    for path in _files(folder):
        name = relative(path, root)
        if path.suffix == ".txt":
            beside = (_bytes(path.with_suffix(ending)) for ending in _KINDS)
            transcripts.append(Transcript(name, path.read_bytes(), *beside))
        elif name != register.PATH:
            others.append(name)
    return Source(tuple(transcripts), tuple(others), vocabularies, _bytes(root / register.PATH))


def check_files(source: Source, found: Report) -> None:
    """S04: a file that belongs to no transcript. S06: two conferences of one name.

    S07: the same bytes twice. S08: a transcript in the folder of another year than its name says.
    """
    seen: dict[str, str] = {}
    texts_seen: dict[bytes, str] = {}
    for transcript in source.transcripts:
        here = found.file(transcript.path)
        twin = texts_seen.setdefault(transcript.data, transcript.path)
        if twin != transcript.path and transcript.data:
            hint = "请对照原文：一份放错了文字；若是同一场，未发布过的一份请删去。"
            here.add("S07", 0, f"与 {twin} 的字节相同。", hint)
        folder, year = PurePosixPath(transcript.path).parent.name, transcript.slug[:4]
        if _YEAR.fullmatch(folder) and CONFERENCE.fullmatch(transcript.slug) and folder != year:
            message = f"文件名说是 {year} 年，却放在 {folder} 的文件夹里。"
            hint = f"请连同 .yml 和 .tsv 移到 {TRANSCRIPTS}/{year}/；移动不影响地址。"
            here.add("S08", 0, message, hint)
        if transcript.slug in seen:
            message = f"与 {seen[transcript.slug]} 同名，两场的地址会相同。"
            found.file(transcript.path).add("S06", 0, message, "请在文件名末尾加以区别。")
        seen[transcript.slug] = transcript.path
    texts = {transcript.path for transcript in source.transcripts}
    for other in map(PurePosixPath, source.others):
        here = found.file(str(other))
        if other.suffix not in _KINDS:
            message = "这里只放 .txt、同名的 .yml 和 .tsv。"
            here.add("S04", 0, message, "请改名或移走。")
        elif str(other.with_suffix(".txt")) not in texts:
            message = f"没有与它同名的文字稿 {other.stem}.txt。"
            hint = "已发布的地址不能失效：请恢复文字稿；从未发布过的，请删去这个文件。"
            here.add("S04", 0, message, hint)


def vocabulary_of(source: Source, found: Report) -> Vocabulary | None:
    texts = {path: decode(data, found.file(path)) for path, data in source.vocabulary.items()}
    return read_vocabulary(texts, found)


def sidecar_of(transcript: Transcript, known: Vocabulary, found: Report) -> Sidecar | None:
    """What an editor wrote of a conference; None where it cannot be used. S03: there is nothing."""
    name = transcript.beside(".yml")
    if transcript.sidecar is None:
        hint = f"请写 {name}，照 README 的「加一场记者会」。"
        found.file(transcript.path).add("S03", 0, "文字稿没有同名的 .yml 文件。", hint)
        return None
    here = found.file(name)
    text = decode(transcript.sidecar, here)
    return None if text is None else read_sidecar(text, transcript.slug, known, here)


def ledger_of(transcript: Transcript, found: Report) -> Sequence[ledger.Row] | None:
    """The rows promised so far; None where the file is damaged."""
    if transcript.ledger is None:
        return ()
    here = found.file(transcript.beside(".tsv"))
    text = decode(transcript.ledger, here)
    return None if text is None else ledger.read(text, here)


def promises_of(source: Source, found: Report) -> Mapping[str, int]:
    """How many addresses each conference has promised, by the register."""
    if source.register is None:
        return {}
    here = found.file(register.PATH)
    text = decode(source.register, here)
    return {} if text is None else register.read(text, here)


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder; dotfiles are editors' and version control's, not ours."""
    found = (path for path in folder.rglob("*") if not path.name.startswith("."))
    yield from sorted(path for path in found if path.is_file())


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _needed(root: Path, path: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except OSError as error:
        raise CannotRun(f"读不到 {root / path}：{error.strerror}。") from error
