"""Whatever bytes a file has, it is taken or there is a finding that says why not."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from support import CASES, TOY
from wenda.adding.entry import entry
from wenda.adding.facts import Options
from wenda.adding.given import KNOWN, Given
from wenda.adding.trial import Archive, archive_of
from wenda.source import scan

PAGE = (CASES / "adding/ministry.html").read_bytes()
BYTES = st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode))


@cache
def archive() -> Archive:
    return archive_of(scan(TOY))


@settings(deadline=None)
@given(BYTES, st.sampled_from(KNOWN), st.integers(0, len(PAGE)), st.booleans())
def test_no_bytes_are_too_odd(noise: bytes, ending: str, at: int, within: bool) -> None:
    data = PAGE[:at] + noise + PAGE[at:] if within else noise
    each = entry(Given(f"2020-03-02{ending}", data), Options(place="甲"), archive())
    assert bool(each.files) != bool(not each.files and each.to_resolve), list(each.findings)
    if each.files:
        assert each.trial
        assert each.trial.conference
        assert each.trial.conference.proof.holds
