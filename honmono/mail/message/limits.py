"""How deep, how long, how many: every bound of reading a mail, with its unit.

Nobody is refused for crossing a bound: what lies beyond is counted, not read, and the
message carries the `Defect` that says so.
"""

from __future__ import annotations

from typing import Final

MAX_MESSAGE: Final = 64 * 2**20
"""Bytes of a message that are parsed.  The sha256 is of all of it.

Servers refuse mail above 25-50 MB (Exchange Online at most 150 MB by setting)."""

MAX_HEADER_BLOCK: Final = 1 * 2**20
"""Bytes of a header block.  Postfix stops at 102,400, Exchange Online at 262,144."""

MAX_HEADERS: Final = 2_000
"""Fields in one header block.  Long lists and many hops stay below 200."""

MAX_FIELD: Final = 256 * 2**10
"""Bytes of one field that are looked at.  A To field of 5,000 people fits."""

MAX_ADDRESSES: Final = 2_000
"""Mailboxes read from one field.  Exchange Online allows 1,000 recipients."""

MAX_HOPS: Final = 100
"""Received fields.  Servers see a loop at 50 to 100 (RFC 5321 §6.3)."""

MAX_ENCODED_WORDS: Final = 2_000
"""Encoded words decoded in one field; a subject of 10,000 characters has 700."""

MAX_DEPTH: Final = 32
"""Multipart and message levels followed.

Real mail stays below 10 even after several forwards; the bound is against bombs."""

MAX_PARTS: Final = 1_000
"""Nodes of the MIME tree.  A digest of a busy list has about 200."""

MAX_TEXT: Final = 1 * 2**20
"""Bytes of one text part, after transfer decoding, that are read as text."""

MAX_BODIES: Final = 20
"""Text parts that are read as text; a list footer makes three."""

MAX_LINKS: Final = 2_000
"""Links kept of one message.  Newsletters have up to 300."""

MAX_ZIP_MEMBERS: Final = 1_000
"""Lines read of a zip's directory."""

MAX_NAME: Final = 1_000
"""Characters of a shown name or file name; Windows ends at 260."""
