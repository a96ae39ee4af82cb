"""The verdict on one quotation: are these words in the record, and what differs.

The twin of docs/assets/wenda/check/verdict.mjs; tests/cases/check.json runs in both. Whether they
stand where somebody says is another question: see `wenda.check.attribution`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from wenda.check.alignment import Alignment, align
from wenda.check.differences import (
    GAP,
    LEFT_OUT_MARK,
    Shown,
    changes_of,
    is_gap,
    is_omission,
    is_whole_omission,
    lacks,
    marks_of,
    shown_of,
    to_clause_edges,
    to_number_edges,
)
from wenda.check.places import Place, cut_before_place, exact_places
from wenda.check.record import Unit
from wenda.check.sense import NEGATION, Turn, patterns, turns
from wenda.check.spellings import one_spelling
from wenda.check.world import WORLD
from wenda.naming.fold import Folded, fold
from wenda.naming.script import Script

CODES: Mapping[str, str] = {
    "Q01": "逐字一致",
    "Q02": "仅标点、空白或数字写法不同",
    "Q03": "仅繁简、全半角或大小写不同",
    "Q04": "合乎校记的拟改，刊印的是另一个读法",
    "Q05": "有删节",
    "Q06": "由几处的话拼成",
    "Q07": "有改动",
    "Q08": "有改动，意思可能变了",
    "Q09": "话在，归属不符",
    "Q10": "未找到",
    "Q11": "过短，不足以核对",
}
"""Every verdict by its code. A meaning never changes; they are no findings of the build."""

# One character in five: below, formulas of other days pass for the sentence. Chosen on half a month
# of briefings, tests/bench/check; what was misquoted more is still shown, as the nearest.
FOUND = 0.8  # likeness from which a passage, or one of several, is the quotation with changes
OFFERED = 0.45  # likeness from which one is shown as the nearest, and not said to be it
_LEAST = 4  # characters, below which nothing can be told
_FEW, _MANY = 8, 20  # below so many characters in so many places, only common words

_ASKS = re.compile(r"[^\w]*[？?]")  # 依赖”？
_CLAUSE_END = re.compile(r"[，。！？；：、,;:!?…—“”‘’「」『』（）()《》〈〉\s]+")
_SENTENCE_END = re.compile(rf"(?:{GAP}|[。！？!?；;\n])+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of a quotation."""

    code: str
    places: tuple[Place, ...] = ()  # the earliest first; of Q10 the nearest, which is not it
    likeness: float = 0.0
    steps: tuple[Shown, ...] = ()
    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = field(default=())
    joined: bool = False  # places of several sentences, not several places of one


class Judge:
    """Judges quotations by units that the caller brings."""

    def __init__(self, names: Iterable[str], script: Script) -> None:
        self._script = script
        self._kinds = patterns([*names, *WORLD])

    def fold(self, quotation: str) -> Folded:
        """A quotation folded; signs of an omission are none of its words."""
        folded = fold(LEFT_OUT_MARK.sub(_blank, quotation), self._script)
        return replace(folded, text=one_spelling(folded.text))

    def parts(self, quotation: str) -> list[str]:
        """The sentences of a quotation, and what stands between signs of an omission."""
        parts = _SENTENCE_END.split(quotation)
        return [part for part in parts if len(self.fold(part).text) >= _LEAST]

    def judge(self, quotation: str, units: Sequence[Unit]) -> Verdict:
        """The verdict, given all units that have all of it, and likely others; oldest first."""
        folded = self.fold(quotation)
        places = exact_places(folded.text, units)
        printed = [place for place in places if not place.unit.readings]
        if len(folded.text) < _LEAST or (len(folded.text) < _FEW and len(printed) >= _MANY):
            return Verdict("Q11", tuple(printed), 1.0 if printed else 0.0)
        if printed:
            return self._identical(quotation, folded, printed)
        if places:
            return Verdict("Q04", tuple(places), 1.0)
        return self._different(quotation, folded, units)

    def _identical(self, quotation: str, folded: Folded, places: list[Place]) -> Verdict:
        levels = [_level(quotation, folded, place) for place in places]
        cuts = [cut_before_place(place) for place in places]
        verdict = Verdict(min(levels), tuple(places), 1.0)
        if not all(cuts):
            return verdict
        note = f"引文从“{cuts[0]}”之后截起"
        turn = Turn(NEGATION, "", cuts[0])
        return replace(verdict, code="Q08", turns=(turn,), notes=(note,))

    def _different(self, quotation: str, folded: Folded, units: Sequence[Unit]) -> Verdict:
        best = _nearest(folded.text, units)
        whole = self._explained(quotation, folded, *best) if best else Verdict("Q10")
        if best is None or whole.code == "Q05":
            return whole
        put = self._put_together(quotation, units, best[0])
        far = whole.likeness < FOUND or lacks(whole.steps)
        if put and (far or put.code in ("Q05", "Q06")):
            return put
        return (self._reordered(quotation, best[0]) if far else None) or whole

    def _explained(
        self, quotation: str, folded: Folded, unit: Unit, alignment: Alignment
    ) -> Verdict:
        steps = to_number_edges(to_clause_edges(alignment.steps, unit), unit.text)
        place = Place(unit, steps[0][3], steps[-1][4])
        likeness = _rounded(alignment.likeness)
        shown = shown_of(quotation, folded, unit, steps)
        if likeness < FOUND:
            nearest = Verdict("Q10", (place,), likeness, shown)
            return nearest if likeness >= OFFERED else Verdict("Q10", (), likeness)
        marks = marks_of(quotation, folded)
        changes = [step for step in changes_of(steps) if not is_whole_omission(step, unit, marks)]
        found = [
            turn
            for change in changes
            for turn in turns(
                self._kinds, folded.text, unit.text, change[1:], is_gap(change, unit, marks)
            )
        ]
        cut = cut_before_place(place)
        if cut:
            found.append(Turn(NEGATION, "", cut))
        only_left_out = all(step[0] == "same" or is_omission(step, marks) for step in steps)
        code = "Q08" if found else "Q05" if only_left_out else "Q07"
        unmarked = any(is_omission(step, marks) and step[1] not in marks for step in steps)
        wrong = sum(
            max(to - start, end - at)
            for change in changes
            for _, start, to, at, end in [change]
            if not is_gap(change, unit, marks)
        )
        notes = ["删节处没有标明"] if unmarked else []
        if wrong:
            notes.append(f"引文 {len(folded.text)} 字，{wrong} 字与刊印的不同")
        return Verdict(code, (place,), likeness, shown, tuple(found), tuple(notes))

    def _put_together(self, quotation: str, units: Sequence[Unit], likest: Unit) -> Verdict | None:
        """Sentences of several places, each there by itself, as printed or with changes."""
        parts = self.parts(quotation)
        found: list[Verdict] = []
        for part in parts:
            folded = self.fold(part)
            printed = [p for p in exact_places(folded.text, units) if not p.unit.readings]
            if printed:
                here = [place for place in printed if place.unit is likest]
                found.append(self._identical(part, folded, (here or printed)[:1]))
                continue
            nearest = _nearest(folded.text, units)
            if nearest is None or _rounded(nearest[1].likeness) < FOUND:
                return None
            found.append(self._explained(part, folded, *nearest))
        if len(found) < 2:
            return None
        marked = bool(LEFT_OUT_MARK.search(quotation))
        return _shortened(found, marked) or _together(found)

    def _reordered(self, quotation: str, unit: Unit) -> Verdict | None:
        """The clauses of a quotation in another order: each a clause as printed, in one unit."""
        found: list[Verdict] = []
        for clause in _CLAUSE_END.split(quotation):
            folded = self.fold(clause)
            if not folded.text:
                continue
            places = [
                place
                for place in exact_places(folded.text, [] if unit.readings else [unit])
                if unit.begins_clause(place.start) and unit.begins_clause(place.end)
            ]
            if not places:
                return None
            found.append(self._identical(clause, folded, places[:1]))
        starts = [verdict.places[0].start for verdict in found]
        return _together(found) if starts != sorted(starts) else None


