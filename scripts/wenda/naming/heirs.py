"""What has become of addresses whose words stand there no more: heirs, or none.

First what is certain: words that are a paragraph elsewhere, stand within a longer one, or are
spread over several. Only what then is unaccounted for is compared by likeness with the paragraphs
that are new, all of a conference at once, so that what is best for one takes nothing from another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from wenda.naming.ledger import Row, State, ends
from wenda.naming.likeness import Index, Likeness, Place
from wenda.naming.matching import match

TOLD = 12
"""Words of so many characters tell where they come from. Shorter ones (谢谢大家, 中方对此有何评论)
stand in many a paragraph by chance: of those only a new one of the same exchange counts, and only
where there is no new wording either."""

_ALIKE, _ALIKE_IN_UNIT, _ALIKE_IN_PLACE = 0.4, 0.3, 0.25
"""From this likeness on a new paragraph is a new wording: anywhere, in the same exchange, and
between the same neighbours. Of pairs of different paragraphs of real briefings none in 10,000 is as
alike as 0.3; three characters replaced among 20 leave 0.5."""
_NEARER = {_ALIKE: 0.0, _ALIKE_IN_UNIT: 0.02, _ALIKE_IN_PLACE: 0.05}
"""Of two that are as alike, the one that stands nearer."""
_KEPT = 0.7
"""A longer paragraph has the words in it, with changes, where it has so much of them."""
_OWED = 0.7
"""A paragraph is a piece of the words, with changes, where so much of it comes from them."""
_COVERED = 0.6
"""So much of the words must be in the pieces together."""
_CERTAIN = (State.MOVED, State.INSIDE, State.SPLIT)
_PIECES = 10
"""Pieces of which every choice is tried, to find words that are whole but interrupted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood and what stands in a conference."""

    before: Mapping[str, Row]  # the rows as they were, by address
    order: Sequence[str]  # their addresses, in the order of the transcript
    paragraphs: Sequence[Row]  # the row of each paragraph of the new text
    index: Callable[[int], Index]  # the new text, under a version of the folding


def heirs(rows: Sequence[Row], standing: Standing) -> list[Row]:
    """The rows with what has become of each whose words stand at its address no more.

    `rows` are in the new order. Words that stand somewhere as they were are found whatever was
    said of the row before; a new wording is looked for when the words go.
    """
    return _Fates(rows, standing).told()


class _Fates:
    """The work on one conference; paragraphs of the new text go by their index."""

    def __init__(self, rows: Sequence[Row], standing: Standing) -> None:
        self.rows = rows
        self.now = standing
        self.at = {row.address: index for index, row in enumerate(standing.paragraphs)}
        self.place = {row.address: place for place, row in enumerate(rows)}
        self.fresh = {
            index for index, row in enumerate(standing.paragraphs) if not self._lived(row.address)
        }
        self.open = set(self.fresh)  # without those that are nothing but words that stood elsewhere
        self.fates: dict[str, Row] = {}

    def told(self) -> list[Row]:
        gone = [row for row in self.rows if row.address not in self.at]
        for row in gone:
            self._as_it_was(row)
        sought = [row for row in gone if row.address not in self.fates and self._is_sought(row)]
        sought = [row for row in sought if not self._interrupted(row)]
        self._reworded(sought)
        told = [self.fates.get(row.address, row) for row in self.rows]
        by_address = {row.address: row for row in told}
        return [self._settled(row, by_address) for row in told]

    def _settled(self, row: Row, rows: Mapping[str, Row]) -> Row:
        """What was said of a row before, or is only likely, by where its targets end today."""
        if row.lives or (row.address in self.fates and row.state in _CERTAIN):
            return row
        now = ends(row, rows.__getitem__)
        same = all(rows[target].state in (State.LIVE, State.MOVED) for target in row.targets)
        if row.state in _CERTAIN and same and len(now) == len(row.targets):
            return replace(row, targets=tuple(now))
        return replace(row, state=State.CHANGED if now else State.REMOVED)

    # What is certain.

    def _as_it_was(self, row: Row) -> None:
        """Words that stand somewhere as they were."""
        same = self._same.get(row.fingerprint, [])
        if same:
            self._tell(row, State.MOVED, [self._chosen(row, same)])
            return
        index = self.now.index(row.mark.version)
        places = [place for place in index.standing(row.mark) if self._counts(row, place)]
        if places:
            place = min(places, key=lambda place: self._preference(row, place))
            whole = len(place.touched) == 1 and place.touched == place.whole
            one = State.MOVED if whole else State.INSIDE
            self._tell(row, one if len(place.touched) == 1 else State.SPLIT, place.touched)
            if self._lived(row.address):
                self.open -= set(place.whole)

    @cached_property
    def _same(self) -> dict[str, list[int]]:
        same: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(self.now.paragraphs):
            same[row.fingerprint].append(index)
        return same

    def _chosen(self, row: Row, same: Sequence[int]) -> int:
        """Of paragraphs with the same words: where it was said to be, a new one, the nearest."""
        for index in same:
            if row.state is State.MOVED and self._address(index) in row.targets:
                return index
        new = [index for index in same if index in self.open]
        chosen = min(new or same, key=lambda index: self._distance(row, index))
        if self._lived(row.address):
            self.open.discard(chosen)
        return chosen

    def _counts(self, row: Row, place: Place) -> bool:
        said = row.state is not State.CHANGED and self._addresses(place.touched) == row.targets
        return row.mark.length >= TOLD or said

    def _preference(self, row: Row, place: Place) -> tuple[bool, int, bool, tuple[bool, int]]:
        """Where it was said to be, then the least scattered, the new, the nearest."""
        there = self._addresses(place.touched) != row.targets
        old = not set(place.touched) <= self.fresh
        return there, len(place.touched), old, self._distance(row, place.touched[0])

    def _interrupted(self, row: Row) -> bool:
        """Words that are whole, but with something between their pieces."""
        index = self.now.index(row.mark.version)
        likes = index.like(row.mark)
        sure = sorted(at for at in self.open & likes.keys() if likes[at].owed == 1)
        if not sure or row.mark.length < TOLD:
            return False
        # A short piece may have nothing in the sample.
        units = {self.now.paragraphs[at].unit for at in sure}
        maybe = [
            at
            for at in sorted(self.open)
            if (at not in likes or likes[at].owed is None) and self.now.paragraphs[at].unit in units
        ]
        maybe.sort(key=lambda at: min(abs(at - other) for other in sure))
        pieces = sorted([*sure, *maybe][:_PIECES])
        for count in range(2, len(pieces) + 1):
            for chosen in combinations(pieces, count):
                if index.are(chosen, row.mark):
                    self._tell(row, State.SPLIT, chosen)
                    self.open -= set(chosen)
                    return True
        return False

    # What is likely.

    def _is_sought(self, row: Row) -> bool:
        """Whether its words went only now, or were part of more that went only now."""
        if self._lived(row.address):
            return True
        wholes = (self.now.before[target] for target in row.targets)
        return row.state in (State.INSIDE, State.CHANGED) and any(
            whole.lives and whole.address not in self.at and _is_longer(whole, row)
            for whole in wholes
        )

    def _reworded(self, sought: Sequence[Row]) -> None:
        """New wordings for rows, the best for all together."""
        likes: list[dict[int, Likeness]] = []
        weights: dict[tuple[int, int], float] = {}
        for number, row in enumerate(sought):
            found = self.now.index(row.mark.version).like(row.mark)
            likes.append({at: like for at, like in found.items() if at in self.open})
            for at, like in likes[-1].items():
                enough = self._enough(row, at)
                if like.alike >= enough:
                    weights[number, at] = like.alike + _NEARER[enough]
        matched = match(weights)
        for number, row in enumerate(sought):
            taken = set(matched.values()) - {matched.get(number)}
            free = {at: like for at, like in likes[number].items() if at not in taken}
            found_at = (
                self._pieces(row, free, matched.get(number))
                or [at for at in [matched.get(number)] if at is not None]
                or self._around(row, likes[number])
            )
            if found_at:
                self._tell(row, State.CHANGED, found_at)
            elif not self._within(row):
                self._tell(row, State.REMOVED, [])

    def _enough(self, row: Row, at: int) -> float:
        below, above = self._neighbours.get(row.address, (-1, -1))
        if below < at < above:
            return _ALIKE_IN_PLACE
        return _ALIKE_IN_UNIT if self.now.paragraphs[at].unit == row.unit else _ALIKE

    def _pieces(self, row: Row, likes: Mapping[int, Likeness], whole: int | None) -> Sequence[int]:
        """The paragraphs that words were split into, with changes; none where it is but one."""
        index = self.now.index(row.mark.version)
        pieces = [at for at, like in likes.items() if like.owed and like.owed >= _OWED]
        pieces.sort(key=lambda at: (at != whole, -likes[at].kept, at))
        covered: set[int] = set()
        chosen: list[int] = []
        for at in [whole, *pieces] if whole is not None and whole not in pieces else pieces:
            has = index.has(at, row.mark)
            beside = any(abs(at - other) == 1 for other in chosen)
            if len(has - covered) >= (1 if beside else 2):
                chosen.append(at)
                covered |= has
        enough = len(covered) >= _COVERED * len(row.mark.pairs)
        return sorted(chosen) if enough and len(chosen) > 1 else []

    def _around(self, row: Row, likes: Mapping[int, Likeness]) -> Sequence[int]:
        """The longer paragraph that the words went into, with changes."""
        if row.mark.length < TOLD or not likes:
            return []
        most = max(likes, key=lambda at: (likes[at].kept, -at))
        return [most] if likes[most].kept >= _KEPT else []

    def _within(self, row: Row) -> bool:
        """Few words that stand as they were within a new paragraph of their exchange."""
        for place in self.now.index(row.mark.version).standing(row.mark):
            here = {self.now.paragraphs[at].unit for at in place.touched} == {row.unit}
            if here and len(place.touched) == 1 and self.fresh >= set(place.touched):
                self._tell(row, State.INSIDE, place.touched)
                return True
        return False

    @cached_property
    def _neighbours(self) -> dict[str, tuple[int, int]]:
        """For rows that are gone, the paragraphs before and after that were there and still are."""
        around: dict[str, tuple[int, int]] = {}
        waiting: list[str] = []
        below = -1
        for address in self.now.order:
            if address in self.at and self._lived(address):
                above = self.at[address]
                around |= dict.fromkeys(waiting, (below, above))
                waiting, below = [], above
            elif self._lived(address):
                waiting.append(address)
        return around | dict.fromkeys(waiting, (below, len(self.now.paragraphs)))

    # Small things.

    def _tell(self, row: Row, state: State, at: Iterable[int]) -> None:
        self.fates[row.address] = replace(row, state=state, targets=self._addresses(at))

    def _lived(self, address: str) -> bool:
        return address in self.now.before and self.now.before[address].lives

    def _address(self, index: int) -> str:
        return self.now.paragraphs[index].address

    def _addresses(self, at: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._address(index) for index in at)

    def _distance(self, row: Row, index: int) -> tuple[bool, int]:
        there = self.now.paragraphs[index]
        return there.unit != row.unit, abs(self.place[there.address] - self.place[row.address])


def _is_longer(whole: Row, part: Row) -> bool:
    return whole.mark.length > 1.5 * part.mark.length
