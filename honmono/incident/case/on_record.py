"""What is on record that tells how the mail came about, and what nobody has looked at yet.

    coverage 31 of 31, nothing detected    → all-pcs-clean, total=31, cites scan-3
    no account's settings were looked at   → accounts-not-all-looked, 0 of 12

These are facts.  What they say about a case stands in `tables/case_arguments.tsv`, and
the words in `text/hypotheses.toml`.  A record that was excluded shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from honmono.incident.case._core import Answer, Certainty
from honmono.incident.case.counts import scanned
from honmono.incident.case.fakes import Trait
from honmono.incident.case.incident import Incident
from honmono.incident.case.rotation import looked_into, with_foreign_rules
from honmono.incident.case.traced import DECIDED, TraceAnswer


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that is on record, or that is missing there."""

    code: str
    """A row of `case_arguments.tsv`."""

    cites: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    """What fills its sentence."""


def seen(incident: Incident) -> tuple[Seen, ...]:
    """Everything that speaks, in the order of the groups below."""
    return tuple(one for group in ALL for one in group(incident))


def _infections(incident: Incident) -> Iterator[Seen]:
    kinds = ("infection", "infection_found", "malware_removed")
    found = events(incident, *kinds)
    detected = tuple(c.id for c in incident.coverage if c.detected)
    if found or detected:
        yield Seen("infection-found", (*found, *detected))
    elif perhaps := events(incident, *kinds, at=_PERHAPS):
        yield Seen("infection-possible", perhaps)
    yield from _conclusions(incident, "own-pc-infected", "infection")
    before = [c for c in incident.coverage if c.found_before]
    if before:
        names = ", ".join(dict.fromkeys(n for c in before for n in c.families))
        yield Seen("history-found", tuple(c.id for c in before), {"names": names})
    else:
        yield Seen("history-not-looked")


def _scans(incident: Incident) -> Iterator[Seen]:
    state = scanned(incident)
    if state is None:
        yield Seen("pcs-not-looked")
    elif state.detected:
        return
    elif state.is_all and state.detected == 0:
        yield Seen("all-pcs-clean", state.cites, {"total": state.total})
    elif not state.total or state.missing or state.detected is None:
        yield Seen("pcs-not-counted", state.cites)
    elif state.covered == state.total:
        yield Seen("pcs-left-out", state.cites)
    else:
        counts = {"total": state.total, "covered": state.covered}
        yield Seen("pcs-not-all-scanned", state.cites, counts)


def _outside(incident: Incident) -> Iterator[Seen]:
    """Of several reports each counts: a later `no` does not unsay an earlier `yes`."""
    for code, answer, kinds in _OUTSIDE:
        if cites := findings(incident, answer, *kinds):
            yield Seen(code, cites)
    waiting = set(_asked_outside(incident))
    if waiting:
        yield Seen("outside-pending", tuple(sorted(waiting)))


_OUTSIDE: Final = (
    ("outside-infection", Answer.YES, ("pc-infection",)),
    ("outside-no-infection", Answer.NO, ("pc-infection",)),
    ("outside-more-malware", Answer.YES, ("follow-up-malware", "ransomware", "spread")),
    ("outside-theft", Answer.YES, ("mailbox-theft",)),
    (
        "outside-account",
        Answer.YES,
        ("server-intrusion", "cloud-intrusion", "account-abuse", "mail-relay"),
    ),
    ("outside-no-server", Answer.NO, ("server-intrusion",)),
    ("outside-no-cloud", Answer.NO, ("cloud-intrusion",)),
)


def _asked_outside(incident: Incident) -> Iterator[str]:
    """Commissions, and events that tell of one, without any report."""
    reported = {r.commission for r in incident.outside_reports}
    if None in reported:  # a report that names no commission may answer any
        return
    yield from (c.id for c in incident.commissions if c.id not in reported)
    told = incident.outside_reports or events(incident, "outside_report_received")
    if not incident.commissions and not told:
        yield from events(incident, "outside_investigation_requested")


def _accounts(incident: Incident) -> Iterator[Seen]:
    kinds = ("own_account_abused", "unauthorized_signin", "forwarding_rule_removed")
    if abused := events(incident, *kinds):
        yield Seen("account-abused", abused)
    elif perhaps := events(incident, *kinds, at=_PERHAPS):
        yield Seen("account-possible", perhaps)
    yield from _conclusions(incident, "server-or-cloud-abused", "account")
    if foreign := with_foreign_rules(incident):
        ids = tuple(a.id for a in foreign)
        yield Seen("foreign-rule", ids, {"number": len(foreign)})
    looked, total = len(looked_into(incident)), len(incident.accounts)
    if not total:
        yield Seen("accounts-not-listed")
    elif looked < total:
        yield Seen("accounts-not-all-looked", (), {"looked": looked, "total": total})
    elif not foreign:
        ids = tuple(a.id for a in incident.accounts)
        yield Seen("accounts-clean", ids, {"total": total})
    systems = ("server-intrusion", "mail-relay", "account-abuse")
    told = [a for a in _TOLD if findings(incident, a, *systems)]
    if not told and not events(incident, "mail_service_checked"):
        yield Seen("server-log-not-looked")


