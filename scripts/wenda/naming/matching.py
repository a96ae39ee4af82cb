"""Which goes with which, so that the whole is best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

Weights = Mapping[tuple[int, int], float]
"""How well one of the left and one of the right go together; what is not there never does."""

_EXACT = 150
"""So many on the left are matched exactly, in a second; more of them that are all alike, greedily.
Only paragraphs that are like each other come together, so real groups have a handful."""


def match(weights: Weights) -> dict[int, int]:
    """Left to right, each at most once, with the greatest sum of weights."""
    matched: dict[int, int] = {}
    for group in _groups(weights):
        lefts = {left for left, _ in group}
        matched |= _best(group) if len(lefts) <= _EXACT else _greedy(group)
    return matched


def _groups(weights: Weights) -> Iterator[dict[tuple[int, int], float]]:
    """The weights apart where nothing connects them."""
    by_left, by_right = defaultdict(set), defaultdict(set)
    for left, right in weights:
        by_left[left].add(right)
        by_right[right].add(left)
    seen: set[int] = set()
    for first in sorted(by_left):
        waiting = [] if first in seen else [first]
        group: dict[tuple[int, int], float] = {}
        while waiting:
            left = waiting.pop()
            if left not in seen:
                seen.add(left)
                group |= {(left, right): weights[left, right] for right in sorted(by_left[left])}
                for right in by_left[left]:
                    waiting += by_right.pop(right, ())
        if group:
            yield group


def _greedy(weights: Weights) -> dict[int, int]:
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in sorted((-weight, *pair) for pair, weight in weights.items()):
        if left not in matched and right not in taken:
            matched[left] = right
            taken.add(right)
    return matched


def _best(weights: Weights) -> dict[int, int]:
    """The Hungarian method with potentials (Kuhn, Munkres), in O(left² · (left + right)).

    Each of the left may stay alone: there is a place of weight 0 for it.
    """
    lefts = sorted({left for left, _ in weights})
    rights = sorted({right for _, right in weights})
    n, m = len(lefts), len(rights) + len(lefts)
    cost = [[-weights.get((left, right), 0.0) for right in rights] + [0.0] * n for left in lefts]
    of_row, of_column = [0.0] * (n + 1), [0.0] * (m + 1)
    holder, came_from = [0] * (m + 1), [0] * (m + 1)  # the row that holds a column; 0: none
    for row in range(1, n + 1):
        holder[0], column = row, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while holder[column]:
            used[column] = True
            here, step, following = holder[column], float("inf"), 0
            for other in range(1, m + 1):
                if used[other]:
                    continue
                reduced = cost[here - 1][other - 1] - of_row[here] - of_column[other]
                if reduced < least[other]:
                    least[other], came_from[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(m + 1):
                if used[other]:
                    of_row[holder[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            holder[column] = holder[came_from[column]]
            column = came_from[column]
    pairs = ((lefts[holder[c] - 1], rights[c - 1]) for c in range(1, len(rights) + 1) if holder[c])
    return {left: right for left, right in pairs if (left, right) in weights}
