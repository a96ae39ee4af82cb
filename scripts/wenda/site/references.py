"""What a citation says: the publication that printed the words, then where they can be checked.

A heading is the editor's and not the paper's: every style puts a title that was supplied in square
brackets. How each style says it is in `wenda.site.citations`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wenda.addresses import cite_key
from wenda.archive import Conference, PublishedExchange, PublishedPart
from wenda.editors.vocabulary import Speaker
from wenda.model import Kind
from wenda.reading.cast import names_nobody


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a reader of the citation must know about the source."""

    chinese: str
    english: str


INCOMPLETE = Reservation("文字稿不完整", "incomplete transcript")
NO_QUESTION = Reservation("不含提问", "question not included")
DOUBTFUL = Reservation("有疑误，照录", "doubtful readings as printed")


@dataclass(frozen=True, slots=True)
class Reference:
    """What every style says, each in its own way."""

    key: str  # 2024-03-07-wang-yi-q07
    path: str  # of the page, from where the site begins
    authors: tuple[Speaker, ...]
    heading: str  # empty for a whole transcript
    event: str
    held: date
    publication: str
    english: str | None  # the publication's English name
    online: bool  # published on a website, not printed
    printed: date
    page: str  # 3, or what stands for a page; empty where not known
    reservations: tuple[Reservation, ...]
    origin: str  # of the title
    note: str
    asker: Speaker | None = None  # who is credited with the words of the question

    @property
    def title(self) -> str:
        """The supplied title in its brackets, with the event, its day and the reservations."""
        return self.bracketed("：")

    def bracketed(self, colon: str, source: str = "") -> str:
        what = f"{self.heading}{colon}{self.event}答问" if self.heading else self.event
        remarks = [self.held.isoformat(), source, *(each.chinese for each in self.reservations)]
        return f"[{what}（{'；'.join(filter(None, remarks))}）]"

    @property
    def source(self) -> str:
        """For styles that have a place for the printed paper's name, but none for a website's."""
        return f"据{self.publication}" if self.online else ""


def quoted_from(conference: Conference, part: PublishedPart) -> str:
    """Where words of a part come from, for a quotation in running text, with the reservations."""
    reservations = _reservations(conference, part)
    return "，".join([conference.source_of_words, *(each.chinese for each in reservations)])


def _reservations(conference: Conference, *parts: PublishedPart) -> list[Reservation]:
    kinds = {turn.role for part in parts for turn in part.turns}
    unasked = Kind.ANSWER in kinds and Kind.QUESTION not in kinds
    return [
        *([INCOMPLETE] if conference.record.incomplete else []),
        *([NO_QUESTION] if unasked else []),
        *([DOUBTFUL] if any(part.errata for part in parts) else []),
    ]


def of_exchange(conference: Conference, exchange: PublishedExchange) -> Reference:
    """One exchange, with who answers in it."""
    return _reference(
        conference,
        key=cite_key(conference.slug, exchange.id),
        path=conference.page_of(exchange.id),
        authors=conference.speakers_in(exchange.part),
        asker=_asker(exchange),
        heading=exchange.heading,
        origin="题名为编者所拟" if exchange.heading_by_editor else "题名由程序据提问拟出",
        reservations=_reservations(conference, exchange.part),
    )


def _asker(exchange: PublishedExchange) -> Speaker | None:
    """Who asked, as printed; None where it is not printed, or only that a question is one."""
    label = exchange.label.strip("：:【】[] ")
    if not label or names_nobody(exchange.label):
        return None
    names = " and ".join(outlet.english for outlet in exchange.outlets)
    english = f"{names} reporter" if names else label
    return Speaker.model_construct(id="", name=label, english=english, family=english, offices=())


def of_conference(conference: Conference) -> Reference:
    """The whole transcript: for its page, and for the opening and closing words."""
    return _reference(
        conference,
        key=conference.slug,
        path=conference.path,
        authors=conference.speakers,
        heading="",
        origin="题名为编者所拟",
        reservations=_reservations(conference, *conference.parts),
    )


def _reference(
    conference: Conference,
    *,
    key: str,
    path: str,
    authors: Iterable[tuple[Speaker, str]],
    heading: str,
    asker: Speaker | None = None,
    origin: str,
    reservations: Sequence[Reservation],
) -> Reference:
    record, printed = conference.record, conference.record.publication
    note = [
        f"据{printed.name}所刊文字稿",
        f"不完整：{record.incomplete.rstrip('。')}" if record.incomplete else "",
        f"刊发地址：{printed.url}" if printed.url else "",
        origin,
        *(each.chinese for each in reservations if each is not INCOMPLETE),
    ]
    return Reference(
        key=key,
        path=path,
        authors=tuple(who for who, _ in authors),
        asker=asker,
        heading=_line(heading),
        event=_line(record.title),
        held=record.date,
        publication=_line(printed.name),
        english=printed.english,
        online=printed.kind == "网站",
        printed=printed.date,
        page=_page(printed.page),
        reservations=tuple(reservations),
        origin=origin,
        note=_line("；".join(filter(None, note)) + "。"),
    )


def _page(printed: str | None) -> str:
    """第3版 and 第三版 are page 3, 第2-3版 is 2-3, 第1版（要闻） is 1; others stay."""
    text = unicodedata.normalize("NFKC", printed or "")
    number = "[0-9A-Za-z]+(?:[-、][0-9A-Za-z]+)*|[一二三四五六七八九十]{1,3}"
    match = re.fullmatch(rf"第?\s*({number})\s*[版页](?:[\s(].*)?", text)
    if not match:
        return text
    value = 0
    for char in match[1]:
        if char not in "一二三四五六七八九十":
            return match[1]
        value = max(value, 1) * 10 if char == "十" else value + int(unicodedata.numeric(char))
    return str(value)


def _line(text: str) -> str:
    """Text on one line: YAML lets people write several, an entry of a bibliography has one."""
    return " ".join(text.split())