def _senders(incident: Incident) -> Iterator[Seen]:
    senders = [t for t in traits(incident) if t.kind == "sender"]
    ours = [t for t in senders if t.ours]
    for code, answers in (
        ("own-domain-passed", {Answer.YES}),
        ("own-domain-failed", {Answer.NO}),
        ("own-domain-not-looked", {Answer.NOT_LOOKED, Answer.COULD_NOT_TELL}),
    ):
        if cites := tuple(t.id for t in ours if t.authenticated in answers):
            yield Seen(code, cites)
    known = [t for t in senders if t.ours is not None]
    if not known:
        yield Seen("senders-not-seen")
    elif not ours and len(known) == len(senders):
        yield Seen("only-strangers", tuple(t.id for t in known))
    alike = tuple(t.id for t in traits(incident) if t.lookalike)
    if alike or incident.style == "lookalike_domain":
        yield Seen("lookalike-sender", alike)


def _style(incident: Incident) -> Iterator[Seen]:
    if incident.style == "bec_payment_change":
        yield Seen("payment-change")
    if incident.style in {"ceo_fraud_line", "ceo_fraud_generic", "gift_card_fraud"}:
        yield Seen("executive-named")


def _quotes(incident: Incident) -> Iterator[Seen]:
    quotes = tuple(t.id for t in traits(incident) if t.kind == "quote")
    yes, no = (_concluded(incident, "real-mail-quoted", a) for a in _TOLD)
    if quotes or yes:
        yield Seen("real-mail-quoted", (*quotes, *yes))
    elif no:
        yield Seen("no-real-mail", no)
    else:
        yield Seen("quote-not-looked")


def _others(incident: Incident) -> Iterator[Seen]:
    for kind, there, perhaps, missing in (
        (
            "partner_infection",
            "partner-infected",
            "partner-possible",
            "partner-not-asked",
        ),
        (
            "contractor_infection",
            "contractor-infected",
            "contractor-possible",
            "contractor-not-asked",
        ),
        ("list_exposed_earlier", "list-exposed", "list-possible", "list-not-compared"),
    ):
        if cites := events(incident, kind):
            yield Seen(there, cites)
        elif cites := events(incident, kind, at=_PERHAPS):
            yield Seen(perhaps, cites)
        else:
            yield Seen(missing)


def _traces(incident: Incident) -> Iterator[Seen]:
    """The newest answer alone: it was made from all reports that there were."""
    if not incident.traces:
        yield Seen("trace-not-run")
        return
    newest = incident.traces[-1]
    values: dict[str, object] = {"reports": newest.reports}
    decided = [code for code, p in _chances(newest) if p >= DECIDED]
    for code in decided or ["trace-undecided"]:
        yield Seen(code, (newest.id,), values)
    if missing := newest.unread + newest.unindexed:
        yield Seen("trace-incomplete", (newest.id,), {"number": missing})


def _chances(answer: TraceAnswer) -> tuple[tuple[str, float], ...]:
    return (
        ("trace-ours", answer.mailbox_of_ours),
        ("trace-partner", answer.mailbox_of_partner),
        ("trace-server", answer.server),
        ("trace-nothing", answer.nothing),
    )


ALL: Final[tuple[Callable[[Incident], Iterator[Seen]], ...]] = (
    _infections,
    _scans,
    _accounts,
    _outside,
    _senders,
    _style,
    _quotes,
    _others,
    _traces,
)
"""In the order in which people read the arguments."""


_SAID: Final = frozenset({Certainty.ESTABLISHED, Certainty.STATED, Certainty.LIKELY})
_PERHAPS: Final = frozenset({Certainty.POSSIBLE})


def events(
    incident: Incident, *kinds: str, at: frozenset[Certainty] = _SAID
) -> tuple[str, ...]:
    """Events of these kinds and certainties, by id."""
    return tuple(e.id for e in incident.events if e.kind in kinds and e.certainty in at)


def findings(incident: Incident, answer: Answer, *kinds: str) -> tuple[str, ...]:
    """Outside reports that found this about one of these, by id."""
    return tuple(
        r.id
        for r in incident.outside_reports
        if r.certainty is not Certainty.EXCLUDED
        and any(f.kind in kinds and f.answer is answer for f in r.findings)
    )


def traits(incident: Incident) -> list[Trait]:
    """What the fakes looked like, without what was excluded."""
    return [t for t in incident.traits if t.certainty is not Certainty.EXCLUDED]


_TOLD: Final = (Answer.YES, Answer.NO)


def _conclusions(incident: Incident, question: str, what: str) -> Iterator[Seen]:
    for answer, suffix in ((Answer.YES, "confirmed"), (Answer.NO, "denied")):
        if cites := _concluded(incident, question, answer):
            yield Seen(f"{what}-{suffix}", cites)


def _concluded(incident: Incident, kind: str, answer: Answer) -> tuple[str, ...]:
    return tuple(
        q.id
        for q in incident.questions
        if q.kind == kind and q.conclusion and q.conclusion.answer is answer
    )
