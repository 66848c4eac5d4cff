"""honmono.toml and settings.toml → frozen values.  The only reader and writer of both.

An unknown key is an error that names the file, the line, the key and the nearest known
one, because a mistyped `authserv_id` that is ignored would make forged mail look proved
or our own mail look forged.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from honmono.check.org import Organization
from honmono.check.org.model import MailingList, Office, Partner, Person, Service
from honmono.mail.auth.own.set_up import Mode
from honmono.mail.message.addresses import domain_of

_LANGUAGES: Final = ("ja", "en")

_MISSING: Final = (
    "is not there; make it with `honmono init`, or say where it is: --org PATH"
    " / ファイルがありません。honmono init で作るか、--org で場所を指定してください。"
)
"""In both languages: the file would say which one, and newcomers meet this line first."""

_HEADING: Final = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_ASSIGNMENT: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


class ConfigError(Exception):
    """A configuration file cannot be used.  Nothing has been judged or changed."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Say where and what; `line` 0 when it is about the whole file."""
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}")


@dataclass(frozen=True, slots=True)
class Tokens:
    """`[imap]` of the settings: mailboxes that take a token instead of a password."""

    command: tuple[str, ...] = ()
    """A program and its arguments; it prints a token on its first line.  In them `{user}`
    stands for the user of the address.  It is run without a shell."""

    hosts: tuple[str, ...] = ("imap.gmail.com", "outlook.office365.com")
    """Servers that get tokens; all others get passwords, and never a token."""

    @property
    def hosts_in_use(self) -> tuple[str, ...]:
        """Servers that get tokens, if there is a program that makes them."""
        return self.hosts if self.command else ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's settings, `settings.toml` in the home."""

    prior: float = 0.5
    """P(forged) before anything was looked at: somebody asks about the mail.  A milter,
    which sees every mail, would set it near the share of forged mail in its stream."""

    verify: Mode = Mode.off
    """How far our own look at signatures goes; the DNS learns who is looked at."""

    nameservers: tuple[str, ...] = ()
    """IP addresses of the servers that are asked; empty asks those of the system."""

    timeout: float = 4.0
    """Seconds for one question to the DNS."""

    tokens: Tokens = Tokens()


def load_organization(path: Path) -> Organization:
    """Read `honmono.toml`.

    Raises:
        ConfigError: missing, not TOML, an unknown key, a wrong type or value.

    """
    return parse_organization(read_text(path), path)


def parse_organization(text: str, path: Path) -> Organization:
    """Make the value of a text that is, or may become, the file at `path`.

    Raises:
        ConfigError: not TOML, an unknown key, a wrong type or value.

    """
    source = _Source(path, text)
    root = source.table(source.data, "", _ROOT_KEYS)
    if "organization" not in root:
        raise ConfigError(
            path, 0, "the table [organization] is missing; it needs names and domains"
        )
    us = source.table(root["organization"], "organization", _ORGANIZATION)
    for required in ("names", "domains"):
        if not us.get(required):
            source.refuse(
                "organization", 0, required, f"{required} needs at least one entry"
            )
    return Organization(
        **us,
        people=tuple(Person(**t) for t in source.entries("people", _PERSON, "name")),
        services=tuple(
            Service(**t) for t in source.entries("services", _NAMED, "name", "domains")
        ),
        lists=tuple(
            MailingList(**t) for t in source.entries("lists", _LIST, "domains")
        ),
        partners=tuple(
            Partner(**t) for t in source.entries("partners", _NAMED, "name", "domains")
        ),
        offices=tuple(Office(**t) for t in source.entries("offices", _OFFICE, "id")),
    )


def load_settings(home: Path) -> Settings:
    """Read `settings.toml` of the home; without the file every default holds.

    Raises:
        ConfigError: as for the organization.

    """
    path = home / "settings.toml"
    if not path.exists():
        return Settings()
    source = _Source(path, read_text(path))
    root = source.table(source.data, "", _SETTINGS)
    own = source.table(root.get("verify", {}), "verify", _VERIFY)
    if "mode" in own:
        own["verify"] = own.pop("mode")
    imap = source.table(root.get("imap", {}), "imap", _IMAP)
    tokens = {key.removeprefix("token_"): value for key, value in imap.items()}
    return Settings(
        **source.table(root.get("verdict", {}), "verdict", _VERDICT),
        **own,
        tokens=Tokens(**tokens),
    )


