"""An address of mail on a server, read and written: `imap://user@host/folder`.

    imap://tanaka@imap.example.co.jp                     her INBOX, over TLS
    imap://tanaka%40example.co.jp@imap.example.co.jp     an `@` in her name (or as it is)
    imap://tanaka@imap.example.co.jp/受信/*               a pattern; `%` for one level
    imap://tanaka@imap.example.co.jp:143/Sent            STARTTLS, and nothing before it
    imaps://tanaka@imap.example.co.jp:8993/Sent          TLS on a port of its own
    imap://tanaka@imap.example.co.jp/Sent;UIDVALIDITY=1/;UID=20           one mail

The form is that of RFC 5092, and the last line is how a mail is called in our answers, so
that it can be asked for again.  Folders are in UTF-8, percent-encoded or plain.

A password in the address is refused: it would stand in the shell's history and in the list
of processes.  For the same reason no complaint here repeats what stands before the `@`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

TLS_PORT: Final = 993
PORT: Final = 143

_SCHEME: Final = re.compile(r"imaps?://", re.IGNORECASE)
_AUTHORITY: Final = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\[\]:@/\s]+)(?::([0-9]{1,5}))?")
_ENCODED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WITH_MAIL: Final = re.compile(
    r"(?P<folder>.*?)(?:;UIDVALIDITY=(?P<validity>[0-9]{1,10}))?(?:/?;UID=(?P<uid>[0-9]{1,10}))?",
    re.IGNORECASE | re.DOTALL,
)
_PART_OF_A_MAIL: Final = re.compile(
    r"/?;(?:SECTION|PARTIAL|EXPIRE|URLAUTH)=|\?", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")

PASSWORD_IN_ADDRESS: Final = (
    "a password in the address would stand in the shell's history and the list of "
    "processes: leave it out, and set $HONMONO_IMAP_PASSWORD, store it with "
    "`keyring set honmono USER@HOST`, or type it when asked"
)


class AddressError(ValueError):
    """An address that cannot be used.  One line that says why, without what was secret."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where mail lies: an account, and in it folders, a folder or one mail."""

    scheme: str
    user: str
    host: str
    port: int
    folder: str = "INBOX"
    """A name, or a pattern when `is_pattern`."""

    uidvalidity: int = 0
    """0 when any will do."""

    uid: int = 0
    """0 for all mails."""

    @property
    def account(self) -> str:
        """What people call it, and the keyring: `tanaka@imap.example.co.jp`."""
        return f"{self.user}@{self.host}"

    @property
    def starttls(self) -> bool:
        """Does the connection begin in the clear?  Then nothing is said before TLS."""
        return self.scheme == "imap" and self.port != TLS_PORT

    @property
    def is_pattern(self) -> bool:
        """May it be several folders?  An address that names a mail never is."""
        wild = "*" in self.folder or "%" in self.folder
        return wild and not self.uid and not self.uidvalidity

    def url(self, folder: str = "", uidvalidity: int = 0, uid: int = 0) -> str:
        """The address of a folder or a mail in this account."""
        usual = TLS_PORT
        port = "" if self.port == usual else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        text = f"{self.scheme}://{quote(self.user, safe='')}@{host}{port}/"
        text += quote(folder or self.folder, safe="/", errors="replace")
        text += f";UIDVALIDITY={uidvalidity}" if uidvalidity else ""
        return text + (f"/;UID={uid}" if uid else "")


def is_address(source: str) -> bool:
    """Is a SOURCE of the command line meant as one?"""
    return bool(_SCHEME.match(source))


def shown(source: str) -> str:
    """An address as it may be printed when it could not be understood."""
    return _CONTROL.sub("", re.sub(r"//.*@", "//…@", source, flags=re.DOTALL))


def understood(source: str) -> Place:
    """Take an address apart.

    Raises:
        AddressError: it is none, names a part of a mail, or holds a password.

    """
    scheme, rest = source.split("://", 1)
    authority, _, path = rest.partition("/")
    login, at, server = authority.rpartition("@")
    if ":" in login or (not at and "@" in rest):
        # In the second case a `/` in a password, or in a name, ended the authority.
        raise AddressError(PASSWORD_IN_ADDRESS if ":" in rest else _NAME_WITH_SLASH)
    found = _AUTHORITY.fullmatch(server)
    if not found or not 0 < int(found[2] or 1) < 65536:
        raise AddressError("after the @ stands no server: imap://USER@HOST/FOLDER")
    user = unquote(login)
    if not user or _CONTROL.search(user):
        raise AddressError("say whose mail it is: imap://USER@HOST/FOLDER")
    folder, validity, uid = _folder_in(path)
    return Place(
        scheme.lower(),
        user,
        found[1].strip("[]").lower(),
        int(found[2] or TLS_PORT),
        folder,
        validity,
        uid,
    )


_NAME_WITH_SLASH: Final = "before the @ a / is written %2F: imap://USER@HOST/FOLDER"


def _folder_in(path: str) -> tuple[str, int, int]:
    """`INBOX;UIDVALIDITY=1/;UID=20` → its three parts."""
    if _PART_OF_A_MAIL.search(path):
        raise AddressError("parts of mails and searches are not read; name the mail")
    found = _WITH_MAIL.fullmatch(path.removesuffix("/"))
    if found is None:
        raise AddressError("no folder is called so: imap://USER@HOST/FOLDER")
    folder = unquote(_ENCODED.sub("%25", found["folder"]))
    if ";uid" in found["folder"].lower():
        raise AddressError("a mail is called FOLDER;UIDVALIDITY=N/;UID=N")
    if _CONTROL.search(folder) or "\N{REPLACEMENT CHARACTER}" in folder:
        raise AddressError("the folder's name is no text in UTF-8")
    return folder or "INBOX", int(found["validity"] or 0), int(found["uid"] or 0)
