"""What somebody replied to a question, or concluded: yes, no, cannot tell, or nothing.

reply: secondary-damage = no                 → no, by that reply
question of that kind, concluded as yes      → yes, by it
one says yes and another no                  → cannot tell, by both
"""

from __future__ import annotations

from dataclasses import dataclass

from honmono.incident.case import Answer, Certainty, Incident, Text
from honmono.incident.case._core import Record


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the records that give it, and what they add in words."""

    answer: Answer
    facts: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()


def answer_of(incident: Incident, code: str) -> Answered:
    """What is on record as an answer; NOT_LOOKED where nothing is."""
    given: list[tuple[Answer, Record, Text | None]] = [
        (reply.answer, reply, reply.note)
        for reply in incident.replies
        if reply.question == code and reply.client is None
    ]
    given += [
        (one.conclusion.answer, one, one.conclusion.text)
        for one in incident.questions
        if one.kind == code and one.conclusion is not None
    ]
    given = [
        (answer, record, text)
        for answer, record, text in given
        if answer is not Answer.NOT_LOOKED
        and record.certainty is not Certainty.EXCLUDED
    ]
    if not given:
        return Answered(Answer.NOT_LOOKED)
    said = {answer for answer, _, _ in given}
    return Answered(
        said.pop() if len(said) == 1 else Answer.COULD_NOT_TELL,
        tuple(record.id for _, record, _ in given),
        tuple(text for _, _, text in given if text is not None),
    )
