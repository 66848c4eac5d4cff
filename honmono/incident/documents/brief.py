"""What a document is written from: the incident, the language, the day, the words.

brief.say("overview-observed", event, when=brief.when(event.when))
→ Sentence("2022年5月18日、…を確認いたしました。", facts=("event-1",))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident, Moment, Record, Text
from honmono.incident.case.dates import day_in_words, moment_in_words
from honmono.incident.documents._core import Sentence
from honmono.incident.documents.lacking import joined, lacks_of
from honmono.text import harmless, say, template

_LONGEST: Final = 2_000
"""Characters of a value that fills a sentence: a list of data, a scope."""


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a document depends on."""

    incident: Incident
    language: str
    day: date
    """The day that stands on it."""

    catalogue: str
    """Of the kind's sentences: `documents/public-notice`."""

    stage: str = ""
    client: str | None = None
    """Whose persons it is about, where there is one document a client."""

    number: str = ""
    """Of the document, in the organization's own series: 総発第12号."""

    overrides: Mapping[str, str] = field(default_factory=dict)
    """The organization's own words in this language, by catalogue and key
    (`documents/notice/apology-ours`); see `overriding`."""

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the organization."""
        return ZoneInfo(self.incident.organization.timezone)

    def say(
        self, key: str, *facts: Record | str, catalogue: str = "", **values: object
    ) -> Sentence:
        """One sentence of the kind's catalogue, or of a shared one, with its facts.

        Args:
            key: names it.
            facts: records that it follows from, or their ids.
            catalogue: another one than the kind's own, such as `documents/shared`.
            values: what fills it; what a sentence that fills it lacks, it lacks, too.

        """
        name = catalogue or self.catalogue
        own = self.overrides.get(f"{name}/{key}")
        words = template(name, key, self.language) if own is None else own
        text = words.format_map({k: _filling(v) for k, v in values.items()})
        cited = ids(facts)
        lacks = lacks_of(f"{name}/{key}", cited, self.incident)
        fill = (v.lacks for v in values.values() if isinstance(v, Sentence))
        return Sentence(text, cited, key, lacks=joined((lacks, *fill)))

    def text(self, text: Text, *facts: Record | str) -> Sentence:
        """What somebody wrote, as a sentence."""
        return Sentence(text.in_language(self.language), ids(facts))

    def kind(self, vocabulary: str, kind: str) -> str:
        """The words of a kind: `("data", "mail-address")` → `メールアドレス`."""
        return say(f"kinds/{vocabulary}", kind, self.language)

    def when(self, moment: Moment | None) -> str:
        """A moment in words, era or Western by the organization's setting."""
        era = self.incident.organization.era
        return moment_in_words(moment, self.language, zone=self.zone, era=era)

    def date(self, day: date) -> str:
        """A day in words."""
        era = self.incident.organization.era
        return day_in_words(day, self.language, era=era)


def ids(facts: Iterable[Record | str]) -> tuple[str, ...]:
    """Their ids, each once, in order."""
    names = (fact if isinstance(fact, str) else fact.id for fact in facts)
    return tuple(dict.fromkeys(names))


def _filling(value: object) -> str:
    """What fills a sentence; the space before English brackets stays."""
    text = value.text if isinstance(value, Sentence) else str(value)
    return " " * text.startswith(" ") + harmless(text, _LONGEST)
