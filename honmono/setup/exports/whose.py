"""Whose account is it: a person's, or a desk's, a room's, a guest's, nobody's any more?

    userType = Guest                            a guest
    RecipientTypeDetails = RoomMailbox          a room
    Block credential = True, 退職日 = 2025/3/31   disabled: nobody writes from it today
    userAccountControl = 514                    the same, in a directory's bits
    info@example.co.jp                          a desk
    admin@example.onmicrosoft.com               the tenant's own: no mail of ours is from it

In doubt it is a person: one too many is seen by whoever reads the file, one too few by
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from honmono import tables
from honmono.setup.exports._core import Account, Field, Values
from honmono.setup.person_names import is_cjk

_GUEST: Final = "#ext#"
_TENANT: Final = ".onmicrosoft.com"
_MACHINES: Final = re.compile(
    r"(?:healthmailbox|systemmailbox|discoverysearchmailbox|federatedemail|migration\."
    r"|sync_|msol_|aad_|extest_|krbtgt\b)",
    re.IGNORECASE,
)
"""Mailboxes and accounts that Exchange and Active Directory make for themselves."""

_DISABLED: Final = 0x0002
"""ACCOUNTDISABLE of userAccountControl."""

_YES: Final = frozenset(
    ("true", "yes", "1", "はい", "有効", "on", "enabled", "active", "○", "〇", "◯")
)
_NO: Final = frozenset(
    ("false", "no", "0", "いいえ", "無効", "off", "disabled", "×", "✕", "x")
)
_LOCKED_FOR_GOOD: Final = "000001010000z"
"""Of OpenLDAP's pwdAccountLockedTime; every other time ends."""

_LEFT: Final = (
    *("suspend", "archiv", "inactive", "disabled", "deleted", "blocked", "left"),
    *("deactivated", "deprovisioned", "terminated", "resigned", "retired"),
    *(
        "停止",
        "無効",
        "退職",
        "退社",
        "離職",
        "削除",
        "休止",
        "利用しない",
        "使用しない",
    ),
)
_STILL_HERE: Final = "予定"
"""退職予定: who is going to leave has not left."""

_NEVER: Final = re.compile(r"\A(?:9999|2[1-9]\d\d|20[89]\d)")
"""Years by which a personnel system says that somebody has no last day."""

_KINDS: Final = (
    ("shared", Account.SHARED),
    ("共有", Account.SHARED),
    ("room", Account.ROOM),
    ("equipment", Account.ROOM),
    ("scheduling", Account.ROOM),
    ("会議室", Account.ROOM),
    ("guest", Account.GUEST),
    ("ゲスト", Account.GUEST),
    ("mailuser", Account.GUEST),
    ("mailcontact", Account.GUEST),
    ("discovery", Account.OTHER),
    ("arbitration", Account.OTHER),
    ("monitoring", Account.OTHER),
    ("publicfolder", Account.OTHER),
    ("group", Account.OTHER),
    ("team", Account.OTHER),
    ("computer", Account.OTHER),
    ("organizationalunit", Account.OTHER),
    ("container", Account.OTHER),
    ("contact", Account.OTHER),
)
_STATUS_KINDS: Final = (
    ("guest", Account.GUEST),
    ("ゲスト", Account.GUEST),
    ("bot", Account.OTHER),
)
_DESKS: Final = frozenset(row[0] for row in tables.rows("desk_words.tsv"))
_DESK_NAME: Final = re.compile(
    r"会議室|共有|窓口|受付|複合機|問い?合わ?せ|アカウント\Z"
)
_NUMBER: Final = re.compile(r"[\d._-]+\Z|\A[\d._-]+")


def whose(values: Values, name: str, addresses: Sequence[str]) -> Account:
    """Whose account it is, by all that the list says of it.

    Args:
        values: the account's cells.
        name: as the organization file would have it.
        addresses: those outside the tenant's own domain.

    """
    login = values.get(Field.LOGIN, "").casefold()
    if _GUEST in login or any(_GUEST in each.casefold() for each in addresses):
        return Account.GUEST
    kind = values.get(Field.KIND, "").casefold().replace(" ", "")
    status = values.get(Field.STATUS, "").casefold()
    for words, said in ((_KINDS, kind), (_STATUS_KINDS, status)):
        for word, account in words:
            if word in said:
                return account
    if _is_disabled(values, status):
        return Account.DISABLED
    if _is_machine(values, name, addresses):
        return Account.OTHER
    if _is_desk_by_name(values, name, addresses):
        return Account.DESK
    return Account.PERSON


def is_desk(address: str) -> bool:
    """Is it an address of a task, not of a person: info@, keiri2@, no-reply@?"""
    local = address.partition("@")[0].casefold()
    words = re.split(r"[._-]+", _NUMBER.sub("", local))
    return local in _DESKS or "".join(words) in _DESKS or words[0] in _DESKS


def _is_disabled(values: Values, status: str) -> bool:
    control = values.get(Field.ACCOUNT_CONTROL, "")
    left = values.get(Field.LEFT, "")
    return bool(
        any(
            word.strip() in _YES or word.strip() == _LOCKED_FOR_GOOD
            for word in values.get(Field.BLOCKED, "").casefold().split(";")
        )
        or values.get(Field.ENABLED, "").strip().casefold() in _NO
        or (_STILL_HERE not in status and any(word in status for word in _LEFT))
        or (control.isdecimal() and int(control[:12]) & _DISABLED)
        or (re.match(r"\D{0,4}\d", left) and not status and not _NEVER.match(left))
    )


def _is_machine(values: Values, name: str, addresses: Sequence[str]) -> bool:
    """An account of the system's own, or one that has no address but the tenant's."""
    if any(map(_MACHINES.match, (name, *addresses))):
        return True
    login = values.get(Field.LOGIN, "").casefold().strip()
    return not addresses and login.endswith(_TENANT) and not _has_both_parts(values)


def _is_desk_by_name(values: Values, name: str, addresses: Sequence[str]) -> bool:
    """`info@` alone says it, unless a family and a given name say that it is a person.

    Where a name must be two words (Google), a desk's has them too: 共有 アカウント.
    """
    words = name.casefold().split()
    wholly = all(word in _DESKS or _DESK_NAME.fullmatch(word) for word in words)
    if wholly and (is_cjk(name) or not addresses or all(map(is_desk, addresses))):
        return True
    if _has_both_parts(values):
        return False
    if addresses and all(map(is_desk, addresses)):
        return True
    return bool(_DESK_NAME.search(name))


def _has_both_parts(values: Values) -> bool:
    return bool(values.get(Field.FAMILY) and values.get(Field.GIVEN))
