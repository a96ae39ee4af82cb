"""Write a project folder with a made archive: `python generate.py 1000 FOLDER`, then build in it.

    python tests/bench/scale/generate.py N FOLDER [--mode briefings] [--seed 1] [--project ROOT]

The folder holds what a checkout holds: source/, docs/, scripts/, mkdocs.yml, and .venv as a link.
The vocabulary is the project's, with invented speakers. The same N and seed give the same bytes,
and the first conferences of an archive are those of every larger one.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

from archive import SHAPES, SPEAKERS, Conference, conferences, material

ROOT = Path(__file__).parents[3] if len(Path(__file__).resolve().parts) > 4 else Path.cwd()
_LEFT_OUT = shutil.ignore_patterns("qa", "__pycache__", "node_modules", ".gitignore")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="exchanges")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mode", choices=sorted(SHAPES), default="conferences")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--project", type=Path, default=ROOT, help="the checkout to build with")
    options = parser.parse_args()
    root = options.project.resolve()
    if not (root / "source/vocabulary").is_dir():
        raise SystemExit(f"{root} is no checkout: say --project")
    project(root, options.folder)
    made_of = material(root / "source/vocabulary", options.mode, options.seed)
    for made in conferences(made_of, options.count):
        write(made, options.folder, made_of.shape.headings)


def project(root: Path, folder: Path) -> None:
    """All of a project but its transcripts. The folder must not be there, or be empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")
    for name in ("docs", "scripts", "source/vocabulary"):
        shutil.copytree(root / name, folder / name, ignore=_LEFT_OUT)
    for name in ("mkdocs.yml", "pyproject.toml", "README.md"):
        shutil.copy(root / name, folder / name)
    if (root / ".venv").exists():
        (folder / ".venv").symlink_to((root / ".venv").resolve())
    (folder / "source/vocabulary/speakers.yml").write_text(_speakers(), "utf-8")


def write(made: Conference, folder: Path, headings: bool) -> None:
    """A conference as source/transcripts/YEAR/NAME.txt with its .yml."""
    base = folder / "source/transcripts" / str(made.day.year) / made.name
    base.parent.mkdir(parents=True, exist_ok=True)
    text = transcript(made)
    base.with_name(base.name + ".txt").write_bytes(text)
    base.with_name(base.name + ".yml").write_text(sidecar(made, text, headings), "utf-8")


def transcript(made: Conference) -> bytes:
    """The words as a newspaper prints them, labels in bold."""
    paragraphs = []
    for exchange in made.exchanges:
        for label, (first, *others) in exchange.turns:
            paragraphs += [f"**{label}：**{first}", *others]
    return ("\n\n".join(paragraphs) + "\n").encode()


def sidecar(made: Conference, text: bytes, headings: bool) -> str:
    """What an editor would know."""
    lines = [
        f"title: {made.title}",
        f"date: {made.day}",
        "place: 虚构的新闻厅",
        f"speakers: [{made.speaker[1]}]",
        "basis: 为测量而虚构。",
        f"publication: {{name: 虚构日报, date: {made.day}}}",
        f"sha256: {hashlib.sha256(text).hexdigest()}",
    ]
    if headings:
        lines.append("exchanges:")
        for number, exchange in enumerate(made.exchanges, start=1):
            lines.append(f'  q{number:02}: {{heading: "{exchange.heading}"}}')
    return "\n".join(lines) + "\n"


def _speakers() -> str:
    lines = ["speakers:"]
    for name, id in SPEAKERS:
        english = id.replace("-", " ").title()
        offices = "[{title: 虚构的发言人, from: 1980-01-01}]"
        lines.append(f"  - {{id: {id}, name: {name}, english: {english}, offices: {offices}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
