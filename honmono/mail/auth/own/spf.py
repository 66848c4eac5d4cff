"""SPF: may this host send for the domain of the envelope (RFC 7208)?

    MAIL FROM:<bounce@example.co.jp> from 192.0.2.9
    example.co.jp TXT "v=spf1 ip4:192.0.2.0/24 -all"      → pass

The answer is about a host at a moment.  Of a mail that lies here for years it says
nothing, which `look.py` sees to.

Bounded as the RFC asks (§4.6.4): ten terms that ask the DNS, two answers of "nothing",
ten hosts of an `mx` (more is an error), ten names of a `ptr` (the rest is not looked at).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, NamedTuple

from honmono.mail.auth.model import Outcome
from honmono.mail.auth.own.questions import (
    Answer,
    Asking,
    Kind,
    State,
    ask,
    ask_all,
    askable,
)
from honmono.mail.auth.own.spf_macros import (
    MacroSyntaxError,
    Values,
    dotted,
    expand,
    fitting,
    needs_validated,
)
from honmono.mail.auth.own.spf_record import Record, Term, is_spf, record_of

MAX_LOOKUPS: Final = 10
MAX_VOID: Final = 2
MAX_HOSTS: Final = 10


class Spf(NamedTuple):
    """The result, and the domain that it is about."""

    outcome: Outcome
    domain: str
    explanation: str = ""
    """What the domain's owner says about a failure; his words, never believed."""


