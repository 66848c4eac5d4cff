"""Who asked: counts first, then whom to call back, then the others."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Answer, Incident
from honmono.incident.case.counts import count_inquiries
from honmono.incident.case.inquiries import Inquiry
from honmono.text import harmless

_DID = ("received", "opened", "enabled")


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """The sums, then each."""
    asked = incident.inquiries
    if asked:
        counted = count_inquiries(incident)
        counts = {name: _known(getattr(counted, name), reader) for name in _DID}
        text = reader.say("inquiries-sum", count=counted.total, **counts)
        yield Line(reader.say("sum"), text)
    for one in sorted(asked, key=lambda one: not _is_open(one)):
        yield _line(one, reader)


def _known(answers: dict[Answer, int], reader: Reader) -> str:
    """How many did; and of how many nobody knows, which is not `none`."""
    yes, no = answers[Answer.YES], answers[Answer.NO]
    unknown = sum(answers.values()) - yes - no
    return (
        reader.say("inquiries-known", yes=yes, unknown=unknown) if unknown else f"{yes}"
    )


def _is_open(one: Inquiry) -> bool:
    """Is somebody to be called back?"""
    return one.follow_up is not None and one.closed is None


def _line(one: Inquiry, reader: Reader) -> Line:
    who = reader.listed(filter(None, (one.who, one.organization, one.contact)))
    did = [
        reader.say(f"did-{name}") for name in _DID if getattr(one, name) is Answer.YES
    ]
    call = reader.say("call-back", when=reader.when(one.follow_up))
    return Line(
        head=reader.when(one.when),
        text=harmless(f"{reader.say(f'way-{one.way.value}')} {who}").strip(),
        id=one.id,
        notes=reader.notes(
            one,
            call if _is_open(one) else "",
            reader.listed(did),
            reader.words(one.asked),
            reader.words(one.told),
        ),
    )


VIEW = View("inquiries", ("inquiries",), lines)
