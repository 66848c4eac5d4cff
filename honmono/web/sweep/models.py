"""PCs, results and how each PC stands.

PCs and results belong to the organization: a scan is a fact about a PC, whoever asks.  How
a PC stands belongs to an incident, whose rule says what counts; it is kept so that pages
need not judge, and is made from the rest at any time.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, TextChoices

from honmono.sweep.coverage import State as Standing
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case


class Pc(models.Model):
    """One PC of the list, as it is now."""

    key = models.CharField(max_length=80, unique=True)
    """Its id; never changes."""

    host = models.CharField(max_length=200)
    office = models.CharField(max_length=80, blank=True)
    value = models.TextField()
    """As `pc_as_json` writes it: everything; the columns beside it are for lists."""

    version = models.PositiveIntegerField(default=1)
    """Grows with each change; a form that shows an older one is refused."""

    changed = models.DateTimeField()
    words = models.TextField(default="")
    """What is searched: id, names, user, office, marks, system, note; folded."""

    class Meta:
        """By office and name."""

        ordering: ClassVar = ["office", "host", "key"]
        indexes: ClassVar = [models.Index(fields=["office", "host"], name="pc_office")]

    def __str__(self) -> str:
        return self.key


class PcMark(models.Model):
    """What a PC is known by: `host:TKY-PC014`, `serial:…`."""

    pc = models.ForeignKey(Pc, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=220, db_index=True)

    class Meta:
        """Each once; two PCs may share one, which is then ambiguous."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pc", "mark"], name="pc_mark_once")
        ]


class PcChange(models.Model):
    """One change of a PC: what it was before, and who changed it."""

    pc = models.ForeignKey(Pc, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)
    """Name of whoever did it; empty: the command line."""

    what = models.CharField(max_length=40)
    """A code: `added`, `changed`, `excepted`, `handled`, `linked` …"""

    before = models.TextField(blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]


class Way(TextChoices):
    """How a file came."""

    DROPPED = "dropped"
    COMMAND = "command"
    FOLDER = "folder"
    KIT = "kit"
    TYPED = "typed"


class Kit(models.Model):
    """What was handed to one office: its token lets results in until it ends."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    name = models.CharField(max_length=40, unique=True)
    """Drawn by us; stands in reports and in addresses, and is no secret."""

    office = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=64)
    """SHA-256 of the token: what reports are signed with.  The token is shown once."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    until = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    most = models.PositiveIntegerField()
    """Reports that it lets in."""

    taken = models.PositiveIntegerField(default=0)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]


class KitRefusal(models.Model):
    """How often a kit's door was knocked at in vain on a day, and why; nobody's address."""

    kit = models.CharField(max_length=40, blank=True)
    """Its name; empty: no kit is called so, and what was asked for is not kept."""

    day = models.DateField()
    why = models.CharField(max_length=20)
    """A code: `wrong-token`, `ended`, `revoked`, `used-up`, `too-often`, `too-large`."""

    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()

    class Meta:
        """One row for a day, kit and reason, however often somebody knocks."""

        ordering: ClassVar = ["-last"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kit", "day", "why"], name="kit_refusal_once"
            )
        ]


class ReportFile(models.Model):
    """One file of results as it came; its bytes are here: both are kept, or none."""

    sha256 = models.CharField(max_length=64)
    about = models.CharField(max_length=220, blank=True)
    """Mark of the PC that its name speaks of: the same bytes may be of two PCs."""

    name = models.CharField(max_length=255)
    """What it was called; never a path that anybody opens."""

    size = models.PositiveIntegerField()
    content = models.BinaryField()
    """zlib of the bytes."""

    at = models.DateTimeField()
    """When it came."""

    way = models.CharField(max_length=10, choices=Way.choices)
    by = models.CharField(max_length=300, blank=True)
    """Who brought it."""

    kit = models.ForeignKey(Kit, on_delete=models.SET_NULL, null=True)
    format = models.CharField(max_length=40, blank=True)
    """Name of the importer; empty: nobody knows such a file."""

    scans = models.PositiveIntegerField(default=0)
    troubles = models.JSONField(default=list)
    """What of it could not be read: `[{"code", "place", "values"}]`."""

    troubled = models.BooleanField(default=False)
    waiting = models.BooleanField(default=False)
    """It is kept, and nobody has read it yet: nothing may be called complete."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256", "about"], name="report_file_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], name="report_file_waiting", condition=Q(waiting=True)
            )
        ]


class Scan(models.Model):
    """One scan of a file (`honmono.sweep.scan.Scan`)."""

    file = models.ForeignKey(ReportFile, on_delete=models.CASCADE)
    item = models.PositiveIntegerField()
    """The how manieth of its file."""

    mark = models.CharField(max_length=220, blank=True)
    """Mark of its host, by which it is found again."""

    pc = models.ForeignKey(Pc, on_delete=models.SET_NULL, null=True)
    """Whose it is; None: no PC answers to it, or several do."""

    product = models.CharField(max_length=200)
    at = models.DateTimeField(null=True)
    found = models.BooleanField(default=False)
    value = models.TextField()
    """As `scan_as_json` writes it."""

    class Meta:
        """Each of a file once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "item"], name="scan_of_a_file_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["mark"], name="scan_mark", condition=Q(pc=None)),
            models.Index(fields=["pc", "at"], name="scan_pc"),
        ]


