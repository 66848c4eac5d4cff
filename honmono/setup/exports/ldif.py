"""LDIF: what a directory writes (RFC 2849): ldapsearch, ldifde, any LDAP browser.

    dn: cn=yamada,ou=People,dc=example,dc=jp
    displayName:: 5bGx55SwIOWkqumDjg==
    mail: yamada@example.co.jp
    userAccountControl: 514

A value behind two colons is base64; a line that begins with a blank belongs to the one
above; `:<` names a file, which is never opened.
An attribute with an option, such as `cn;lang-ja;phonetic`, is asked for as it stands, then
without its language.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Final, NamedTuple

from honmono.setup.exports._core import (
    Column,
    Field,
    Form,
    Listed,
    Problem,
    Read,
    Values,
)
from honmono.setup.exports.accounts import listed
from honmono.setup.exports.decoding import lines_of, value_of
from honmono.setup.exports.headers import field_of

_MAILBOXES: Final = {
    "4": "shared", "16": "room", "32": "equipment", "34359738368": "shared",
    "8589934592": "room", "17179869184": "equipment", "128": "mailuser",
    "8388608": "arbitration", "536870912": "discovery", "4294967296": "monitoring",
}  # fmt: skip
"""msExchRecipientTypeDetails of what is nobody's own mailbox."""

_NOT_PEOPLE: Final = {
    *("group", "groupofnames", "groupofuniquenames", "posixgroup", "computer"),
    *("organizationalunit", "organization", "domain", "dcobject", "container"),
    *("contact", "device", "applicationprocess", "publicfolder"),
}
_OF_A_PROGRAM: Final = {"account", "simplesecurityobject", "organizationalrole"}
_PEOPLE: Final = {"person", "organizationalperson", "inetorgperson", "user"}
_SEVERAL: Final = (Field.ADDRESS, Field.MORE_ADDRESSES, Field.KIND)
_EXAMPLE: Final = 40


class _Line(NamedTuple):
    """One attribute of an entry."""

    number: int
    attribute: str
    value: str


def fits(text: str) -> bool:
    """Does it begin as LDIF does, comments passed over?"""
    for line in lines_of(text)[:200]:
        if line.strip() and not line.startswith(("#", " ")):
            return line.lower().startswith(("dn:", "version: 1", "version:1"))
    return False


def read(text: str) -> Read:
    """Every account of a directory's export."""
    problems: list[Problem] = []
    seen: dict[str, Column] = {}
    accounts: list[Listed] = []
    for entry in _entries(text, problems):
        if not _is_somebody(entry):
            continue
        account = _account(entry, seen)
        if account is None:
            problems.append(Problem(entry[0].number, "problem-nobody", entry[0].value))
        elif "\ufffd" in account.name + account.kana:
            problems.append(Problem(account.line, "problem-characters", account.name))
        else:
            accounts.append(account)
    return Read(tuple(seen.values()), tuple(accounts), tuple(sorted(problems)))


def _is_somebody(entry: list[_Line]) -> bool:
    """No group, no unit, not the search's summary."""
    classes = {one.value.lower() for one in entry if one.attribute == "objectclass"}
    return (
        classes.isdisjoint(_NOT_PEOPLE)
        and not (classes & _OF_A_PROGRAM and classes.isdisjoint(_PEOPLE))
        and entry[0].attribute == "dn"
    )


def _account(entry: list[_Line], seen: dict[str, Column]) -> Listed | None:
    """Who an entry is; None for one without a name."""
    values: Values = {}
    names = ""
    for one in entry:
        field = field_of(one.attribute) or field_of(_without_language(one.attribute))
        if one.attribute == "msexchrecipienttypedetails":
            _note(seen, one, Field.KIND)
            _put(values, Field.KIND, one._replace(value=_MAILBOXES.get(one.value, "")))
        elif field and one.value:
            _note(seen, one, field)
            if field is Field.NAME and len(one.attribute) > len(names):
                names = one.attribute  # displayName before cn
                values.pop(field, None)
            _put(values, field, one)
    return listed(values, entry[0].number)


def _put(values: Values, field: Field, one: _Line) -> None:
    """Of several values the first, but every address and class."""
    if field in _SEVERAL and field in values:
        values[field] += f";{one.value}"
    else:
        values.setdefault(field, one.value)


def _note(seen: dict[str, Column], one: _Line, field: Field) -> None:
    seen.setdefault(one.attribute, Column(one.attribute, field, one.value[:_EXAMPLE]))


def _is_asked(attribute: str) -> bool:
    return bool(field_of(attribute) or field_of(_without_language(attribute)))


def _without_language(attribute: str) -> str:
    """`sn;lang-ja` → `sn`; a reading stays one."""
    name, *options = attribute.split(";")
    kept = [each for each in options if not each.startswith("lang-ja")]
    return ";".join((name, *kept))


def _entries(text: str, problems: list[Problem]) -> Iterator[list[_Line]]:
    """The entries, which blank lines part."""
    entry: list[_Line] = []
    for number, line in _unfolded(text):
        if not line:
            if entry:
                yield entry
            entry = []
        elif one := _parsed(number, line, problems):
            entry.append(one)
    if entry:
        yield entry


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, with their continuations (RFC 2849, note 2)."""
    held, begun = None, 0
    for number, line in enumerate([*lines_of(text), ""], start=1):
        if line.startswith(" ") and held is not None:
            held += line[1:]
            continue
        if held is not None and not held.startswith("#"):
            yield begun, held
        held, begun = line, number
    yield begun, ""


def _parsed(number: int, line: str, problems: list[Problem]) -> _Line | None:
    attribute, colon, rest = line.partition(":")
    attribute = attribute.strip().lower()
    if not colon or rest.startswith("<"):
        if not colon and attribute != "-":
            problems.append(Problem(number, "problem-row"))
        return None
    if not rest.startswith(":"):
        return _Line(number, attribute, rest.strip())
    try:
        data = base64.b64decode(rest[1:].strip(), validate=True)
    except (binascii.Error, ValueError):
        problems.append(Problem(number, "problem-base64", attribute))
        return None
    if attribute != "dn" and not _is_asked(attribute):
        return None  # a picture, a certificate
    return _Line(number, attribute, value_of(data))


FORM: Final = Form("ldif", fits, read)
