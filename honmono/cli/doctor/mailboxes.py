"""Mail on servers: where passwords are kept, the token program, the authorities.

    OK      メールボックスのパスワード: Windows WinVault Keyring に保管できます
    要修正  token_command: プログラム oama がありません

No server is asked: a doctor who logs in somewhere would surprise people.  Nor is the
program run: it may open a browser.
"""

from __future__ import annotations

import shutil
import ssl
from collections.abc import Iterator

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.config import ConfigError, Tokens, load_settings


def mailboxes(patient: Patient) -> Iterator[Diagnosis]:
    """What reading mail from a server can rely on."""
    yield _passwords(patient)
    yield _authorities(patient)
    try:
        tokens = load_settings(patient.home).tokens
    except ConfigError:  # said by the check of settings.toml
        return
    if tokens.command:
        yield _program(patient, tokens)


def _passwords(patient: Patient) -> Diagnosis:
    what = patient.say("passwords")
    try:
        import keyring
    except ImportError:
        found, mend = "passwords-no-keyring", 'pip install "honmono[keyring]"'
        return Diagnosis(what, State.ADVICE, patient.say(found), mend)
    store = keyring.get_keyring()
    if type(store).__module__.startswith(
        ("keyring.backends.fail", "keyring.backends.null")
    ):
        found, mend = patient.say("passwords-no-store"), patient.say("passwords-mend")
        return Diagnosis(what, State.ADVICE, found, mend)
    return Diagnosis(what, State.OK, patient.say("passwords-kept", store=store.name))


def _authorities(patient: Patient) -> Diagnosis:
    what = patient.say("authorities")
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if context.cert_store_stats()["x509_ca"] or paths.cafile or paths.capath:
        return Diagnosis(what, State.OK, patient.say("found"))
    mend = patient.say("authorities-mend")
    return Diagnosis(what, State.WRONG, patient.say("missing"), mend)


def _program(patient: Patient, tokens: Tokens) -> Diagnosis:
    name = tokens.command[0]
    if shutil.which(name) is None:
        found, mend = (
            patient.say("program-gone", name=name),
            patient.say("program-mend"),
        )
        return Diagnosis("token_command", State.WRONG, found, mend)
    hosts = ", ".join(tokens.hosts)
    found = patient.say("program-there", name=name, hosts=hosts)
    return Diagnosis("token_command", State.OK, found)