class ScanMark(models.Model):
    """A number of the machine that a scan names beside its host: `serial:…`."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="numbers")
    mark = models.CharField(max_length=220, db_index=True)

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scan", "mark"], name="scan_mark_once")
        ]


class Sweep(models.Model):
    """The sweep of one incident: its rule, as all its standings go by."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE)
    rule = models.JSONField(default=dict)
    """As `rule_as_json` writes it."""

    judged_by = models.CharField(max_length=64, blank=True)
    """Hash of rule and tables; another one: every PC is judged anew."""


class PcState(models.Model):
    """How one PC stands in one incident, now."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE)
    pc = models.ForeignKey(Pc, on_delete=models.CASCADE)
    office = models.CharField(max_length=80, blank=True)
    host = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in Standing]
    )
    counted = models.BooleanField(default=True)
    """False: not ours, by somebody's decision."""

    words = models.CharField(max_length=500, blank=True)
    """Host and user in small letters: what the board is searched by."""

    row = models.TextField()
    """As `status.pc_row` makes it."""

    until = models.DateTimeField(null=True)
    """When it must be judged anew although nothing came."""

    class Meta:
        """Each PC once in an incident."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sweep", "pc"], name="pc_state_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sweep", "counted", "office", "state"], name="pc_state_board"
            ),
            models.Index(fields=["sweep", "until"], name="pc_state_until"),
            models.Index(
                fields=["sweep", "counted", "office", "host"], name="pc_state_tiles"
            ),
        ]


class Snapshot(models.Model):
    """The state of the sweep at one moment, as documents cite it; never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    as_of = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    """zlib of the JSON of `status.status`."""

    total = models.PositiveIntegerField()
    covered = models.PositiveIntegerField()
    complete = models.BooleanField()
    record = models.CharField(max_length=80, blank=True)
    """Id of the coverage record that was made of it; empty: none was."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-as_of", "-id"]


class Received(models.Model):
    """A report that a kit has let in, by its one-time number: never a second time."""

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE)
    number = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Each number once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kit", "number"], name="received_once")
        ]


class ColumnMap(models.Model):
    """What the columns of somebody's CSV file mean."""

    name = models.CharField(max_length=80, unique=True)
    value = models.JSONField()
    """By field of a scan, the header: `{"host": "コンピューター名", …}`."""

    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)


class StandingRule(models.Model):
    """The rule of a home in which no incident is open; `honmono sweep rule` keeps it."""

    only = models.BooleanField(default=True, unique=True)
    """There is one at most."""

    rule = models.JSONField()
    """As `rule_as_json` writes it."""

    at = models.DateTimeField()


class WatchedFile(models.Model):
    """A file of the watched folder, as we last saw it; it stays where it is."""

    name = models.CharField(max_length=400, unique=True)
    """Its path below the folder."""

    size = models.PositiveBigIntegerField()
    modified = models.BigIntegerField()
    """Nanoseconds, as the system says."""

    seen = models.DateTimeField()
    """When it was first seen with this size and this time."""

    steady = models.BooleanField(default=False)
    """Two looks saw the same: it is not growing."""

    sha256 = models.CharField(max_length=64, blank=True)
    """Of what was read; empty: nothing yet; `-`: it will not be read as it is."""

    trouble = models.CharField(max_length=40, blank=True)
    """Why it could not be read: `unreadable`, which is tried again, `too-large`."""

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                name="watched_file_to_read",
                condition=Q(steady=True, sha256=""),
            )
        ]


class InventoryFile(models.Model):
    """A list of PCs as somebody handed it in, and how far it has come."""

    class State(TextChoices):
        """What comes next."""

        COLUMNS = "columns"
        """Somebody says which column holds what."""

        COMPARING = "comparing"
        COMPARED = "compared"
        """Somebody chooses what is taken."""

        APPLYING = "applying"
        APPLIED = "applied"

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    """zlib of the bytes."""

    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.COLUMNS
    )
    mapping = models.JSONField(default=dict)
    """As `inventory.Mapping.as_json` writes it."""

    whole = models.BooleanField(default=True)
    """It holds every PC of its offices: who is not in it is missing."""

    counts = models.JSONField(default=dict)
    """How many rows of each kind; after it was applied, what became of them."""

    troubles = models.JSONField(default=list)
    """The first ones: `[{"line", "code", "values"}]`."""

    troubled = models.PositiveIntegerField(default=0)
    """How many there are in all."""

    compared = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-id"]


class InventoryRow(models.Model):
    """One row of such a list against the PCs that there were, and what was chosen."""

    file = models.ForeignKey(
        InventoryFile, on_delete=models.CASCADE, related_name="rows"
    )
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=0)
    """Of the PC with which it was compared; another one: somebody changed it since."""

    value = models.TextField()
    """As `difference_as_json` writes it."""

    choice = models.CharField(max_length=10)
    of = models.CharField(max_length=80, blank=True)
    done = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)
    """Not applied: the PC is another than the one that was shown."""

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "number"], name="inventory_row_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["file", "what", "number"], name="inventory_row_what")
        ]


class InventoryMapping(models.Model):
    """Which columns a list of PCs has, saved by a name for the next one."""

    name = models.CharField(max_length=80, unique=True)
    value = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]


class Compared(models.Model):
    """Somebody has held our indicators against the alerts of the day: they are current."""

    day = models.DateField()
    """The knowledge of our own checks is then of this day."""

    source = models.CharField(max_length=300)
    """Which alerts: whose, of when."""

    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-day", "-id"]
