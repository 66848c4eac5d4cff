"""An incident, what it said before, its log and what belongs to it.

The incident itself is one value (`honmono.incident.case.Incident`), so it is one text, in
the form of the incident file.  Nothing else of it is kept twice but what lists of incidents
show and sort by.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from honmono.web.accounts.models import User


class Case(models.Model):
    """One incident as it is now."""

    name = models.CharField(max_length=80, unique=True)
    """Its id, also in addresses: `hoshimine-2026-10`."""

    content = models.TextField()
    """As `incident_as_json` writes it."""

    version = models.PositiveIntegerField(default=1)
    """Grows with each change; the row of `Version` with this number says the same."""

    title_ja = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    style = models.CharField(max_length=80, blank=True)
    opened = models.DateTimeField(null=True)
    changed = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    log_number = models.PositiveIntegerField(default=0)
    log_hash = models.CharField(max_length=64)
    """The end of its log."""

    restricted = models.BooleanField(default=False)
    """Is it for its members and administrators alone?"""

    members = models.ManyToManyField(User, blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-changed"]

    def __str__(self) -> str:
        return self.name


class Head(models.Model):
    """What the list of incidents shows, finds and sorts by.

    Everything of it stands in the incident as well.  The row of an incident is as long as
    its file, and thousands of those are not read for one page.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    words = models.CharField(max_length=2_000)
    """What is searched: name and titles; folded."""

    is_open = models.BooleanField()
    restricted = models.BooleanField()
    changed = models.DateTimeField()
    due = models.DateTimeField(null=True)
    """When the first time limit ends that is still open; null where none is known."""

    due_day = models.DateField(null=True)
    """Its last day, where it ends with a day and not at an hour."""

    is_owed = models.BooleanField(default=False)
    """Is that one owed for sure?  Else it is one that may be."""

    reckoned = models.CharField(max_length=20, blank=True)
    """Version of the program whose laws told `due`; empty: nobody has told it yet."""

    class Meta:
        """Found in the order of the list."""

        indexes: ClassVar = [
            models.Index(fields=["is_open", "due", "-changed"], name="case_head_due")
        ]


class Version(models.Model):
    """An incident as it was after one change: what documents were made from."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    """zlib of the incident file."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    entry = models.PositiveIntegerField()
    """Number of its entry in the log."""

    class Meta:
        """Each number once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="version_once")
        ]


class LogEntry(models.Model):
    """One line of `log.jsonl` (`incident/evidence/chain.py`)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    what = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    """For pages; the chain holds a salted hash of the name."""

    line = models.TextField()

    class Meta:
        """The chain has no two entries of one number."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="log_entry_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "what", "-number"], name="log_entry_what"),
            models.Index(fields=["case", "by", "-number"], name="log_entry_by"),
            models.Index(fields=["case", "at"], name="log_entry_at"),
        ]


class LogMention(models.Model):
    """A name that stands in an entry and may be a record's: the history of a record."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_index=False)
    record = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    """Of the entry."""

    class Meta:
        """Found by record, the newest first."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "record", "number"], name="log_mention_once"
            )
        ]


class LogValue(models.Model):
    """One line of `values.jsonl`: a personal value of an entry, with its salt."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    line = models.TextField()

    class Meta:
        """Each value once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "number", "field"], name="log_value_once"
            )
        ]


class Original(models.Model):
    """A file that is kept as it came, by its hash; the bytes lie on the disk."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    """What it was called; never a path that anybody opens."""

    kind = models.CharField(max_length=20)
    """`mail`, `evidence`, `document`, `list`; a code."""

    added = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    entry = models.PositiveIntegerField()

    class Meta:
        """Each file once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "sha256"], name="original_once")
        ]


class ListFile(models.Model):
    """A long list of an incident, as one attached it: persons, what leaked."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        """Each file once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "name", "sha256"], name="list_file_once"
            )
        ]


class ListRow(models.Model):
    """One row of a list; all lines in order are the file with its hash."""

    file = models.ForeignKey(ListFile, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    line = models.TextField()
    shown = models.TextField()
    """What lists search by: name, addresses, organization; folded."""

    group = models.CharField(max_length=80, blank=True)
    certainty = models.CharField(max_length=20, blank=True)

    class Meta:
        """In the order of the file."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="list_row_once")
        ]
        indexes: ClassVar = [models.Index(fields=["file", "group", "certainty"])]
