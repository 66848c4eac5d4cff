"""Files that were handed in, and the mails that were found in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, TextChoices

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job


class Basis(models.Model):
    """What answers were given by; `basis.py` says what its parts are."""

    fingerprint = models.CharField(max_length=64, unique=True)
    parts = models.JSONField()
    people = models.PositiveIntegerField()
    """Of us whose names were known."""

    at = models.DateTimeField()
    """When somebody first judged by it."""

    def __str__(self) -> str:
        return self.fingerprint[:12]


class State(TextChoices):
    """Where a file stands."""

    COMING = "coming"
    """Part of it has come; nothing is stored yet."""

    STORED = "stored"
    """It is kept as an original, and is judged or will be."""

    KNOWN = "known"
    """The same bytes had been handed in before: nothing was stored twice."""


class Upload(models.Model):
    """One file that somebody handed in."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    token = models.CharField(max_length=32, unique=True)
    """Names the file that is coming, on the disk and in addresses; drawn by us."""

    name = models.CharField(max_length=255)
    """What it was called; never a path that anybody opens."""

    size = models.PositiveBigIntegerField()
    modified = models.BigIntegerField(default=0)
    """When it was last changed, as the browser says (ms); with name and size it tells
    that a file which is dropped again is the one whose upload stopped."""

    mark = models.CharField(max_length=40, blank=True)
    """What the browser made of its first and last bytes: two files of one name, size and
    time are not taken for each other."""

    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.COMING)
    is_report = models.BooleanField(default=True)
    """Are these reports, in which the mails that somebody asks about lie?"""

    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField()
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True)
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True)
    judged_by = models.CharField(max_length=64, blank=True)
    """Of answers that have no `basis`, since an earlier desk gave them: hash of the
    organization file; else empty."""

    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, null=True)
    """What all its answers rest on; while it is judged anew some rest on a later one."""

    sealed = models.TextField(blank=True)
    """The password that somebody gave for it, until its job has ended (`passwords.py`)."""

    locked = models.PositiveIntegerField(default=0)
    """Things in it that no password opened."""

    by_password = models.BooleanField(default=False)
    """Did it take a password of somebody's, which nobody keeps, to open it?"""

    class Meta:
        """The newest first; each file judged once."""

        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "sha256"],
                condition=Q(state=State.STORED),
                name="mail_file_once",
            ),
            models.UniqueConstraint(
                fields=["case", "by", "name", "size", "modified", "mark"],
                condition=Q(state=State.COMING),
                name="mail_file_coming_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "at"], name="mail_file_coming")
        ]

    def __str__(self) -> str:
        return self.token


class Role(TextChoices):
    """What a mail is to us."""

    ALONE = "alone"
    """Handed in as itself."""

    REPORT = "report"
    """Somebody's letter that holds the mails he asks about."""

    REPORTED = "reported"
    """It came inside a report."""


class Answer(TextChoices):
    """What lists and counts go by: the answer, and apart from it what nobody could read."""

    FORGED = "forged"
    UNPROVEN = "unproven"
    OURS = "ours"
    UNRELATED = "unrelated"
    ERROR = "error"


class Mail(models.Model):
    """One mail and the answer about it: what lists show and search by.

    What a page of one mail shows is `Content`, so that these rows stay small.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="mails")
    item = models.PositiveIntegerField()
    """The how manieth thing in the file it is, or lies in."""

    part = models.PositiveSmallIntegerField(default=0)
    """0 for the thing itself, from 1 for what it reports."""

    role = models.CharField(max_length=10, choices=Role.choices)
    asked = models.BooleanField()
    """May somebody ask about it?  A report whose mails are judged is asked about by
    nobody, unless it may be forged itself."""

    counts = models.BooleanField()
    """Asked about, and not set aside: what lists show first and figures count."""

    report = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="reported"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    via_sha256 = models.CharField(max_length=64, blank=True)
    via_source = models.CharField(max_length=300, blank=True)
    reporter = models.CharField(max_length=320, blank=True)
    date = models.DateTimeField(null=True)
    """As it says of itself."""

    at = models.DateTimeField()
    """What lists are sorted by: when our server took it, else its date, else the upload."""

    day = models.DateField()
    """That day, where the organization is."""

    from_name = models.CharField(max_length=200, blank=True)
    from_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    probability = models.FloatField(null=True)
    person = models.CharField(max_length=200, blank=True)
    """Who of us is shown."""

    kinds = models.CharField(max_length=300, blank=True)
    hazards = models.CharField(max_length=500, blank=True)
    """Codes with a blank before and behind each, so that one can be looked for."""

    files = models.PositiveSmallIntegerField(default=0)
    """How many attachments."""

    aside = models.BooleanField(default=False)
    """Somebody said that it is not about this incident."""

    basis = models.ForeignKey(
        Basis, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    """What this answer rests on."""

    class Meta:
        """Each mail of a file once; found in the orders in which pages ask."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["upload", "item", "part"], name="mail_of_a_file_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "counts", "-at", "-id"], name="mail_newest"),
            models.Index(
                fields=["case", "counts", "answer", "-at", "-id"], name="mail_answer"
            ),
            models.Index(fields=["case", "counts", "day", "answer"], name="mail_day"),
            models.Index(
                fields=["case", "counts", "answer", "reporter", "day"],
                name="mail_reporter",
            ),
            models.Index(fields=["case", "sha256"], name="mail_hash"),
        ]


class Sought(models.Model):
    """What lists look through for words: of each mail so little that it goes quickly.

    A word may stand inside any other, so no index knows it, and every row is read: these
    are a quarter as long as those of `Mail`, and nothing stands before what is compared.
    """

    mail = models.OneToOneField(Mail, on_delete=models.CASCADE, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_index=False)
    counts = models.BooleanField()
    at = models.DateTimeField()
    answer = models.CharField(max_length=10)
    words = models.TextField()
    """Subject, sender, reporter, person; folded."""

    reporter = models.TextField()
    """The same of the reporter alone."""

    class Meta:
        """Found in the order of the list."""

        indexes: ClassVar = [
            models.Index(fields=["case", "counts", "-at", "-mail"], name="mail_sought")
        ]


class Content(models.Model):
    """What the page of one mail shows; made where mails are parsed, and text alone."""

    mail = models.OneToOneField(Mail, on_delete=models.CASCADE, primary_key=True)
    record = models.JSONField()
    """The row of the contract, as `honmono check --format jsonl` prints it."""

    view = models.JSONField(null=True)
    """As `showing.py` makes it; null where the mail could not be read."""


class Earlier(models.Model):
    """An answer that another one took the place of; rows are added and never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="earlier")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    became = models.CharField(max_length=10, choices=Answer.choices)
    """The answer that followed; the same where what was seen on the mail changed alone."""

    record = models.JSONField()
    """The whole of it, as `Content.record` had it."""

    basis = models.ForeignKey(
        Basis, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField()
    """When the other one came."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="mail_earlier")]
