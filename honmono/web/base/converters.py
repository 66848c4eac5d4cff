"""What may stand in an address: `<case:name>`, `<record:record>`, `<sha256:original>`."""

from __future__ import annotations

from django.urls import register_converter


class RecordName:
    """Id of an incident or of a record (`RecordId`)."""

    regex = r"[a-z0-9][a-z0-9._-]{0,79}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Sha256(RecordName):
    """Name of an original."""

    regex = r"[0-9a-f]{64}"


class Code(RecordName):
    """A word of a table: a part of an incident, a kind of document."""

    regex = r"[a-z0-9][a-z0-9_-]{0,79}"


register_converter(RecordName, "case")
register_converter(RecordName, "record")
register_converter(Sha256, "sha256")
register_converter(Code, "code")
