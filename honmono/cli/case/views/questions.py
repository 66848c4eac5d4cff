"""What must be found out: open questions first, then the signed answers."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident
from honmono.incident.case.playbooks import approach_of, words_of


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every question with its answer."""
    for one in sorted(incident.questions, key=lambda q: q.conclusion is not None):
        answer = one.conclusion
        head = f"answer-{answer.answer.value}" if answer else "open"
        yield Line(
            head=reader.say(head),
            text=reader.words(words_of(one)),
            id=one.id,
            notes=reader.notes(
                one,
                reader.words(answer.text) if answer else "",
                reader.say(
                    "signed", when=reader.when(answer.signed), who=answer.signed_by
                )
                if answer
                else reader.words(approach_of(one)),
            ),
        )


VIEW = View("questions", ("questions",), lines)
