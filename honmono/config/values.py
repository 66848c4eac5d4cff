"""What stands behind each key: the value as the program uses it, or what it must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address, ip_network
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from honmono.config.toml_file import WrongValueError
from honmono.mail.auth.own.set_up import Mode
from honmono.mail.message.addresses import domain_of
from honmono.text import LANGUAGES

_SECONDS: Final = (0.1, 60)
"""The shortest and the longest time for a question."""


def _as_is(value: Any) -> Any:
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValueError("no-string")
    return value.strip()


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise WrongValueError("no-list", example='["…", "…"]')
    return tuple(v.strip() for v in value if v.strip())


def _domains(value: Any) -> tuple[str, ...]:
    domains = tuple(domain_of(f"x@{d}") for d in _strings(value))
    for written, domain in zip(_strings(value), domains, strict=True):
        if "@" in written or "/" in written or "." not in domain:
            raise WrongValueError("no-domain", value=written)
    return domains


def _addresses(value: Any) -> tuple[str, ...]:
    for address in _strings(value):
        if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", address):
            raise WrongValueError("no-address", value=address)
    return _strings(value)


def _authserv_ids(value: Any) -> tuple[str, ...]:
    return tuple(v.lower().rstrip(".") for v in _strings(value))


def _networks(value: Any) -> tuple[Any, ...]:
    networks = []
    for text in _strings(value):
        try:
            networks.append(ip_network(text, strict=False))
        except ValueError:
            raise WrongValueError("no-network", value=text) from None
    return tuple(networks)


def _command(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise WrongValueError("no-list", example='["program", "argument"]')
    if value and not value[0].strip():
        raise WrongValueError("no-program")
    return tuple(value)


def _path(value: Any) -> str:
    """Where it starts must not depend on where the desk was started."""
    text = _string(value)
    if text and not (PurePosixPath(text).is_absolute() or _is_of_windows(text)):
        raise WrongValueError("no-absolute-path", value=text)
    return text


def _is_of_windows(text: str) -> bool:
    return PureWindowsPath(text).is_absolute()


def _hosts(value: Any) -> tuple[str, ...]:
    for host in _strings(value):
        if not re.fullmatch(r"[^\s/@:]+", host):
            raise WrongValueError("no-server", value=host)
    return tuple(host.lower() for host in _strings(value))


def _language(value: Any) -> str:
    if value not in LANGUAGES:
        raise WrongValueError("no-choice", known=", ".join(LANGUAGES))
    return str(value)


def _timezone(value: Any) -> str:
    try:
        ZoneInfo(_string(value))
    except (ZoneInfoNotFoundError, ValueError):
        raise WrongValueError("no-time-zone") from None
    return _string(value)


def _probability(value: Any) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not 0 < value < 1
    ):
        raise WrongValueError("no-probability")
    return float(value)


def _mode(value: Any) -> Mode:
    try:
        return Mode(_string(value))
    except ValueError:
        raise WrongValueError("no-choice", known=", ".join(Mode)) from None


def _ip_addresses(value: Any) -> tuple[str, ...]:
    for text in _strings(value):
        try:
            ip_address(text)
        except ValueError:
            raise WrongValueError("no-ip-address", value=text) from None
    return _strings(value)


def _seconds(value: Any) -> float:
    least, most = _SECONDS
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= value <= most:
        raise WrongValueError("no-seconds", least=least, most=most)
    return float(value)


def _count(value: Any, most: int) -> int:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number or not 1 <= value <= most:
        raise WrongValueError("no-count", least=1, most=most)
    return int(value)


Keys = dict[str, Callable[[Any], Any]]

ORGANIZATION: Final[Keys] = {
    "names": _strings,
    "domains": _domains,
    "parked_domains": _domains,
    "authserv_ids": _authserv_ids,
    "networks": _networks,
    "phones": _strings,
    "addresses": _strings,
    "urls": _strings,
    "timezone": _timezone,
    "language": _language,
}
PERSON: Final[Keys] = {
    "name": _string,
    "kana": _string,
    "romaji": _string,
    "nicknames": _strings,
    "addresses": _addresses,
    "private_addresses": _addresses,
    "title": _string,
    "department": _string,
    "office": _string,
}
NAMED: Final[Keys] = {"name": _string, "domains": _domains}
LIST: Final[Keys] = {"domains": _domains}
OFFICE: Final[Keys] = {"id": _string, "name": _string}
VERDICT: Final[Keys] = {"prior": _probability}
VERIFY: Final[Keys] = {
    "mode": _mode,
    "nameservers": _ip_addresses,
    "timeout": _seconds,
}
IMAP: Final[Keys] = {"token_command": _command, "token_hosts": _hosts}
SWEEP: Final[Keys] = dict.fromkeys(("watch", "indicators", "words"), _path)
BACKUP: Final[Keys] = {
    "folder": _path,
    "every": partial(_count, most=24 * 31),
    "keep": partial(_count, most=1_000),
    "passphrase_file": _path,
}
SETTINGS: Final[Keys] = dict.fromkeys(
    ("verdict", "verify", "imap", "sweep", "backup"), _as_is
)
ROOT_KEYS: Final[Keys] = dict.fromkeys(
    ("organization", "people", "services", "lists", "partners", "offices"), _as_is
)
