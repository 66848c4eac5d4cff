"""Signed answers to questions, what is held of a case, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case import (
    Answer,
    Certainty,
    Incident,
    Moment,
    NoSuchRecordError,
    Record,
    Source,
    Text,
)
from honmono.incident.case.hypotheses import (
    Argument,
    Decision,
    Hypothesis,
    Speaks,
    Standing,
)
from honmono.incident.case.questions import Conclusion
from honmono.incident.case.records import new_id
from honmono.incident.case.weighing import weigh
from honmono.web.accounts.models import User
from honmono.web.cases.errors import ChangedMeanwhileError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import fingerprint
from honmono.web.cases.services import Changed, Doing
from honmono.web.work.checked import change_checked
from honmono.web.work.proof import Proof


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does it, when, in which incident, with what proof."""

    case: Case
    by: User
    now: datetime
    proof: Proof


@dataclass(frozen=True, slots=True)
class Concluded:
    """The signed answer to a question, as somebody gave it."""

    answer: Answer
    text: Text
    cites: tuple[str, ...]
    signed_by: str
    signed: Moment


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody holds of a case, and an argument of his own."""

    standing: Standing
    signed_by: str
    signed: Moment
    argument: Text | None = None
    speaks: Speaks = Speaks.FOR


_CERTAIN: Final = {
    Standing.ESTABLISHED: Certainty.STATED,
    Standing.EXCLUDED: Certainty.STATED,
    Standing.SUPPORTED: Certainty.LIKELY,
    Standing.OPEN: Certainty.POSSIBLE,
}
"""How sure a record is beside its standing: somebody says so, and has signed it."""


def conclude(*, doer: Doer, question: str, shown: str, given: Concluded) -> Changed:
    """Answer a question, signed; an earlier answer is kept as a correction.

    Raises:
        ChangedMeanwhileError: the question says something else than the page showed.
        RefusedError: the answer cites what is not there.

    """

    def edit(incident: Incident) -> Incident:
        part, record = incident.find(question)
        if part != "questions":
            raise NoSuchRecordError(question)
        conclusion = Conclusion(
            answer=given.answer,
            text=given.text,
            cites=given.cites,
            evidence=_with(record, doer.proof),
            signed_by=given.signed_by,
            signed=given.signed,
        )
        new = record.model_copy(update={"conclusion": conclusion})
        return incident.correct(new, by=doer.by.called, at=doer.now)

    about = {"record": question, "answer": given.answer.value}
    doing = Doing("concluded", doer.by, doer.now, about)
    expect = {question: shown}
    return change_checked(
        doer.case, edit, doing, expect=expect, originals=doer.proof.new
    )


def hold(*, doer: Doer, name: str, shown: str, held: Held) -> Changed:
    """Put on record what is held of a case, with the arguments as they stand now.

    Raises:
        ChangedMeanwhileError: the case or what speaks for it is another than was shown.
        RefusedError: it would stand as a fact without evidence, or against what was found.

    """

    def edit(incident: Incident) -> Incident:
        weighed = case_named(incident, name)
        if weighed is None:
            raise NoSuchRecordError(name)
        if fingerprint(weighed) != shown:
            raise ChangedMeanwhileError(name, weighed, "", None)
        new = weighed.model_copy(
            update={
                "standing": held.standing,
                "source": Source.PERSON,
                "certainty": _CERTAIN[held.standing],
                "signed_by": held.signed_by,
                "signed": held.signed,
                "evidence": (
                    *weighed.evidence,
                    *(h for h in doer.proof.hashes if h not in weighed.evidence),
                ),
                "arguments": (*_own(held), *weighed.arguments),
            }
        )
        if any(one.id == name for one in incident.hypotheses):
            return incident.correct(new, by=doer.by.called, at=doer.now)
        return incident.put("hypotheses", new)

    about = {"record": name, "standing": held.standing.value}
    doing = Doing("weighed", doer.by, doer.now, about)
    return change_checked(doer.case, edit, doing, originals=doer.proof.new)


def decide(*, doer: Doer, decision: Decision) -> Changed:
    """Put a decision on record; its id is given here.

    Raises:
        RefusedError: it cannot hold beside what is on record.

    """

    def edit(incident: Incident) -> Incident:
        new = decision.model_copy(
            update={
                "id": new_id(incident, "decisions"),
                "by": doer.by.called,
                "recorded": doer.now,
                "evidence": doer.proof.hashes,
            }
        )
        return incident.put("decisions", new)

    doing = Doing("decided", doer.by, doer.now, {"kind": decision.kind})
    return change_checked(doer.case, edit, doing, originals=doer.proof.new)


def case_named(incident: Incident, name: str) -> Hypothesis | None:
    """A case with its arguments, on record or proposed; None where there is none."""
    return next((one for one in weigh(incident) if one.id == name), None)


def _with(question: Record, proof: Proof) -> tuple[str, ...]:
    """What proved the earlier answer stays beside it: a form offers only the newest."""
    ended: Conclusion | None = getattr(question, "conclusion", None)
    before = ended.evidence if ended else ()
    return tuple(dict.fromkeys((*before, *proof.hashes)))


def _own(held: Held) -> tuple[Argument, ...]:
    if held.argument is None:
        return ()
    return (Argument(speaks=held.speaks, text=held.argument),)
