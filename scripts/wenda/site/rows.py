"""The rows of lists, made once for all the lists that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from wenda.addresses import GENERATED
from wenda.archive import Archive, Event, Listed, chinese_date, names
from wenda.editors.vocabulary import Outlet, Topic
from wenda.site.render import plain, verbatim


class Line(NamedTuple):
    """A row as a template writes it."""

    path: Markup  # from qa/ on
    heading: Markup
    facts: Markup
    opening: Markup = Markup()


@dataclass(frozen=True, slots=True)
class Row:
    """What is listed: an exchange, or a conference among those of a year."""

    day: str  # 2024-03-07
    line: Line  # with what the whole list has in common left out of `facts`
    exchanges: int = 1


@dataclass(frozen=True, slots=True)
class _Exchange:
    """An exchange with all that a row may say of it, escaped."""

    day: str
    path: Markup
    heading: Markup
    date: Markup
    outlets: tuple[str, ...]
    asked: Markup
    topics: tuple[tuple[str, Markup], ...]
    opening: Markup


class Rows:
    """The rows of an archive's exchanges. Takes of an exchange only what is known without words."""

    def __init__(self, archive: Archive) -> None:
        self._made: dict[tuple[str, str], _Exchange] = {}
        self._names: dict[str, Markup] = {}
        for conference in archive.conferences:
            for exchange in conference.exchanges:
                self._made[conference.slug, exchange.id] = self._exchange((conference, exchange))

    def of(self, listed: Iterable[Listed], without: Outlet | Topic | None = None) -> list[Row]:
        """Rows without the outlet or the topic that all of the list have in common."""
        common = without.id if without else None
        outlet = (common,) if isinstance(without, Outlet) else None
        topic = common if isinstance(without, Topic) else None
        return [
            self._row(self._made[conference.slug, exchange.id], outlet, topic)
            for conference, exchange in listed
        ]

    def of_conference(self, conference: Event) -> list[Line]:
        """All exchanges of one conference, which says when they were."""
        return [
            self._row(self._made[conference.slug, exchange.id], dated=False).line
            for exchange in conference.exchanges
        ]

    def _row(
        self,
        made: _Exchange,
        outlet: tuple[str | None, ...] | None = None,
        topic: str | None = None,
        dated: bool = True,
    ) -> Row:
        facts = [made.date] if dated else []
        if made.outlets != outlet:
            facts.append(made.asked)
        facts += [name for id, name in made.topics if id != topic]
        return Row(made.day, Line(made.path, made.heading, _joined(facts), made.opening))

    def _exchange(self, listed: Listed) -> _Exchange:
        conference, exchange = listed
        return _Exchange(
            day=conference.date.isoformat(),
            path=plain(conference.page_of(exchange.id).removeprefix(GENERATED)),
            heading=verbatim(exchange.heading),
            date=self._name(chinese_date(conference.date)),
            outlets=tuple(outlet.id for outlet in exchange.outlets),
            asked=self._name(exchange.asked_by or "提问不在本版"),
            topics=tuple((tag.topic.id, self._name(tag.topic.name)) for tag in exchange.topics),
            opening=verbatim(exchange.opening_words),
        )

    def _name(self, name: str) -> Markup:
        """What many rows say."""
        if name not in self._names:
            self._names[name] = verbatim(name)
        return self._names[name]


def _joined(facts: Iterable[Markup]) -> Markup:
    return Markup(" · ".join(facts))


def conference_rows(conferences: Iterable[Event]) -> Iterator[Row]:
    """What a title says already, as that of a daily briefing, is not said again."""
    for conference in conferences:
        title = conference.record.title
        facts = (chinese_date(conference.date), names(conference.speakers))
        said = [fact for fact in facts if fact not in title]
        count = f"{len(conference.exchanges)} 则"
        line = Line(
            plain(conference.path.removeprefix(GENERATED)),
            verbatim(title),
            _joined(verbatim(fact) for fact in (*said, count)),
        )
        yield Row(conference.date.isoformat(), line, len(conference.exchanges))
