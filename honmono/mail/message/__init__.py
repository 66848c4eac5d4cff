"""Bytes → Message: parsed once, immutable, without opinions."""

from honmono.mail.message.model import (
    AMBIGUOUS_FROM,
    Address,
    Attachment,
    Body,
    Defect,
    Header,
    Hop,
    Link,
    Message,
    Part,
    Role,
    Segment,
    Subject,
    ZipMember,
)

__all__ = [
    "AMBIGUOUS_FROM",
    "Address",
    "Attachment",
    "Body",
    "Defect",
    "Header",
    "Hop",
    "Link",
    "Message",
    "Part",
    "Role",
    "Segment",
    "Subject",
    "ZipMember",
]
