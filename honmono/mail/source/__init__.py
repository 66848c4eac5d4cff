"""Where mail comes from: files, mailboxes, folders; told by content, not by name."""

from honmono.mail.source._core import RawMail, Trouble, Unreadable

__all__ = ["RawMail", "Trouble", "Unreadable"]
