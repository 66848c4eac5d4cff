"""Can we verify signatures ourselves: packages, `[verify]`, the file of keys, the DNS?

    OK      署名の検証: 無効（[verify] mode = "off"）
    OK      keys.sqlite: 鍵 12 件

Switched off is no fault: it is the default.  Nobody is asked anything, unless the operator
says `--ask-dns`: then one question goes to the name server, about our own first domain.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.cli.verifying import KEY_FILE
from honmono.config import ConfigError, Settings, load_organization, load_settings
from honmono.mail.auth.own.key_file import KeyFile, KeyFileError
from honmono.mail.auth.own.network import NameServers
from honmono.mail.auth.own.questions import Kind, Question, Resolver
from honmono.mail.auth.own.questions import State as Told
from honmono.mail.auth.own.set_up import Mode


def own_proof(patient: Patient) -> Iterator[Diagnosis]:
    """Whether `--verify` can work, and whether it is switched on."""
    if missing := _missing():
        mend = f"pip install --force-reinstall {missing}"
        found = patient.say("verify-broken", name=missing)
        yield Diagnosis(patient.say("verify"), State.WRONG, found, mend)
        return
    try:
        settings = load_settings(patient.home)
    except ConfigError:  # said by the check of settings.toml
        return
    mode = settings.verify
    yield Diagnosis(
        patient.say("verify"), State.OK, patient.say(f"verify-{mode.value}")
    )
    yield _keys(patient, mode)
    if mode is Mode.dns or patient.ask_dns:
        yield _name_servers(patient, settings)


def _missing() -> str:
    """The packages that do not load, for instance because half of one is there."""
    names = {
        "cryptography.hazmat.primitives": "cryptography",
        "dns.resolver": "dnspython",
    }
    broken = []
    for module, package in names.items():
        try:
            import_module(module)
        except ImportError:
            broken.append(package)
    return " ".join(broken)


def _keys(patient: Patient, mode: Mode) -> Diagnosis:
    file = patient.home / KEY_FILE
    try:
        count = len({key.name for key in KeyFile(file).all()})
    except KeyFileError as error:
        mend = patient.say("keys-mend", file=file)
        return Diagnosis(KEY_FILE, State.WRONG, str(error), mend)
    if count:
        return Diagnosis(KEY_FILE, State.OK, patient.say("keys", count=f"{count:,}"))
    if mode is Mode.off:
        return Diagnosis(KEY_FILE, State.OK, patient.say("keys-none"))
    mend = patient.say("keys-learn")
    return Diagnosis(KEY_FILE, State.ADVICE, patient.say("keys-none"), mend)


def _name_servers(patient: Patient, settings: Settings) -> Diagnosis:
    """Are there any; and when asked to, does one answer?"""
    what, mend = patient.say("dns"), patient.say("dns-mend")
    wait = timedelta(seconds=settings.timeout)
    try:
        servers = NameServers(settings.nameservers, wait)
    except ValueError as error:
        return Diagnosis(what, State.WRONG, str(error), mend)
    shown = ", ".join(servers.addresses)
    if not patient.ask_dns:
        return Diagnosis(what, State.OK, patient.say("dns-not-asked", servers=shown))
    domain = _own_domain(patient)
    if asyncio.run(answers(servers, domain)):
        return Diagnosis(what, State.OK, patient.say("dns-answers", servers=shown))
    silent = patient.say("dns-silent", servers=shown, domain=domain)
    return Diagnosis(what, State.WRONG, silent, mend)


async def answers(servers: Resolver, domain: str) -> bool:
    """Did anybody say anything, if only that there is none?"""
    answer = await servers.answer(Question(domain, Kind.TXT))
    return answer.state is not Told.FAILED


def _own_domain(patient: Patient) -> str:
    """The first of ours; a name that surely exists where we do not know who we are."""
    try:
        return load_organization(patient.organization).domains[0]
    except ConfigError:
        return "example.com"
