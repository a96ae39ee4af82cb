"""Who says what: a turn's speaker or outlet by its label, and how a page names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wenda.archive import Speaking
from wenda.editors.vocabulary import Outlet, Speaker, Vocabulary, alias_key
from wenda.model import KIND_NAMES, Kind, Paragraph, Part, Turn
from wenda.naming.ledger import Row, Voice
from wenda.naming.newtext import Said, label_of
from wenda.reading.cast import Cast

_SPOKEN = (Kind.QUESTION, Kind.ANSWER, Kind.MODERATOR)


@dataclass(frozen=True, slots=True)
class People:
    """Who can speak at a conference, and by which labels."""

    speakers: tuple[Speaking, ...]
    cast: Cast
    vocabulary: Vocabulary

    def speaker_of(self, turn: Turn) -> Speaking | None:
        """None for who is no speaker, and where the label does not tell which.

        An answer without a label can only be the one speaker's. Opening and closing words without
        one are the transcript's own.
        """
        named = self.cast.speaker_of(turn.name)
        for who, office in self.speakers:
            if named == who.id:
                return who, office
        only = turn.role is Kind.ANSWER and len(self.speakers) == 1
        return self.speakers[0] if only else None

    def name_of(self, who: str) -> str:
        """Whom a ledger means, by the name of today; an id that nobody has any more as it is."""
        kind, _, ids = who.partition(":")
        known: Mapping[str, Speaker | Outlet] = {}
        if kind == "speaker":
            known = self.vocabulary.speaker
        elif kind == "outlet":
            known = {outlet.id: outlet for outlet in self.vocabulary.outlets}
        if not known:
            return ids
        return "、".join(known[id].name if id in known else id for id in ids.split(","))

    def outlets_of(self, turn: Turn, before: tuple[Outlet, ...]) -> tuple[Outlet, ...]:
        """Who asks a question; `before` is who asked last, whom a bare 追问 means.

        Of a question without any label nobody knows who asked it.
        """
        if not turn.label:
            return ()
        return self.vocabulary.outlets_of(turn.name) if alias_key(turn.name) else before


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn, and who said it as far as labels tell."""

    turn: Turn
    speaker: Speaking | None
    outlets: tuple[Outlet, ...]
    label: str  # of who asks: of a bare 追问, that of the question before

    def voice_of(self, paragraph: Paragraph) -> Voice:
        """As a ledger has it. An aside within a turn is the transcript's own."""
        if paragraph.kind is not self.turn.role:
            return Voice(paragraph.kind)
        if self.speaker:
            return Voice(self.turn.role, f"speaker:{self.speaker[0].id}")
        ids = ",".join(outlet.id for outlet in self.outlets)
        who = f"outlet:{ids}" if ids else label_of(self.label)
        return Voice(self.turn.role, who)


def spoken_turns(part: Part, people: People) -> Iterator[Spoken]:
    """The turns of a part with who says them."""
    asking: tuple[Outlet, ...] = ()
    label = ""
    for turn in part.turns:
        asks = turn.role is Kind.QUESTION
        if asks:
            asking = people.outlets_of(turn, asking)
            label = turn.name if alias_key(turn.name) or not label else label
        who = label if asks else turn.name
        yield Spoken(turn, people.speaker_of(turn), asking if asks else (), who)


def said(part: Part, people: People) -> Iterator[Said]:
    """The paragraphs of a part as the ledger sees them."""
    for spoken in spoken_turns(part, people):
        for paragraph in spoken.turn.paragraphs:
            if paragraph.has_address:
                yield Said(paragraph.text, spoken.voice_of(paragraph), spoken.label)


def attribution(row: Row, people: People) -> str:
    """What a page says where a paragraph was somebody else's before; empty where it was not."""
    if not row.other_voices or row.voice is None:
        return ""
    formerly = "、".join(attributed(voice, people) for voice in row.other_voices)
    return f"这一段在早先的版本里是{formerly}，现在是{attributed(row.voice, people)}。"


def attributed(voice: Voice, people: People) -> str:
    """新华社的提问; 回答（没有署名） where nobody is named, and 旁注, which nobody says."""
    role = KIND_NAMES[voice.role]
    if voice.who:
        return f"{people.name_of(voice.who)}的{role}"
    return f"{role}（没有署名）" if voice.role in _SPOKEN else role


def voices(rows: Iterable[Row], people: People) -> Mapping[Voice, str]:
    """How a page names everybody who ever said a paragraph of a ledger."""
    found = {voice for row in rows for voice in (*row.formerly, row.voice) if voice}
    return {voice: attributed(voice, people) for voice in sorted(found, key=str)}
