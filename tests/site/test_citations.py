"""Citations say what the styles want, in their own words."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from support import CASES, ROOT, cases, site
from wenda.build import read
from wenda.data.references import reference_files
from wenda.editors.vocabulary import Office, Speaker
from wenda.site import references
from wenda.site.citations import Authors, Citation, citations, on_page
from wenda.site.citations import _text as text_of
from wenda.site.references import Reference, of_conference, of_exchange

URL = "https://example.org/qa/x/q01/"
DAY = date(2026, 1, 5)
OFFICE = Office.model_validate({"title": "部长", "from": date(2000, 1, 1)})


def reference(facts: dict[str, Any]) -> Reference:
    authors = (
        Speaker(id=f"s{i}", offices=(OFFICE,), **author)
        for i, author in enumerate(facts["authors"])
    )
    return Reference(
        **{
            **{"key": "x-q01", "path": "qa/x/q01/", "online": False, "english": None},
            **{"note": f"据{facts['publication']}。", "origin": "题名为编者所拟"},
            **facts,
            "authors": tuple(authors),
            "reservations": tuple(
                getattr(references, name) for name in facts.get("reservations", ())
            ),
        }
    )


@pytest.mark.parametrize("case", cases("citations"))
def test_styles(case: dict[str, Any]) -> None:
    made = {each.style: each.text(URL, DAY) for each in citations(reference(case["reference"]))}
    assert set(case["expected"]) <= set(made)
    for style, expected in case["expected"].items():
        assert made[style].rstrip(" ") == expected


def test_five_of_ours_as_compared_with_the_standards() -> None:
    """q01 has no question, q06 errata, q10 quotation marks; the file was read against the rules."""
    archive = read(ROOT)
    (conference,) = archive.conferences
    known = yaml.safe_load((CASES / "citations-of-ours.yml").read_text("utf-8"))
    assert len(known) == 5
    for exchange in conference.exchanges:
        if exchange.id in known:
            made = of_exchange(conference, exchange)
            url = f"https://example.org/{made.path}"
            texts = {each.style: each.text(url, DAY).rstrip(" ") for each in citations(made)}
            assert texts == known[exchange.id]


def test_who_answers_is_cited_and_not_who_sat_beside() -> None:
    text = "**新华社记者：**问？\n**王毅：**答。\n**路透社记者：**问？\n**李四：**答。\n"
    archive, html = site(text, speakers=["wang-yi", "li-si"])
    (conference,) = archive.conferences
    names = [[w.name for w in of_exchange(conference, e).authors] for e in conference.exchanges]
    assert names == [["王毅"], ["李四"]]
    assert [w.name for w in of_conference(conference).authors] == ["王毅", "李四"]
    assert 'data-speaker="李四（时任外交部长）"' in html[conference.page_of("q02")]


def as_asked(citation: Citation) -> str:
    """The entry for words of the question, as cite.mjs makes it."""
    return "".join(
        span.asked or span.text if isinstance(span, Authors) else text_of(span, URL, DAY)
        for span in citation.spans
    )


def test_words_of_the_question_are_credited_to_who_asked() -> None:
    text = "**《环球时报》记者：**问？\n**王毅：**答。\n**记者：**问？\n**王毅：**答。\n"
    archive, html = site(text)
    (conference,) = archive.conferences
    named, unnamed = (of_exchange(conference, each) for each in conference.exchanges)
    entries = {each.style: as_asked(each) for each in citations(named)}
    assert all("王毅" not in entry for entry in entries.values())
    assert entries["gbt-2025"].startswith("《环球时报》记者. [")
    assert entries["gbt-2015"].startswith("《环球时报》记者. [")
    assert entries["apa"].startswith("global-times reporter. (2024, March 8).")
    assert entries["chicago"].startswith("global-times reporter 《环球时报》记者. [")
    assert "  author       = {{《环球时报》记者}},\n" in entries["bibtex"]
    assert "\nAU  - 《环球时报》记者\n" in f"\n{entries['ris']}"
    assert json.loads(entries["csl"])[0]["author"] == [{"literal": "《环球时报》记者"}]
    assert html[conference.page_of("q01")].count("data-asked=") == len(on_page(named))
    assert unnamed.asker is None
    assert "data-asked" not in html[conference.page_of("q02")]
    assert of_conference(conference).asker is None


def test_a_title_says_where_it_comes_from() -> None:
    text = "**新华社记者：**问？\n**王毅：**答。\n"
    for decided, origin in (
        ({}, "题名由程序据提问拟出"),
        ({"heading": "甲"}, "题名为编者所拟"),
    ):
        archive, html = site(text, exchanges={"q01": decided})
        (conference,) = archive.conferences
        assert origin in of_exchange(conference, conference.exchanges[0]).note
        said = origin.removeprefix("题名")
        assert f"方括号里的题名不是原文所有，{said}。" in html[conference.page_of("q01")]


def test_an_entry_has_one_line_whatever_yaml_holds() -> None:
    lines = "甲\n\nER  - \n乙\n"
    archive, _ = site(
        "**新华社记者：**问？\n**王毅：**答。\n",
        title=lines,
        incomplete=lines,
        publication={"name": lines, "date": "2024-03-08"},
        exchanges={"q01": {"heading": lines}},
    )
    (conference,) = archive.conferences
    texts = {
        each.style: each.text(URL, DAY)
        for each in citations(of_exchange(conference, conference.exchanges[0]))
    }
    assert all("\n" not in texts[style] for style in ("gbt-2025", "gbt-2015", "apa", "chicago"))
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in texts["ris"].split("\n"))
    assert texts["ris"].count("\nER  - ") == 1


def test_a_page_number_is_a_number() -> None:
    known = {
        **{"第3版": "3", "第 12 版": "12", "A4版": "A4", "第３版": "3", "第3版 要闻": "3"},
        **{"第三版": "3", "第十版": "10", "第十二版": "12", "第二十一版": "21", "第2-3版": "2-3"},
        **{"第1版（要闻）": "1", "第3、4版": "3、4"},
        **{"要闻": "要闻", "第3版、第4版": "第3版、第4版"},
    }
    for printed, page in known.items():
        archive, _ = site(
            "**新华社记者：**问？\n**王毅：**答。\n",
            publication={"name": "某报", "date": "2024-03-08", "page": printed},
        )
        (conference,) = archive.conferences
        assert of_conference(conference).page == page


def as_the_browser_makes_them(entries: Iterable[str]) -> Iterator[dict[str, str]]:
    """BibTeX and RIS of entries in CSL-JSON."""
    asked = "".join(json.dumps(json.loads(entry)) + "\n" for entry in entries)
    command = ["node", "tests/js/format_lines.mjs"]
    run = subprocess.run(command, cwd=ROOT, input=asked, capture_output=True, text=True, check=True)
    return map(json.loads, run.stdout.splitlines())


def test_the_browser_makes_the_same_entries_of_the_one_in_the_page() -> None:
    """Of the cases, of ours, and of what nobody would write, with a day of access and without."""
    odd = "甲\\~^{}$&#%_\"<i>'"
    given = [case.values[0]["reference"] for case in cases("citations")]
    given.append({**given[0], "heading": odd, "event": odd, "publication": odd, "page": odd})
    references = [reference(facts) for facts in given]
    archive = read(ROOT)
    references += [of_exchange(*pair) for pair in archive.exchanges()]
    made = [
        {each.style: each.text(URL, day) for each in citations(ref)}
        for ref in references
        for day in (DAY, None)
    ]
    for mine, theirs in zip(made, as_the_browser_makes_them(m["csl"] for m in made), strict=True):
        assert theirs == {style: mine[style] for style in theirs}
        assert theirs.keys() == {"bibtex", "ris"}


def test_a_conference_has_files_for_reference_managers() -> None:
    text = "**新华社记者：**问？\n**王毅：**答。\n**路透社记者：**问？\n**王毅：**答。\n"
    archive, html = site(text)
    (conference,) = archive.conferences
    files = dict(reference_files(conference, ""))
    for suffix, style in ((".bib", "bibtex"), (".ris", "ris")):
        entries = [
            next(c.text(ref.path) for c in citations(ref) if c.style == style)
            for ref in (of_exchange(conference, each) for each in conference.exchanges)
        ]
        assert files[f"qa/{conference.slug}{suffix}"].decode() == "\n\n".join(entries) + "\n"
        link = f'<a download href="../../{conference.slug}{suffix}"'
        assert link in html[conference.page_of("q02")]
        assert f'<a download href="../{conference.slug}{suffix}"' in html[conference.path]


def test_without_script_each_entry_is_readable(tmp_path: Path) -> None:
    """The build knows no day: entries that programs read are valid without it."""
    _, html = site("**新华社记者：**问？\n**王毅：**答。\n")
    page = html["qa/2024-03-07-wang-yi/q01/"]
    section = page[page.index('<div class="wd-cite"') :]
    assert section.count("<details") == 5
    (data,) = re.findall(r'data-style="csl".*?<pre>(.*?)</pre>', section, re.S)
    (item,) = json.loads(re.sub(r"<[^>]*>", "", data))
    assert item["title"] == "[问？：记者会答问（2024-03-07）]"
    assert "accessed" not in item


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(heading=WORDS, event=WORDS, publication=WORDS, page=WORDS)
def test_formats_for_programs_hold_any_words(
    heading: str, event: str, publication: str, page: str
) -> None:
    ref = reference(
        {
            **{"authors": [{"name": "王毅", "english": "Wang Yi"}], "heading": heading},
            **{
                "event": event,
                "held": DAY,
                "publication": publication,
                "printed": DAY,
                "page": page,
            },
        }
    )
    texts = {each.style: each.text(URL, DAY) for each in citations(ref)}
    (item,) = json.loads(texts["csl"])
    assert item["title"] == ref.title
    assert (item["container-title"], item["page"]) == (publication, page)
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", texts["bibtex"].replace("\\\\", "")):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in texts["ris"].split("\n"))
