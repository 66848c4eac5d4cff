"""How many of all PCs were looked at, office by office, and by what."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident
from honmono.incident.case.counts import held_against
from honmono.incident.case.coverage import Coverage
from honmono.text import harmless


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every count."""
    names = {o.id: reader.words(o.name) for o in incident.organization.offices}
    for one in incident.coverage:
        counts = reader.listed(
            f"{names.get(office.office or '', office.office or reader.say('whole'))} "
            f"{office.covered:,}/{'?' if office.total is None else f'{office.total:,}'}"
            for office in one.offices
        )
        yield Line(
            head=reader.when(one.as_of),
            text=reader.say(
                "all-covered"
                if held_against(incident, one).is_all
                else "not-all-covered"
            ),
            id=one.id,
            notes=reader.notes(
                one,
                harmless(counts),
                _scanners(one, reader),
                reader.say("detected", count=one.detected)
                if one.detected is not None
                else "",
                reader.say("scans-stated", count=one.stated) if one.stated else "",
                _past(one, reader),
                *(reader.words(each) for each in one.exceptions),
            ),
        )


def _past(one: Coverage, reader: Reader) -> str:
    if not one.found_before:
        return ""
    names = harmless(reader.listed(one.families))
    return reader.say("found-before", count=one.found_before, names=names)


def _scanners(one: Coverage, reader: Reader) -> str:
    names = [" ".join(filter(None, (s.name, s.version))) for s in one.scanners]
    return harmless(reader.listed(names))


VIEW = View("coverage", ("coverage",), lines)
