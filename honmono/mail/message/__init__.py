"""Bytes → Message: parsed once, immutable, without opinions."""

from honmono.mail.message.body import Body
from honmono.mail.message.links import RoughLink
from honmono.mail.message.message import Message
from honmono.mail.message.model import (
    AMBIGUOUS_FROM,
    Address,
    Attachment,
    Defect,
    Header,
    Link,
    Part,
    Role,
    Segment,
    Subject,
    ZipMember,
)
from honmono.mail.message.received import Hop

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
    "RoughLink",
    "Segment",
    "Subject",
    "ZipMember",
]
