"""Records in words, for links: what it is, and when.

scan-tokyo   →   東京事務所の全台を検査（2026年10月14日）
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident, Moment, Record, Text
from honmono.incident.case.dates import moment_in_words
from honmono.incident.case.hypotheses import Hypothesis
from honmono.incident.case.kinds import VOCABULARIES, known
from honmono.incident.case.playbooks import words_of
from honmono.incident.case.questions import Question, Task
from honmono.text import say


@dataclass(frozen=True, slots=True)
class Label:
    """A record's name, and its words."""

    id: str
    text: str


class Labels:
    """The words of an incident's records, looked up by name."""

    def __init__(self, incident: Incident, language: str) -> None:
        self._found = {record.id: (part, record) for part, record in incident.records()}
        self._zone = ZoneInfo(incident.organization.timezone)
        self.language = language

    def of(self, names: Iterable[str]) -> tuple[Label, ...]:
        """In the order of their names; what is gone keeps its name."""
        return tuple(Label(name, self._text(name)) for name in names)

    def _text(self, name: str) -> str:
        if name not in self._found:
            return name
        return _words(*self._found[name], self._zone, self.language)


def _words(part: str, record: Record, zone: ZoneInfo, language: str) -> str:
    if isinstance(record, Question | Task):
        return words_of(record).in_language(language)
    if isinstance(record, Hypothesis):
        code = record.code.value
        return f"{code} {say('case', f'case-{code}', language)}"
    when = getattr(record, "when", None) or getattr(record, "as_of", None)
    words = _kind(part, record, language, dated=isinstance(when, Moment))
    if isinstance(when, Moment):
        told = moment_in_words(when, language, zone=zone)
        return f"{words}（{told}）" if language == "ja" else f"{words} ({told})"
    return words


def _kind(part: str, record: Record, language: str, *, dated: bool) -> str:
    """Its own words, else those of its kind, else those of its part."""
    text = getattr(record, "text", None)
    if isinstance(text, Text):
        return text.in_language(language)[:120]
    kind, vocabulary = getattr(record, "kind", None), VOCABULARIES.get(part)
    if isinstance(kind, str) and vocabulary and kind in known(vocabulary):
        return say(f"kinds/{vocabulary}", kind, language)
    name = say("case", f"part-{part}", language)
    to = getattr(record, "to", None)
    if isinstance(to, str):
        return f"{name} {to[:120]}"
    return name if dated or name.casefold() == record.id else f"{name} {record.id}"