def read_text(path: Path) -> str:
    """The text of a configuration file as it stands, a byte order mark included.

    Raises:
        ConfigError: it cannot be read, or is not UTF-8.

    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ConfigError(path, 0, _MISSING) from None
    except OSError as error:
        raise ConfigError(path, 0, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(path, line, "is not UTF-8; save it again as UTF-8") from None


def save_organization(path: Path, old: str, new: str) -> Path:
    """Put `new` in the place of `old`, whole or not at all; say where `old` is kept.

    Another reader sees the old file or the new one, never half of one, and neither a
    full disk nor a power cut loses both.  A link stays a link: its target is written.

    Raises:
        ConfigError: `new` is no organization, the file is not `old` any more (an editor
            saved it in between), or it cannot be written.  Nothing has been changed.

    """
    target = path.resolve()
    backup = target.with_name(f"{target.name}.bak")
    with _beside(path, target, new) as temporary:
        if read_text(target) != old:
            raise ConfigError(path, 0, "was changed by somebody else in the meantime")
        shutil.copymode(target, temporary)
        shutil.copy2(target, backup)
        temporary.replace(target)
    return backup


def create_organization(path: Path, new: str) -> None:
    """Write a first organization file, whole or not at all.

    Raises:
        ConfigError: `new` is no organization, something is there already, or it cannot
            be written.  Nothing has been changed.

    """
    target = path.absolute()
    with _beside(path, target, new) as temporary:
        if target.exists():
            raise ConfigError(path, 0, "is there already")
        temporary.replace(target)


@contextmanager
def _beside(path: Path, target: Path, new: str) -> Iterator[Path]:
    """A file with the new text in the target's folder, checked and on the disk.

    What goes wrong while it is put into its place is told of `path`.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(".tmp", f".{target.name}.", target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(new.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        load_organization(temporary)
        yield temporary
    except OSError as error:
        raise ConfigError(path, 0, f"cannot be written: {error.strerror}") from None
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)
    with suppress(OSError):  # Windows opens no folders, and needs none opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class _Source:
    """One TOML file, and where its keys stand."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text.removeprefix("\ufeff")
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            # "… (at line 3, column 7)" is how tomllib says where.
            found = re.search(r"\(at line (\d+), column \d+\)", str(error))
            line = int(found[1]) if found else self.text.count("\n") + 1
            message = re.sub(r" \(at .*\)$", "", str(error))
            raise ConfigError(path, line, f"not valid TOML: {message}") from None

    def refuse(self, table: str, index: int, key: str, message: str) -> None:
        """Raise, naming the line of the key."""
        raise ConfigError(self.path, self.line_of(table, index, key), message)

    def line_of(self, table: str, index: int, key: str) -> int:
        """Line of a key in the table's `index`-th occurrence; else of the table."""
        here, seen, heading = "", -1, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            if match := _HEADING.match(line):
                here = match[1]
                seen += here == table
                heading = number if here == table and seen == index else heading
            elif here == table and (not table or seen == index):
                match = _ASSIGNMENT.match(line)
                if match and match[1] == key:
                    return number
        return heading

    def table(
        self,
        values: object,
        name: str,
        known: dict[str, Callable[[Any], Any]],
        index: int = 0,
    ) -> dict[str, Any]:
        """Check every key and value of one table."""
        if not isinstance(values, dict):
            self.refuse("", 0, name, f"{name} must be a table: [{name}]")
            raise AssertionError  # for the type checker: refuse() always raises
        result: dict[str, Any] = {}
        for key, value in values.items():
            where = f"[{name}]" if name else "the file"
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                all_known = ", ".join(known)
                message = f"unknown key {key!r} in {where}{hint} (known: {all_known})"
                if not name and isinstance(value, dict | list):
                    self.refuse(key, 0, key, message)
                self.refuse(name, index, key, message)
            try:
                result[key] = known[key](value)
            except _WrongValueError as error:
                self.refuse(name, index, key, f"{key} in {where} {error}")
        return result

    def entries(
        self, name: str, known: dict[str, Callable[[Any], Any]], *required: str
    ) -> Iterator[dict[str, Any]]:
        """Check every `[[name]]` table in turn."""
        values = self.data.get(name, [])
        if not isinstance(values, list):
            self.refuse("", 0, name, f"{name} must be written as [[{name}]]")
        for index, entry in enumerate(values):
            table = self.table(entry, name, known, index)
            for key in required:
                if not table.get(key):
                    self.refuse(name, index, "", f"[[{name}]] needs {key!r}")
            yield table


class _WrongValueError(ValueError):
    """What a value must be.  Becomes a `ConfigError` with the line."""


def _as_is(value: Any) -> Any:
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongValueError("must be a string in quotes")
    return value.strip()


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise _WrongValueError('must be a list of strings: ["…", "…"]')
    return tuple(v.strip() for v in value if v.strip())


def _domains(value: Any) -> tuple[str, ...]:
    domains = tuple(domain_of(f"x@{d}") for d in _strings(value))
    for written, domain in zip(_strings(value), domains, strict=True):
        if "@" in written or "/" in written or "." not in domain:
            raise _WrongValueError(
                f"holds {written!r}, which is no domain such as example.co.jp"
            )
    return domains


def _addresses(value: Any) -> tuple[str, ...]:
    for address in _strings(value):
        if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", address):
            raise _WrongValueError(
                f"holds {address!r}, which is no address such as taro@example.co.jp"
            )
    return _strings(value)


def _authserv_ids(value: Any) -> tuple[str, ...]:
    return tuple(v.lower().rstrip(".") for v in _strings(value))


def _networks(value: Any) -> tuple[Any, ...]:
    networks = []
    for text in _strings(value):
        try:
            networks.append(ip_network(text, strict=False))
        except ValueError:
            raise _WrongValueError(
                f"holds {text!r}, which is no network such as 192.0.2.0/24"
            ) from None
    return tuple(networks)


def _command(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise _WrongValueError('must be a list of strings: ["program", "argument"]')
    if value and not value[0].strip():
        raise _WrongValueError("begins with an empty string; it names a program")
    return tuple(value)


def _hosts(value: Any) -> tuple[str, ...]:
    for host in _strings(value):
        if not re.fullmatch(r"[^\s/@:]+", host):
            raise _WrongValueError(f"holds {host!r}, which is no server's name")
    return tuple(host.lower() for host in _strings(value))


def _language(value: Any) -> str:
    if value not in _LANGUAGES:
        raise _WrongValueError(f"must be one of {', '.join(_LANGUAGES)}")
    return str(value)


def _timezone(value: Any) -> str:
    try:
        ZoneInfo(_string(value))
    except (ZoneInfoNotFoundError, ValueError):
        raise _WrongValueError("must be a time zone such as Asia/Tokyo") from None
    return _string(value)


def _probability(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _WrongValueError("must be a number between 0 and 1")
    if not 0 < value < 1:
        raise _WrongValueError("must lie between 0 and 1, both excluded")
    return float(value)


def _mode(value: Any) -> Mode:
    try:
        return Mode(_string(value))
    except ValueError:
        raise _WrongValueError(f"must be one of {', '.join(Mode)}") from None


def _ip_addresses(value: Any) -> tuple[str, ...]:
    for text in _strings(value):
        try:
            ip_address(text)
        except ValueError:
            raise _WrongValueError(
                f"holds {text!r}, which is no IP address such as 192.0.2.53"
            ) from None
    return _strings(value)


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _WrongValueError("must be a number of seconds")
    if not 0.1 <= value <= 60:
        raise _WrongValueError("must lie between 0.1 and 60 seconds")
    return float(value)


_Keys = dict[str, Callable[[Any], Any]]

_ORGANIZATION: Final[_Keys] = {
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
_PERSON: Final[_Keys] = {
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
_NAMED: Final[_Keys] = {"name": _string, "domains": _domains}
_LIST: Final[_Keys] = {"domains": _domains}
_OFFICE: Final[_Keys] = {"id": _string, "name": _string}
_VERDICT: Final[_Keys] = {"prior": _probability}
_VERIFY: Final[_Keys] = {
    "mode": _mode,
    "nameservers": _ip_addresses,
    "timeout": _seconds,
}
_IMAP: Final[_Keys] = {"token_command": _command, "token_hosts": _hosts}
_SETTINGS: Final[_Keys] = dict.fromkeys(("verdict", "verify", "imap"), _as_is)
_ROOT_KEYS: Final[_Keys] = dict.fromkeys(
    ("organization", "people", "services", "lists", "partners", "offices"), _as_is
)