class _Ended(Exception):  # noqa: N818 - it ends a check, and is no error of ours
    """The whole check has its result."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


@dataclass
class _Check:
    """What one check has used up so far, includes and redirects with it."""

    values: Values
    lookups: int = 0
    voids: int = 0
    validated: dict[str, str] = field(default_factory=dict)

    def count(self) -> None:
        """Count a term that asks the DNS."""
        self.lookups += 1
        if self.lookups > MAX_LOOKUPS:
            raise _Ended(Outcome.PERMERROR)

    def seen(self, answer: Answer) -> Answer:
        """Count what is void; end where nobody answered."""
        if answer.state is State.FAILED:
            raise _Ended(Outcome.TEMPERROR)
        self.void((answer,))
        return answer

    def void(self, answers: tuple[Answer, ...]) -> None:
        """Count answers that say "nothing", whichever term asked."""
        self.voids += sum(answer.empty for answer in answers)
        if self.voids > MAX_VOID:
            raise _Ended(Outcome.PERMERROR)


def check_host(
    ip: str, mail_from: str, helo: str, *, receiver: str = "unknown", time: int = 0
) -> Asking[Spf]:
    """Say whether the host may send for the envelope's domain; for its HELO without one.

    Args:
        ip: address of the host that handed the mail in.
        mail_from: `local@domain`; empty for a bounce.
        helo: what the host called itself.
        receiver: our name, and
        time: seconds since 1970, for explanations alone.

    """
    sender = mail_from if "@" in mail_from else f"postmaster@{mail_from or helo}"
    if sender.startswith("@"):
        sender = f"postmaster{sender}"
    domain = sender.rpartition("@")[2].lower().removesuffix(".")
    try:
        host = ip_address(ip)
    except ValueError:
        return Spf(Outcome.NONE, domain)
    if isinstance(host, IPv6Address) and host.ipv4_mapped:
        host = host.ipv4_mapped
    if "." not in domain or not askable(domain):
        return Spf(Outcome.NONE, domain)
    check = _Check(Values(host, sender, helo, receiver, time))
    try:
        outcome, explanation = yield from _evaluate(check, domain)
    except _Ended as end:
        outcome, explanation = end.outcome, ""
    return Spf(outcome, domain, explanation)


def _evaluate(check: _Check, domain: str) -> Asking[tuple[Outcome, str]]:
    """check_host() of §4 for one domain, with what it says about a failure."""
    record = yield from _record(domain)
    if isinstance(record, Outcome):
        return record, ""
    for term in record.terms:
        if (yield from _matches(check, term, domain)):
            says = ""
            if term.outcome is Outcome.FAIL and record.explanation:
                says = yield from _explanation(check, record.explanation, domain)
            return term.outcome, says
    if not record.redirect:
        return Outcome.NEUTRAL, ""
    check.count()
    target = yield from _target(check, record.redirect, domain)
    if not askable(target):
        return Outcome.PERMERROR, ""
    outcome, says = yield from _evaluate(check, target)
    return (Outcome.PERMERROR if outcome is Outcome.NONE else outcome), says


def _record(domain: str) -> Asking[Record | Outcome]:
    """The one record of a domain (§4.4, §4.5)."""
    answer = yield from ask(domain, Kind.TXT)
    if answer.state is State.FAILED:
        return Outcome.TEMPERROR
    texts = [text for text in answer.records if is_spf(text)]
    if not texts:
        return Outcome.NONE
    if len(texts) > 1:
        return Outcome.PERMERROR
    return record_of(texts[0]) or Outcome.PERMERROR


def _matches(check: _Check, term: Term, domain: str) -> Asking[bool]:
    ip = check.values.ip
    if term.name == "all":
        return True
    if term.network is not None:
        return ip.version == term.network.version and ip in term.network
    check.count()
    target = yield from _target(check, term.domain, domain)
    match term.name:
        case "include":
            return (yield from _included(check, target))
        case "a":
            return (yield from _address(check, term, target))
        case "mx":
            return (yield from _exchanger(check, term, target))
        case "ptr":
            names = yield from _validated_names(check)
            return any(name == target or name.endswith(f".{target}") for name in names)
    return bool(check.seen((yield from ask(target, Kind.A))).records)  # exists


def _included(check: _Check, target: str) -> Asking[bool]:
    """An include matches when the other domain says `pass` (§5.2)."""
    outcome, _ = yield from _evaluate(check, target)
    if outcome is Outcome.TEMPERROR:
        raise _Ended(outcome)
    if outcome in (Outcome.PERMERROR, Outcome.NONE):
        raise _Ended(Outcome.PERMERROR)
    return outcome is Outcome.PASS


def _address(check: _Check, term: Term, target: str) -> Asking[bool]:
    answer = check.seen((yield from ask(target, _kind(check.values.ip))))
    return any(_covers(term, found, check.values.ip) for found in answer.records)


def _exchanger(check: _Check, term: Term, target: str) -> Asking[bool]:
    hosts = check.seen((yield from ask(target, Kind.MX))).records
    if len(hosts) > MAX_HOSTS:
        raise _Ended(Outcome.PERMERROR)
    answers = yield from ask_all(hosts, _kind(check.values.ip))
    for answer in answers:  # in the order of their preference, as if asked in turn
        records = check.seen(answer).records
        if any(_covers(term, found, check.values.ip) for found in records):
            return True
    return False


def _kind(ip: IPv4Address | IPv6Address) -> Kind:
    return Kind.A if ip.version == 4 else Kind.AAAA


def _covers(term: Term, found: str, ip: IPv4Address | IPv6Address) -> bool:
    try:
        address = ip_address(found)
    except ValueError:
        return False
    bits = ip.max_prefixlen - (term.prefix4 if ip.version == 4 else term.prefix6)
    return address.version == ip.version and int(address) >> bits == int(ip) >> bits


def _validated_names(check: _Check) -> Asking[list[str]]:
    """Names of the host, those that point back to it (§5.5).  Errors mean none."""
    ip = check.values.ip
    zone = "in-addr.arpa" if ip.version == 4 else "ip6.arpa"
    reverse = ".".join(reversed(dotted(ip).split(".")))
    answer = yield from ask(f"{reverse}.{zone}", Kind.PTR)
    names = tuple(name.lower().removesuffix(".") for name in answer.records[:MAX_HOSTS])
    answers = yield from ask_all(names, _kind(ip))
    check.void((answer, *answers))
    return [
        name
        for name, found in zip(names, answers, strict=True)
        if any(_same(address, ip) for address in found.records)
    ]


def _same(address: str, ip: IPv4Address | IPv6Address) -> bool:
    try:
        return ip_address(address) == ip
    except ValueError:
        return False


def _target(check: _Check, spec: str, domain: str) -> Asking[str]:
    """The name that a term asks about, its macros expanded."""
    if not spec:
        return domain
    validated = yield from _validated_for(check, spec, domain)
    try:
        return fitting(expand(spec, check.values, domain, validated).lower())
    except MacroSyntaxError:
        raise _Ended(Outcome.PERMERROR) from None


def _validated_for(check: _Check, text: str, domain: str) -> Asking[str]:
    """What `%{p}` stands for: the domain itself, else a name below it, else any (§7.3)."""
    if not needs_validated(text):
        return "unknown"
    if domain not in check.validated:
        names = yield from _validated_names(check)
        best = sorted(
            names,
            key=lambda name: 0 if name == domain else 2 - name.endswith(f".{domain}"),
        )
        check.validated[domain] = best[0] if best else "unknown"
    return check.validated[domain]


def _explanation(check: _Check, spec: str, domain: str) -> Asking[str]:
    """What `exp=` leads to; empty when anything is wrong with it (§6.2)."""
    try:
        target = yield from _target(check, spec, domain)
        answer = yield from ask(target, Kind.TXT)
        if len(answer.records) != 1 or not answer.records[0].isascii():
            return ""
        validated = yield from _validated_for(check, answer.records[0], domain)
        return expand(answer.records[0], check.values, domain, validated)
    except (MacroSyntaxError, _Ended):
        return ""
