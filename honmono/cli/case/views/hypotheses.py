"""How it may have come about; what speaks for each case, against it, and would decide."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident
from honmono.incident.case.hypotheses import Argument, Hypothesis


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every hypothesis, then what was decided."""
    for held in incident.hypotheses:
        standing = reader.say(f"standing-{held.standing.value}")
        yield Line(
            head=f"{held.code.value} {standing}",
            text=reader.say(f"case-{held.code.value}"),
            id=held.id,
            notes=reader.notes(
                held,
                _chance(held, reader),
                *(_argument(argument, reader) for argument in held.arguments),
                reader.say("signed", when=reader.when(held.signed), who=held.signed_by)
                if held.signed_by
                else "",
            ),
        )
    for decision in incident.decisions:
        yield Line(
            head=reader.say("decided"),
            text=reader.words(decision.text) or reader.kind("decisions", decision.kind),
            id=decision.id,
            notes=reader.notes(
                decision,
                reader.when(decision.when) if decision.when else "",
                reader.words(decision.reasons),
            ),
        )


def _chance(held: Hypothesis, reader: Reader) -> str:
    if held.probability is None:
        return ""
    return reader.say("probability", chance=f"{held.probability:.2f}")


def _argument(argument: Argument, reader: Reader) -> str:
    cites = f" [{', '.join(argument.cites)}]" if argument.cites else ""
    word = reader.say(f"speaks-{argument.speaks.value}")
    return f"{word}{reader.words(argument.text)}{cites}"


VIEW = View("hypotheses", ("hypotheses", "decisions"), lines)
