"""Real files, damaged: what slips of the hand, merges, converters and ill will make of them.

Each function takes a source of chance and a text, and gives a text. Every case is a number, so that
a failure names the one that made it: `Random(number)`.
"""

from __future__ import annotations

import os
from random import Random

from hypothesis import HealthCheck, settings

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"

# What Python's str methods, YAML, HTML, XML, JSON or an editor take for more than a character.
CHARACTERS = [
    *("\ufeff", "\u2028", "\u2029", "\x85", "\x1c", "\x1d", "\x1e", "\x1f", "\x0b", "\x0c", "\x00"),
    *("\xa0", "\u3000", "\u200b", "\u2003", "\u180e", "\u00ad", "\u202e", "\u2066", "\ue000"),
    *("\t", " ", "  ", "\n", "\n\n", "\r\n", "\r", "*", "**", "＊＊", "：", ":", "：**", "\ufffe"),
    *("é", "e\u0301", "𠮷", "\ufffd", "\x1b[31m", "<", "&", "#", "# ", "|", "`", "{{", "（", "）"),
]
VALUES = [
    *("!!timestamp x", '!!int ""', '!!float "."', '!!binary "@@"', "!!binary aGVsbG8="),
    *("!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]", "!!str x", "!x y", "! x"),
    *('!!python/object/apply:os.system ["true"]', "!!python/name:os.system", "&a b", "*a"),
    *("9" * 5000, "-" + "9" * 5000, "0x" + "f" * 5000, "0x_", "0b_", "08", "1:30", "1:1:1.5"),
    *(".inf", "-.inf", ".nan", "1e400", "1.0e+400", "<<", "=", "~", "null", "true", "NO"),
    *("2024-02-30", "2024-03-07 00:00:00", "2024-03-07T10:00:00+99:99", "0000-00-00", "9999-12-31"),
    *("0001-01-01 00:00:00 +23:59", "20240307", '"86400"', "{}", "[]", "- a", "a: b", "...", "---"),
    *("[" * 26 + "1" + "]" * 26, "{a: {b: c}}", "? [a]\n: b", "|\n  x\n", ">\n  x\n", "|9\nx"),
    *('"\\0"', '"\\ud800"', '"\\U00110000"', '"\\UFFFFFFFF"', '"\\x9f"', '"\\N"', '"\\L"'),
    *('"x', "'x", "'x'\"", "@x", "`x", "%x", "#x", '""', '" "', '"\\t"', '"\\n"', "x" * 300),
    *('"' + "长" * 50_000 + '"', "%YAML 1." + "9" * 5000, "<<<<<<< HEAD", "q" + "9" * 5000),
]
KEYS = [
    *(
        "<<: {a: 1}",
        "<<: *a",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "[a]: b",
        "1: x",
        "null: x",
        "~: x",
    ),
    *("2024-01-01: x", '"": x', ": x", '"\\0": x', "!!str a: b", "true: x", "1.5: x", "=: x"),
]
CONFLICTS = ["<<<<<<< HEAD", "=======", ">>>>>>> other", "|||||||"]


def examples(normal: int, long: int) -> settings:
    """How often a property is tried; `long` with HYPOTHESIS_PROFILE=long (see tests/README.md)."""
    slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    return settings(
        max_examples=long if LONG else normal, deadline=None, suppress_health_check=slow
    )


def mutate_characters(chance: Random, text: str) -> str:
    """Characters put in, left out or swapped."""
    at = chance.randrange(len(text) + 1)
    gone = chance.choice([0, 0, 0, 1, 2, 8])
    if chance.random() < 0.2:
        return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    return text[:at] + chance.choice([*CHARACTERS, ""]) + text[at + gone :]


def mutate_lines(chance: Random, text: str) -> str:
    """Lines doubled, left out, swapped, cut, stripped of a mark, or joined with the next."""
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            lines.insert(other, lines[one])
        case 1:
            del lines[one]
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = lines[one][: chance.randrange(len(lines[one]) + 1)]
        case 4:
            lines[one : one + 2] = ["".join(lines[one : one + 2])]
        case 5:
            at = chance.randrange(len(lines[one]) + 1)
            lines[one : one + 1] = [lines[one][:at], lines[one][at:]]
        case 6:
            lines.insert(one, chance.choice([*CONFLICTS, *CHARACTERS]))
    return "\n".join(lines)


def mutate_yaml(chance: Random, text: str) -> str:
    """A value or key put in the place of one that is there."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    if colon and chance.random() < 0.7:
        lines[at] = f"{key}: {chance.choice(VALUES)}"
    else:
        indent = " " * (len(lines[at]) - len(lines[at].lstrip()))
        lines.insert(at, indent + chance.choice(KEYS))
    return "\n".join(lines)


def mutated(chance: Random, text: str, *ways: str) -> str:
    """A text mutated one to three times, by `ways` out of characters, lines, yaml."""
    functions = {"characters": mutate_characters, "lines": mutate_lines, "yaml": mutate_yaml}
    for _ in range(chance.choice([1, 1, 2, 3])):
        text = functions[chance.choice(ways)](chance, text)
    return text
