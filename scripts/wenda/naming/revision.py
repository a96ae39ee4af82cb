"""What a revision does to published addresses, for the editor who is about to make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wenda.addresses import is_exchange
from wenda.model import Kind, clip
from wenda.naming.ledger import Row, State, Voice, resolve


@dataclass(frozen=True, slots=True)
class Revision:
    """A ledger as it is and as it will be, held against each other."""

    stays: int  # addresses that keep their words
    new: int
    goes: tuple[tuple[Row, tuple[Row, ...]], ...]
    """Addresses that lose their words or will lead elsewhere than before, each with where to."""
    returns: tuple[Row, ...]  # whose words are there again
    attributed: tuple[tuple[Row, Voice], ...]  # somebody else's, and whose they were
    first: bool  # nothing was published before
    completed: bool  # it began with an answer that no question precedes, and does no more

    def __bool__(self) -> bool:
        return bool(self.new or self.goes or self.returns or self.attributed)


def revision(before: Sequence[Row], after: Sequence[Row]) -> Revision:
    """Hold the ledger as it was found against what the build makes of it."""
    was = {row.address: row for row in before}
    goes: list[tuple[Row, tuple[Row, ...]]] = []
    for row in after:
        if row.address in was and not row.lives:
            old = was[row.address]
            now, then = resolve(row, after), resolve(old, before)
            told = (row.state, [heir.address for heir in now])
            if old.lives or told != (old.state, [heir.address for heir in then]):
                goes.append((row, now))
    live = [row for row in after if row.lives and row.address in was]
    voices = ((row, was[row.address].voice) for row in live)
    return Revision(
        stays=sum(was[row.address].lives for row in live),
        new=sum(row.address not in was for row in after),
        goes=tuple(goes),
        returns=tuple(row for row in live if not was[row.address].lives),
        attributed=tuple((row, old) for row, old in voices if old and row.formerly[-1:] == (old,)),
        first=not before,
        completed=begins_with_a_tail(before) and not begins_with_a_tail(after),
    )


def begins_with_a_tail(rows: Sequence[Row]) -> bool:
    """Whether what was published begins with an answer that no question precedes."""
    first = next((row.unit for row in rows if row.lives and is_exchange(row.unit)), None)
    roles = {row.voice and row.voice.role for row in rows if row.lives and row.unit == first}
    return Kind.ANSWER in roles and not roles & {Kind.QUESTION, None}


_TOLD = {
    State.MOVED: "移动：原话现在是 {}",
    State.INSIDE: "并入：原话现在是 {} 的一部分",
    State.SPLIT: "拆开：原话现在分在 {}",
    State.CHANGED: "改动：改动后的文字在 {}",
}


def lines(
    revision: Revision, words: Mapping[str, str], names: Mapping[Voice, str]
) -> Iterator[str]:
    """A revision as lines for the terminal; `words` of each live address, `names` of who speaks."""
    if revision.first:
        yield f"首次发布 {revision.new} 段。"
        return
    yield f"不变 {revision.stays} 段，新增 {revision.new} 段。"
    for row, now in revision.goes:
        heirs = "、".join(f"{heir.address}「{clip(words[heir.address])}」" for heir in now)
        told = _TOLD[row.state].format(heirs) if heirs else "删去：没有找到有这些话的段落"
        yield f"{row.address} {told}。"
    for row in revision.returns:
        yield f"{row.address} 恢复：原来的话又出现了「{clip(words[row.address])}」。"
    for row, old in revision.attributed:
        if row.voice:
            yield f"{row.address} 归属：原是{names[old]}，现在是{names[row.voice]}。"
