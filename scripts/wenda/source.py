"""What lies in `source/`: the files of each conference, and what does not belong there.

`scan` is the one place that reads them from the disk; all else here is about their names and bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from wenda.addresses import CONFERENCE, WITNESS
from wenda.editors import vocabulary
from wenda.editors.sidecar import Sidecar, read_sidecar
from wenda.editors.vocabulary import Vocabulary, read_vocabulary
from wenda.findings import CannotRun, Report, relative
from wenda.naming import ledger, register
from wenda.reading.decode import decode, sha256

TRANSCRIPTS = "source/transcripts"
_YEAR = re.compile(r"\d{4}", re.ASCII)
_KINDS = (".yml", ".tsv")  # that stand beside a transcript
_ORIGINAL = ".original"  # before the ending of a file from which a transcript was made


@dataclass(frozen=True, slots=True)
class Transcript:
    """The files of one conference; None where one is not there."""

    path: str  # of the transcript, from the project's folder
    data: bytes
    sidecar: bytes | None
    ledger: bytes | None
    witnesses: Mapping[str, bytes] = field(default_factory=dict)  # other copies, by their names
    originals: Mapping[str, str] = field(default_factory=dict)  # given files, path to SHA-256
    is_readable: bool = True  # whether what lies beside it can be read

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
    unreadable: Mapping[str, str] = field(default_factory=dict)  # path to why, as a sentence
    originals: Mapping[str, str] = field(default_factory=dict)  # path to SHA-256


def require(root: Path) -> None:
    """Raises CannotRun where there is no project, before anything is written there."""
    folder = root / TRANSCRIPTS
    for path in vocabulary.FILES.values():
        if not (root / path).is_file():
            raise CannotRun(f"没有 {root / path}：请在项目的文件夹里运行，或用 --root 指明。")
    if not folder.is_dir():
        raise CannotRun(f"没有 {folder}：请在项目的文件夹里运行，或用 --root 指明。")


def scan(root: Path) -> Source:
    """Read `source/` of the project in `root`."""
    vocabularies = {path: (root / path).read_bytes() for path in vocabulary.FILES.values()}
    transcripts: list[Transcript] = []
    others: list[str] = []
    unreadable: dict[str, str] = {}
    originals: dict[str, str] = {}
    copies: dict[
        str, dict[str, bytes]
    ] = {}  # by the path of the transcript that they are named for
    for path in sorted(_everything(root / TRANSCRIPTS)):
        name = relative(path, root)
        if path.is_file():
            if is_original(name):
                originals[name] = sha256(path.read_bytes())
            elif WITNESS.match(path.name):
                copies.setdefault(_copied(name), {})[path.name] = path.read_bytes()
            elif path.suffix == ".txt":
                sidecar, rows = (_bytes(path.with_suffix(ending)) for ending in _KINDS)
                transcripts.append(Transcript(name, path.read_bytes(), sidecar, rows))
            elif name != register.PATH:
                others.append(name)
        elif why := _unreadable(path):
            unreadable[name] = why
    given: dict[str, dict[str, str]] = {}  # by the transcript that was made of them
    for name, digest in originals.items():
        given.setdefault(_made_of(name), {})[name] = digest
    transcripts = [
        replace(
            each,
            witnesses=copies.pop(each.path, {}),
            originals=given.get(each.path, {}),
            is_readable=each.beside(".yml") not in unreadable,
        )
        for each in transcripts
    ]
    others += (str(PurePosixPath(of).with_name(name)) for of in copies for name in copies[of])
    known = _bytes(root / register.PATH)
    return Source(tuple(transcripts), tuple(others), vocabularies, known, unreadable, originals)


def is_original(path: str) -> bool:
    """Whether a path is that of a file as it was given: 2024-03-07-wang-yi.original.html"""
    return PurePosixPath(path).stem.endswith(_ORIGINAL)


def original_beside(transcript: str, ending: str) -> str:
    """Where the file is kept from which a transcript was made; `ending` without its dot."""
    return str(PurePosixPath(transcript).with_suffix(f"{_ORIGINAL}.{ending}"))


def _copied(witness: str) -> str:
    """The transcript that another copy is named for."""
    return witness.rpartition(".witness-")[0] + ".txt"


def check_files(source: Source, found: Report) -> None:
    """S04: a file that belongs to no transcript. S06: two conferences of one name.

    S07: the same bytes twice. S08: a transcript in the folder of another year than its name says.
    S09: a file that cannot be read.
    """
    for path, why in source.unreadable.items():
        found.file(path).add("S09", 0, why, "请换成文件本身，或移走。")
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
    texts = {transcript.path for transcript in source.transcripts} | source.unreadable.keys()
    for other in map(PurePosixPath, source.others):
        here = found.file(str(other))
        if other.suffix not in _KINDS:
            message = "这里只放 .txt、同名的 .yml 和 .tsv，和文字稿旁边的来稿（.original）、他本。"
            here.add("S04", 0, message, "请改名或移走。")
        elif str(other.with_suffix(".txt")) not in texts:
            message = f"没有与它同名的文字稿 {other.stem}.txt。"
            hint = "已发布的地址不能失效：请恢复文字稿；从未发布过的，请删去这个文件。"
            here.add("S04", 0, message, hint)
    for original in source.originals:
        if _made_of(original) not in texts:
            hint = "请用 wenda add 加入，或移走。"
            found.file(original).add("S04", 0, "没有由它做成的文字稿。", hint)


def check_original(transcript: Transcript, sidecar: Sidecar, found: Report) -> None:
    """S11: the file from which a transcript was made is not there, or its sidecar names none.

    S12: it has other bytes than the sidecar says.
    """
    waiting = dict(transcript.originals)
    if original := sidecar.record.original:
        here = str(PurePosixPath(transcript.path).with_name(original.file))
        actual = waiting.pop(here, None)
        if actual is None:
            name = f"{transcript.slug}{_ORIGINAL}"
            hint = f"它应叫做 {name} 加原来的后缀；请从版本库恢复，或删去 original。"
            sidecar.add("S11", f"没有来稿 {original.file}。", hint, "original", "file")
        elif actual != original.sha256:
            message = f"来稿的字节与记录的不同，现在是 {actual}。"
            hint = "来稿不可改动，请从版本库恢复；换了来稿，请用 wenda add --replace。"
            sidecar.add("S12", message, hint, "original", "sha256")
    for path in waiting:
        hint = "请写入旁录的 original，或移走这个文件。"
        found.file(path).add("S11", 0, "旁录没有说到这份来稿。", hint)


def _made_of(original: str) -> str:
    """The transcript that was made of a file as it was given."""
    path = PurePosixPath(original)
    return str(path.with_name(path.stem.removesuffix(_ORIGINAL) + ".txt"))


def vocabulary_of(source: Source, found: Report) -> Vocabulary | None:
    texts = {path: decode(data, found.file(path)) for path, data in source.vocabulary.items()}
    return read_vocabulary(texts, found)


def sidecar_of(transcript: Transcript, known: Vocabulary, found: Report) -> Sidecar | None:
    """What an editor wrote of a conference; None where it cannot be used. S03: there is nothing."""
    name = transcript.beside(".yml")
    if not transcript.is_readable:
        return None  # which is S09
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


def _everything(folder: Path) -> Iterator[Path]:
    """All below a folder; what begins with a dot is editors' and version control's, not ours."""

    def refuse(error: OSError) -> None:
        raise error  # a folder that cannot be listed would be one without transcripts

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here, name) for name in (*folders, *files) if not name.startswith("."))


def _unreadable(path: Path) -> str | None:
    """Why something that is no file cannot be read; None for a plain folder."""
    if path.is_symlink():
        if path.is_dir():
            return "是指向文件夹的链接，里面的文件不会被读。"
        return f"是断开的链接，指向 {path.readlink()}。"
    if path.is_dir():
        named_as_file = path.suffix in (".txt", *_KINDS)
        return "是文件夹，而这个名称是文件的。" if named_as_file else None
    return "不是普通的文件。"


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
