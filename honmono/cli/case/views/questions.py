"""What must be found out: open questions first, then the signed answers."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident
from honmono.incident.case.kinds import VOCABULARIES
from honmono.incident.case.questions import Question
from honmono.text import harmless


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every question with its answer."""
    for one in sorted(incident.questions, key=lambda q: q.conclusion is not None):
        answer = one.conclusion
        head = f"answer-{answer.answer.value}" if answer else "open"
        yield Line(
            head=reader.say(head),
            text=_words(one, reader),
            id=one.id,
            notes=reader.notes(
                one,
                reader.words(answer.text) if answer else "",
                reader.say(
                    "signed", when=reader.when(answer.signed), who=answer.signed_by
                )
                if answer
                else reader.words(one.approach),
            ),
        )


def _words(one: Question, reader: Reader) -> str:
    if one.text:
        return reader.words(one.text)
    vocabulary = VOCABULARIES.get("questions")
    return reader.kind(vocabulary, one.kind) if vocabulary else harmless(one.kind)


VIEW = View("questions", ("questions",), lines)
