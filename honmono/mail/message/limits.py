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

MAX_HEADERS_BEYOND: Final = 20
"""Fields read beyond MAX_HEADERS, of those that people see: From, Subject, Content-Type …

2,000 empty fields are 10 kB; they shall not hide the From that programs show."""

MAX_FIELD: Final = 256 * 2**10
"""Bytes of one field that are looked at.  A To field of 5,000 people fits."""

MAX_ADDRESSES: Final = 2_000
"""Mailboxes read from one field.  Exchange Online allows 1,000 recipients."""

MAX_WRITERS_TEXT: Final = 10_000
"""Characters of all names and addresses kept of From, of Sender and of Reply-To.

Each name is compared with all of ours; honest mail has one author, seldom ten."""

MAX_PIECES: Final = 40_000
"""Words, quotes, commas … of one address field; 2,000 long names make 30,000."""

MAX_RAW_NAME: Final = 32 * 2**10
"""Bytes of a display name that are decoded; at most MAX_NAME characters are shown."""

MAX_COMMENT_DEPTH: Final = 64
"""Comments in comments that are followed; a deeper one counts as not closed."""

MAX_DOMAIN: Final = 255
"""Characters of a domain that is encoded (RFC 1035 §2.3.4)."""

MAX_LABEL: Final = 63
"""Characters of a label that is encoded; the encoder needs quadratic time."""

MAX_HOPS: Final = 100
"""Received fields.  Servers see a loop at 50 to 100 (RFC 5321 §6.3)."""

MAX_RECEIVED: Final = 4 * 2**10
"""Bytes of one Received field that are read; its date is the last thing of the whole.

The longest of 67,000 real ones has 566."""

MAX_RESULTS_FIELD: Final = 16 * 2**10
"""Bytes of one Authentication-Results field; a longer one is not read at all.

A mail with twenty signatures stays below 4 kB."""

MAX_RESULTS: Final = 100
"""Results in one Authentication-Results field; with more it is not read at all."""

MAX_RESULTS_FIELDS: Final = 50
"""Authentication-Results fields read of one mail.  Fastmail writes about ten."""

MAX_ARC_SETS: Final = 50
"""Highest instance of an ARC set that is read (RFC 8617 §4.2.1)."""

MAX_ENCODED_WORDS: Final = 2_000
"""Encoded words decoded in one field; a subject of 10,000 characters has 700."""

MAX_REFERENCES: Final = 500
"""Message-IDs kept of one field: the first and the last ones.

RFC 5322 §3.6.4 lets programs shorten References; 998 characters hold about 20."""

MAX_DEPTH: Final = 32
"""Multipart and message levels followed.

Real mail stays below 10 even after several forwards; the bound is against bombs."""

MAX_PARTS: Final = 1_000
"""Nodes of the MIME tree.  A digest of a busy list has about 200."""

MAX_BOUNDARY: Final = 900
"""Bytes of a boundary that is believed; RFC 2046 §5.1.1 allows 70."""

MAX_DASH_LINES: Final = 200_000
"""Lines that begin with `--` and are compared with the open boundaries.

A patch of 20 MB sent as text has about 50,000."""

CHUNK: Final = 1 * 2**20
"""Bytes of a transfer-encoded body that are decoded at a time.

So a large attachment is hashed without standing in memory a second time."""

MAX_BASE64_PIECES: Final = 100_000
"""Padded pieces of one base64 body that are joined.

Programs that encode line by line pad each line: 100,000 lines are 5 MB."""

MAX_UU_LINES: Final = 10_000
"""Lines of a uuencoded file that are not of full length; an honest one has two."""

MAX_FILES_IN_TEXT: Final = 100
"""Files that stand uuencoded inside text parts of one message."""

MAX_YENC: Final = 16 * 2**20
"""Bytes of a yEnc block; news servers split files at less than 1 MB."""

MAX_TEXT: Final = 1 * 2**20
"""Bytes of one text part, after transfer decoding, that are read as text."""

MAX_BODIES: Final = 20
"""Text parts that are read as text; a list footer makes three."""

MAX_TEXT_IN_ALL: Final = 1 * 2**20
"""Bytes of all text parts together; a novel has 1 MB."""

MIN_TEXT: Final = 64 * 2**10
"""Bytes read of a text part even when those before it used up `MAX_TEXT_IN_ALL`.

Otherwise a long text nobody looks at could hide the one that is shown."""

MAX_LINKS: Final = 2_000
"""Links kept of one message.  Newsletters have up to 300."""

MAX_ZIP_MEMBERS: Final = 1_000
"""Lines read of a zip's directory."""

MAX_ZIP_MEMBERS_IN_ALL: Final = 10_000
"""Lines read of the directories of all zips of a message; 64 MB could hold a million."""

MIN_ZIP_MEMBERS: Final = 10
"""Lines read of a zip even when those before it used up `MAX_ZIP_MEMBERS_IN_ALL`."""

ZIP_TAIL: Final = 128 * 2**10
"""Bytes kept of an attachment's end, where a zip has its directory.

The comment behind the directory has at most 65,535."""

MAX_ZIP_DIRECTORY: Final = 1 * 2**20
"""Bytes read of a zip's directory: 1,000 members with names of 900 characters."""

MAX_NAME: Final = 1_000
"""Characters of a shown name or file name; Windows ends at 260."""
