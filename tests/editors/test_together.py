"""Labels that name several outlets: who asks together, and what is not known of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import small_vocabulary

KNOWN = small_vocabulary()


@pytest.mark.parametrize(
    ("label", "ids"),
    [
        ("路透社、法新社记者", ["reuters", "afp"]),
        ("新华社和路透社记者", ["xinhua", "reuters"]),
        ("新华社记者和路透社记者", ["xinhua", "reuters"]),
        ("新华社记者、路透社记者", ["xinhua", "reuters"]),
        ("新华社记者、法新社记者", ["xinhua", "afp"]),
        ("新华社记者张三、路透社记者李四", ["xinhua", "reuters"]),
        ("新华社、路透社以及法新社记者", ["xinhua", "reuters", "afp"]),
        ("《环球时报》/新华社记者", ["global-times", "xinhua"]),
        ("新华社與路透社記者", ["xinhua", "reuters"]),
        ("新华社、新华社记者", ["xinhua"]),
        ("新华社记者张三、李四", ["xinhua"]),
        ("新华社记者张三和李四", ["xinhua"]),
        ("新华社记者（英文）", ["xinhua"]),
    ],
)
def test_each_is_named(label: str, ids: list[str]) -> None:
    assert [outlet.id for outlet in KNOWN.outlets_of(label)] == ids
    assert KNOWN.unknown_in(label) == ()


@pytest.mark.parametrize(
    ("label", "unknown"),
    [
        ("新华社、鲸鱼报记者", ("鲸鱼报",)),
        ("新华社记者、鲸鱼报记者", ("鲸鱼报",)),
        ("鲸鱼报和新华社记者", ("鲸鱼报",)),
        ("新华社、《和平报》记者", ("《和平报》",)),  # 和 is of its name
        ("新华社、鲸鱼报、海豹台记者", ("鲸鱼报", "海豹台")),
        ("鲸鱼报记者", ("鲸鱼报",)),
        ("鲸鱼和海豹报记者", ("鲸鱼和海豹报",)),  # one or two: nobody can tell
    ],
)
def test_one_that_is_not_known_is_named_and_none_is_listed_alone(
    label: str, unknown: tuple[str, ...]
) -> None:
    assert KNOWN.outlets_of(label) == ()
    assert KNOWN.unknown_in(label) == unknown


@given(st.text(alphabet="新华路透法社记者张和、与及/，报鲸以 （）", max_size=40))
def test_a_label_is_known_or_says_what_is_not(label: str) -> None:
    assert bool(KNOWN.outlets_of(label)) != bool(KNOWN.unknown_in(label))
