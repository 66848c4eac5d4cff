"""Records in words: what it is, and when, so that nobody has to know its id.

scan-tokyo   →   東京事務所の全台を検査（2026年10月14日）

No name of a person outside stands in a title: titles stand where nobody notes the reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case._core import Record, Text
from honmono.incident.case.accounts import Account
from honmono.incident.case.affected import Affected
from honmono.incident.case.clocks.tables import standard
from honmono.incident.case.dates import moment_in_words
from honmono.incident.case.duties import Issued, Reply
from honmono.incident.case.hypotheses import Hypothesis
from honmono.incident.case.incident import Incident
from honmono.incident.case.inquiries import Inquiry
from honmono.incident.case.investigation import Commission
from honmono.incident.case.kinds import VOCABULARIES, known
from honmono.incident.case.moment import Moment
from honmono.incident.case.playbooks import words_of
from honmono.incident.case.questions import Question, Task
from honmono.text import harmless, keys, say

_WHEN: Final = ("when", "as_of", "received", "asked")
"""Fields that say when it was, of whatever part."""

_LONGEST: Final = 300


class Titles:
    """The titles of an incident's records, looked up by their ids."""

    def __init__(
        self, incident: Incident, language: str, before: Incident | None = None
    ) -> None:
        """With the state before a change, also what that change took away."""
        states = (before, incident) if before else (incident,)
        self._found = {
            record.id: (part, record)
            for state in states
            for part, record in state.records()
        }
        self.zone = ZoneInfo(incident.organization.timezone)
        self.language = language

    def __contains__(self, name: str) -> bool:
        """Is there such a record?"""
        return name in self._found

    def record(self, name: str) -> Record | None:
        """The record of that id; None where it is gone."""
        found = self._found.get(name)
        return found[1] if found else None

    def one(self, name: str) -> str:
        """The title of one record; what is gone keeps its id."""
        if name not in self._found:
            return name
        return title(*self._found[name], self.zone, self.language)


def title(part: str, record: Record, zone: ZoneInfo, language: str) -> str:
    """A record of a part in words, with its day where it has one; in one harmless line.

    A file may come from others, and a title stands amid sentences of ours.
    """
    return harmless(_title(part, record, zone, language), _LONGEST)


def _title(part: str, record: Record, zone: ZoneInfo, language: str) -> str:
    if isinstance(record, Question | Task):
        return words_of(record).in_language(language)
    if isinstance(record, Hypothesis):
        code = record.code.value
        return f"{code} {say('case', f'case-{code}', language)}"
    words = _kind(part, record, language)
    when = next(filter(None, (getattr(record, name, None) for name in _WHEN)), None)
    if isinstance(when, Moment):
        told = moment_in_words(when, language, zone=zone)
        return f"{words}（{told}）" if language == "ja" else f"{words} ({told})"
    return words


def _kind(part: str, record: Record, language: str) -> str:
    """Its own words, else those of its kind, else those of its part."""
    text = getattr(record, "text", None)
    if isinstance(text, Text):
        return text.in_language(language)[:120]
    kind, vocabulary = getattr(record, "kind", None), VOCABULARIES.get(part)
    if isinstance(kind, str) and vocabulary and kind in known(vocabulary):
        return say(f"kinds/{vocabulary}", kind, language)
    if isinstance(record, Reply):
        return _reply(record, language)
    name = say("case", f"part-{part}", language)
    found = _apart(record, language)
    return _joined((name, found), language) if found else name


def _apart(record: Record, language: str) -> str:
    """What tells it from others of its part; no name of a person outside."""
    match record:
        case Issued() if f"kind-{record.kind}" in keys("document"):
            return say("document", f"kind-{record.kind}", language)
        case Account():
            return record.name
        case Commission():
            return (record.to or "")[:120]
        case Affected():
            return _affected(record, language)
        case Inquiry():
            return say("web/values", f"Way-{record.way.value}", language)
    return ""


def _affected(record: Affected, language: str) -> str:
    who = record.who.in_language(language) if record.who else ""
    if not who and record.group in known("groups"):
        who = say("kinds/groups", record.group, language)
    data = [
        say("kinds/data", code, language)
        for code in record.data
        if code in known("data")
    ]
    comma = "、" if language == "ja" else ", "
    return _joined((who, comma.join(data)), language)[:160]


def _reply(record: Reply, language: str) -> str:
    """The question and what was answered: `個人番号は含まれますか：いいえ`."""
    asked = question_of_law(record.question, language).rstrip("。")
    answer = say("case", f"answer-{record.answer.value}", language)
    return _joined((asked[:120], record.client or "", answer), language)


def question_of_law(code: str, language: str) -> str:
    """A question that decides a duty; one that no table has keeps its code."""
    question = standard().questions.get(code)
    if question is None:
        return code
    return question.ja if language == "ja" else question.en


def _joined(parts: Iterable[str], language: str) -> str:
    return ("：" if language == "ja" else ": ").join(filter(None, parts))
