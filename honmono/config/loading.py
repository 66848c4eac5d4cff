"""honmono.toml and settings.toml → frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from honmono.check.org import Organization
from honmono.check.org.model import MailingList, Office, Partner, Person, Service
from honmono.config.toml_file import ConfigError, TomlFile, read_text
from honmono.config.values import (
    BACKUP,
    IMAP,
    LIST,
    NAMED,
    OFFICE,
    ORGANIZATION,
    PERSON,
    ROOT_KEYS,
    SETTINGS,
    SWEEP,
    VERDICT,
    VERIFY,
)
from honmono.mail.auth.own.set_up import Mode


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
class Backups:
    """`[backup]` of the settings: backups that the desk writes by itself."""

    folder: str = ""
    """Where they are written, on another disk or a share; empty: none are."""

    every: int = 24
    """Hours from one to the next."""

    keep: int = 14
    """How many stay; older ones go when a new one was read back."""

    passphrase_file: str = ""
    """A file whose first line locks them; empty: they are not locked."""


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
    backup: Backups = Backups()

    watch: str = ""
    """`[sweep] watch`: a folder or share into which scanners write their results, looked
    at by the desk every 30 seconds and never changed; empty: none."""

    indicators: str = ""
    """`[sweep] indicators`: a CSV or TSV file of the operator's own, held against PCs
    beside the published table; empty: none."""

    words: str = ""
    """`[sweep] words`: a file with the word list of Emotet until February 2020, which is
    not ours to ship; empty: nobody looks for those names."""


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
    source = TomlFile(path, text)
    root = source.table(source.data, "", ROOT_KEYS)
    if "organization" not in root:
        raise ConfigError(path, 0, "no-organization")
    us = source.table(root["organization"], "organization", ORGANIZATION)
    for required in ("names", "domains"):
        if not us.get(required):
            place = ("organization", 0, required)
            raise source.refused(place, "no-entry", key=required)
    return Organization(
        **us,
        people=tuple(Person(**t) for t in source.entries("people", PERSON, "name")),
        services=tuple(
            Service(**t) for t in source.entries("services", NAMED, "name", "domains")
        ),
        lists=tuple(MailingList(**t) for t in source.entries("lists", LIST, "domains")),
        partners=tuple(
            Partner(**t) for t in source.entries("partners", NAMED, "name", "domains")
        ),
        offices=tuple(Office(**t) for t in source.entries("offices", OFFICE, "id")),
    )


def load_settings(home: Path) -> Settings:
    """Read `settings.toml` of the home; without the file every default holds.

    Raises:
        ConfigError: as for the organization.

    """
    path = home / "settings.toml"
    if not path.exists():
        return Settings()
    source = TomlFile(path, read_text(path))
    root = source.table(source.data, "", SETTINGS)
    own = source.table(root.get("verify", {}), "verify", VERIFY)
    if "mode" in own:
        own["verify"] = own.pop("mode")
    imap = source.table(root.get("imap", {}), "imap", IMAP)
    sweep = source.table(root.get("sweep", {}), "sweep", SWEEP)
    backup = source.table(root.get("backup", {}), "backup", BACKUP)
    tokens = {key.removeprefix("token_"): value for key, value in imap.items()}
    return Settings(
        **source.table(root.get("verdict", {}), "verdict", VERDICT),
        **own,
        **sweep,
        tokens=Tokens(**tokens),
        backup=Backups(**backup),
    )
