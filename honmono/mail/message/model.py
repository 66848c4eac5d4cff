"""A mail as a value: parsed once, immutable, without opinions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Header(NamedTuple):
    """One header field as it stands in the mail, in the order of the mail."""

    name: str
    """As written, for instance `Message-Id`."""

    value: bytes
    """Raw: still folded, still encoded, without the last line end."""


class Defect(Enum):
    """How a message breaks the standards.  Names are permanent: they stand in results.

    A defect is a fact about bytes, not a suspicion: most of them are common in
    ordinary mail.  Those of `AMBIGUOUS_FROM` make programs disagree about who wrote.
    """

    # header fields
    NO_FROM = "no-from"
    FROM_TWICE = "from-twice"
    FROM_SEVERAL_AUTHORS = "from-several-authors"
    FROM_UNPARSABLE = "from-unparsable"
    FROM_ADDRESS_OUTSIDE_BRACKETS = "from-address-outside-brackets"
    FROM_SEVERAL_BRACKETS = "from-several-brackets"
    FROM_ADDRESS_IN_COMMENT = "from-address-in-comment"
    FROM_GROUP = "from-group"
    FROM_ROUTE = "from-route"
    FROM_LOCAL_PART_WITH_AT = "from-local-part-with-at"
    FROM_CONTROL_CHARACTER = "from-control-character"
    FROM_UNCLOSED = "from-unclosed"
    FROM_ENCODED_ADDRESS = "from-encoded-address"
    FROM_QUOTED_LOCAL_PART = "from-quoted-local-part"
    FROM_SPACE_IN_ADDRESS = "from-space-in-address"
    SUBJECT_TWICE = "subject-twice"
    DATE_UNREADABLE = "date-unreadable"
    MESSAGE_ID_TWICE = "message-id-twice"
    HEADER_WITHOUT_COLON = "header-without-colon"
    HEADER_NAME_WITH_SPACE = "header-name-with-space"
    HEADER_RAW_8BIT = "header-raw-8bit"
    HEADER_CONTROL_CHARACTER = "header-control-character"
    ENCODED_WORD_BROKEN = "encoded-word-broken"
    NO_HEADER_END = "no-header-end"
    # structure
    BOUNDARY_MISSING = "boundary-missing"
    BOUNDARY_NOT_FOUND = "boundary-not-found"
    BOUNDARY_NOT_CLOSED = "boundary-not-closed"
    BOUNDARY_REUSED = "boundary-reused"
    BOUNDARY_TWICE = "boundary-twice"
    CONTENT_TYPE_TWICE = "content-type-twice"
    CONTENT_TYPE_UNPARSABLE = "content-type-unparsable"
    TRANSFER_ENCODING_TWICE = "transfer-encoding-twice"
    TRANSFER_ENCODING_UNKNOWN = "transfer-encoding-unknown"
    TRANSFER_ENCODING_ON_MULTIPART = "transfer-encoding-on-multipart"
    BASE64_BROKEN = "base64-broken"
    FILE_NAMES_DIFFER = "file-names-differ"
    # characters
    CHARSET_UNKNOWN = "charset-unknown"
    CHARSET_WRONG = "charset-wrong"
    NUL_BYTE = "nul-byte"
    # what a mail does not tell that was made out of another form
    REBUILT = "rebuilt"
    HEADER_REBUILT = "header-rebuilt"
    FROM_DIFFERS_IN_OUTLOOK = "from-differs-in-outlook"
    # bounds of limits.py that were reached
    TOO_DEEP = "too-deep"
    TOO_MANY_PARTS = "too-many-parts"
    TOO_MANY_HEADERS = "too-many-headers"
    HEADER_TOO_LONG = "header-too-long"
    TOO_MANY_ADDRESSES = "too-many-addresses"
    TOO_MANY_HOPS = "too-many-hops"
    TOO_MANY_LINKS = "too-many-links"
    TEXT_CUT = "text-cut"
    MESSAGE_CUT = "message-cut"
    # what a report no longer holds of the mail that it is about (`mail/reports`)
    HEADERS_GONE = "headers-gone"
    ADDRESS_GONE = "address-gone"
    BODY_GONE = "body-gone"


AMBIGUOUS_FROM = frozenset(
    {
        Defect.FROM_TWICE,
        Defect.FROM_SEVERAL_AUTHORS,
        Defect.FROM_UNPARSABLE,
        Defect.FROM_ADDRESS_OUTSIDE_BRACKETS,
        Defect.FROM_SEVERAL_BRACKETS,
        Defect.FROM_ADDRESS_IN_COMMENT,
        Defect.FROM_GROUP,
        Defect.FROM_ROUTE,
        Defect.FROM_LOCAL_PART_WITH_AT,
        Defect.FROM_CONTROL_CHARACTER,
        Defect.FROM_UNCLOSED,
        Defect.FROM_ENCODED_ADDRESS,
        Defect.FROM_QUOTED_LOCAL_PART,
        Defect.FROM_SPACE_IN_ADDRESS,
    }
)
"""Defects with which mail programs and servers take different authors from one mail."""


class Address(NamedTuple):
    """One mailbox: what a mail program shows, and where it really points.

        From: "Tanaka Hanako" <tanaka@example.co.jp>

    `domain` is what ownership is asked of: lower case, IDNA A-labels, no last dot.
    """

    name: str
    """Display name, decoded as mail programs show it; empty when there is none."""

    address: str
    """`local@domain` as written, comments taken out; empty when there is none."""

    domain: str

    def __str__(self) -> str:
        """The address, else the name: what a reason may print."""
        return self.address or self.name


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject line, taken apart.

    `Re[2]: 転送: [sales] 見積書` → prefixes ("Re[2]", "転送"), tags ("sales"),
    base "見積書".
    """

    text: str
    """As shown."""

    base: str
    """Without prefixes and list tags, spaces folded: what threads are compared by."""

    prefixes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Role(Enum):
    """Whose words a stretch of a body is."""

    OWN = "own"
    QUOTED = "quoted"
    SIGNATURE = "signature"