def _shortened(found: Sequence[Verdict], marked: bool) -> Verdict | None:
    """Parts that stand in order in one unit, with what is left out between them."""
    places = [verdict.places[0] for verdict in found]
    unit = places[0].unit
    one = all(place.unit is unit for place in places)
    if not one or any(a.end > b.start for a, b in pairwise(places)):
        return None
    if any(verdict.code not in ("Q01", "Q02", "Q03") for verdict in found):
        return None
    steps: list[Shown] = []
    for before, place in zip([None, *places], places, strict=False):
        if before and before.end < place.start:
            steps.append(("extra", "", unit.printed(before.end, place.start)))
        steps.append(("same", place.printed, place.printed))
    notes = () if marked else ("删节处没有标明",)
    return Verdict(
        "Q05", (Place(unit, places[0].start, places[-1].end),), 1.0, tuple(steps), (), notes
    )


def _together(found: Sequence[Verdict]) -> Verdict:
    """One verdict of the verdicts on the parts of a quotation."""
    turned = tuple(turn for verdict in found for turn in verdict.turns)
    places = tuple(place for verdict in found for place in verdict.places)
    steps = tuple(step for verdict in found for step in verdict.steps)
    likeness = min(verdict.likeness for verdict in found)
    owners = {place.key for place in places}
    where = "不同的问答" if len(owners) > 1 else "同一则问答，次序或说话的人不同"
    changed = any(verdict.code in ("Q07", "Q08") for verdict in found)
    code = "Q08" if turned else "Q07" if changed else "Q06"
    put = f"各处出自{where}" if code == "Q06" else f"{CODES['Q06']}，各处出自{where}"
    notes = tuple(dict.fromkeys([put, *(note for verdict in found for note in verdict.notes)]))
    return Verdict(code, places, likeness, steps, turned, notes, joined=True)


def _nearest(folded: str, units: Iterable[Unit]) -> tuple[Unit, Alignment] | None:
    """The unit that is likest, the earliest of several."""
    best: tuple[Unit, Alignment] | None = None
    for unit in units:
        alignment = align(folded, unit.text)
        if alignment and (best is None or alignment.likeness > best[1].likeness):
            best = unit, alignment
    return best


def _rounded(likeness: float) -> float:
    """To thousandths, as JavaScript rounds."""
    return math.floor(likeness * 1000 + 0.5) / 1000


def _blank(match: re.Match[str]) -> str:
    return "…" * len(match[0])


def _level(quotation: str, folded: Folded, place: Place) -> str:
    """Q01, Q02 or Q03: what of the words' dress differs. Their ends count only for a question."""
    unit, shift = place.unit, place.start
    last = len(folded.text)

    def mine(at: int, to: int) -> str:
        return quotation[folded.offsets[at] : folded.ends[to - 1]]

    if any(mine(at, at + 1) != unit.printed(shift + at, shift + at + 1) for at in range(last)):
        return "Q03"
    tail = quotation[folded.ends[-1] :].strip()
    asks = "？" in tail or "?" in tail
    text = unit.entry.passages[unit.passage[place.end - 1]].text
    after = text[unit.end[place.end - 1] :]
    asked = bool(_ASKS.match(after))
    differs = mine(0, last) != place.printed or (bool(tail) and asks != asked)
    return "Q02" if differs else "Q01"
