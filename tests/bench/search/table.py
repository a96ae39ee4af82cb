"""The results as Markdown: each cell has its value and n."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from measure import Answer, Built, Cold, Warm, mean, quantile
from quotations import LENGTHS, Quotation, share_of

Answers = Mapping[str, Sequence[tuple[Quotation, Answer]]]


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def first(quotation: Quotation, answer: Answer) -> bool:
    return bool(answer.exchanges) and answer.exchanges[0] in quotation.right


def whole(quotation: Quotation, answer: Answer) -> bool:
    return len(answer.exchanges) == answer.count and frozenset(answer.exchanges) == quotation.right


def exact_table(results: Mapping[str, Answers], lengths: Sequence[int] = LENGTHS) -> str:
    """Right page first / complete set / count right, in %."""

    def cell(pairs: Sequence[tuple[Quotation, Answer]]) -> str:
        if not pairs:
            return "–"
        values = (
            share_of(first(q, a) for q, a in pairs),
            share_of(whole(q, a) for q, a in pairs),
            share_of(a.count == len(q.right) for q, a in pairs),
        )
        return " / ".join(f"{value:.4g}" for value in values) + f" ({len(pairs)})"

    rows = [
        [tool, variant, *(cell(answers.get(f"{n} {variant}", [])) for n in lengths)]
        for tool, answers in results.items()
        for variant in ("kept", "removed")
    ]
    return markdown(["first / set / count, % (n)", "punctuation", *map(str, lengths)], rows)


def _ms(values: Sequence[float]) -> str:
    if not values:
        return "–"
    return f"{quantile(values, 0.5):.4g} / {quantile(values, 0.95):.4g} ({len(values)})"


def cold_table(rows: Mapping[str, tuple[Sequence[Cold], Sequence[Cold]]]) -> str:
    """Bytes, requests and time of a cold question, on the spot and throttled."""
    return markdown(
        [
            "cold",
            "KB mean / p95 / max (n)",
            "of it code",
            "requests mean / max",
            "ms p50 / p95 (n)",
            "150 ms, 1.6 Mbit/s: ms p50 / p95 (n)",
        ],
        [
            [
                tool,
                f"{mean([c.kb for c in local]):.4g} / {quantile([c.kb for c in local], 0.95):.4g}"
                f" / {max(c.kb for c in local):.4g} ({len(local)})",
                f"{mean([_code(c) for c in local]):.3g}",
                f"{mean([len(c.sent) for c in local]):.3g} / {max(len(c.sent) for c in local)}",
                _ms([c.ms for c in local]),
                _ms([c.ms for c in slow]),
            ]
            for tool, (local, slow) in rows.items()
        ],
    )


def _code(cold: Cold) -> float:
    return sum(size for path, size in cold.sent if _is_code(path)) / 1000


def _is_code(path: str) -> bool:
    return path.endswith((".js", ".mjs", ".wasm"))


def cold_by_length(
    tool: str, local: Sequence[Cold], slow: Sequence[Cold], shards_in: Sequence[str]
) -> str:
    """The same for one tool by length, without its code, with its index requests.

    `shards_in`: what the path of a shard holds one of.
    """
    kinds = list(dict.fromkeys(each.kind.split()[0] for each in local))

    def row(kind: str) -> list[str]:
        here = [each for each in local if kind in ("", each.kind.split()[0])]
        there = [each.ms for each in slow if kind in ("", each.kind.split()[0])]
        shards = [
            sum(any(each in path for each in shards_in) for path, _ in cold.sent) for cold in here
        ]
        data = [[size for path, size in each.sent if not _is_code(path)] for each in here]
        kb = [sum(sizes) / 1000 for sizes in data]
        return [
            kind or "all",
            f"{mean(kb):.4g} / {quantile(kb, 0.95):.4g} ({len(kb)})",
            f"{mean(shards):.3g} / {max(shards)}" if shards_in else "–",
            f"{mean([len(sizes) for sizes in data]):.3g} / {max(map(len, data))}",
            _ms([each.ms for each in here]),
            _ms(there),
        ]

    head = [
        f"{tool}, cold, characters",
        "KB below search/, mean / p95 (n)",
        "index requests mean / max",
        "all requests mean / max",
        "ms p50 / p95 (n)",
        "throttled: ms p50 / p95 (n)",
    ]
    return markdown(head, [row(kind) for kind in kinds] + [row("")] * (len(kinds) > 1))


def warm_table(rows: Mapping[str, Warm]) -> str:
    return markdown(
        [
            "warm, ms p50 / p95 (n)",
            "another question",
            "the same again",
            "longest task, main thread",
        ],
        [
            [tool, _ms(each.new), _ms(each.repeated), f"{each.longest_task:.0f} ms"]
            for tool, each in rows.items()
        ],
    )


def build_table(rows: Mapping[str, Built]) -> str:
    return markdown(
        ["build", "version", "seconds (of it segmentation)", "peak MB", "MB on disk", "files"],
        [
            [
                tool,
                str(each.facts.get("version", "")),
                f"{each.seconds:.1f}"
                + (f" ({each.facts['segmentation']:.1f})" if "segmentation" in each.facts else ""),
                f"{each.peak_mb:.0f}",
                f"{each.disk_mb:.1f}",
                str(each.files),
            ]
            for tool, each in rows.items()
        ],
    )


def near_table(results: Mapping[str, Answers], excused: Mapping[str, Mapping[str, int]]) -> str:
    """First right, in %, then with ties excused: where the first result is as near or nearer."""
    kinds = list(dict.fromkeys(kind for answers in results.values() for kind in answers))

    def cell(tool: str, kind: str) -> str:
        pairs = results[tool].get(kind, [])
        if not pairs:
            return "–"
        if kind == "absent":
            return f"{share_of(bool(a.exchanges) for _, a in pairs):.4g} offered ({len(pairs)})"
        right = sum(first(q, a) for q, a in pairs)
        tied = right + excused[tool].get(kind, 0)
        return f"{100 * right / len(pairs):.4g} / {100 * tied / len(pairs):.4g} ({len(pairs)})"

    rows = [
        [
            tool,
            *(cell(tool, kind) for kind in kinds),
            _ms([a.ms for p in answers.values() for _, a in p]),
        ]
        for tool, answers in results.items()
    ]
    return markdown(["first / ties excused, % (n)", *kinds, "ms p50 / p95 (n)"], rows)