class Segment(NamedTuple):
    """A stretch of a body.  All segments in order give the whole text."""

    role: Role
    text: str


class Link(NamedTuple):
    """A link: what the reader sees and where it goes.  Nothing is ever fetched."""

    shown: str
    target: str
    body: int
    """Index in `Message.bodies`."""


class Part(NamedTuple):
    """One node of the MIME tree, in the order of the mail; the root is the first."""

    depth: int
    content_type: str
    """`type/subtype`, lower case, as declared (RFC 2045 §5.2 default applied)."""

    charset: str
    disposition: str
    """`inline`, `attachment` or empty."""

    filename: str
    """As mail programs show it, decoded; never a path to be used."""

    content_id: str
    transfer_encoding: str
    start: int
    """Body in the message's bytes: `data[start:end]`, still transfer-encoded."""

    end: int
    in_message: bool = False
    """Lies inside an attached message (message/rfc822), so it is not this mail's text."""

    flowed: bool = False
    """`format=flowed`: a blank at the end of a line is no end (RFC 3676)."""

    delsp: bool = False
    """`delsp=yes`: and that blank was added."""


class ZipMember(NamedTuple):
    """One line of a zip's central directory; nothing is unpacked."""

    name: str
    size: int
    packed: int
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not (only) the mail's own text, told without opening it."""

    part: int
    """Index in `Message.parts`."""

    name: str
    content_type: str
    """As declared."""

    magic: str
    """Kind told by the first bytes, for instance `zip`, `ole2`, `pe`; else empty."""

    size: int
    """Decoded, in bytes."""

    sha256: str
    """Of the decoded bytes, lower-case hex."""

    members: tuple[ZipMember, ...] = ()
    encrypted: bool = False
    """The container says that (part of) it is encrypted."""

    marks: tuple[str, ...] = ()
    """What words in its bytes show that it can do: `vba`, `builds-file` …; see
    `file_marks`.  Empty, too, for kinds that are not looked through."""
