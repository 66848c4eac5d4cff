"""What the list of incidents goes by, for the incidents that are there."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import islice
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

_AT_ONCE = 500
_TOLD = ("pk", "name", "title_ja", "title_en", "closed", "restricted", "changed")


def write_down(apps: Any, editor: Any) -> None:
    """Words and state; time limits are reckoned by a tick, which knows the laws."""
    del editor
    cases, heads = apps.get_model("cases", "Case"), apps.get_model("cases", "Head")
    rows = cases.objects.order_by("pk").values(*_TOLD).iterator(_AT_ONCE)
    while batch := list(islice(rows, _AT_ONCE)):
        heads.objects.bulk_create([heads(**_head(row)) for row in batch])


def fold(apps: Any, editor: Any) -> None:
    """Rows of long lists are searched whatever their width, and to their end."""
    del editor
    rows = apps.get_model("cases", "ListRow").objects
    all_rows = rows.order_by("pk").only("line", "shown").iterator(_AT_ONCE)
    while batch := list(islice(all_rows, _AT_ONCE)):
        for row in batch:
            row.shown = _folded(*_said(json.loads(row.line)))
        rows.bulk_update(batch, ["shown"], batch_size=100)


def mention(apps: Any, editor: Any) -> None:
    """The names of each entry; one that somebody changed names nothing."""
    del editor
    entries = apps.get_model("cases", "LogEntry").objects.order_by("pk")
    mentions = apps.get_model("cases", "LogMention")
    rows = entries.values_list("case_id", "number", "line").iterator(_AT_ONCE)
    while batch := list(islice(rows, _AT_ONCE)):
        mentions.objects.bulk_create(
            mentions(case_id=case, record=name, number=number)
            for case, number, line in batch
            for name in sorted(_names(line))
        )


_CODES = {
    *("answer", "approval", "choices", "form", "kind", "part", "question", "sentence"),
    *("standing", "style"),
}
_NAME = re.compile(r"(?![0-9a-f]{64}$)[a-z0-9][a-z0-9._-]{0,79}")


def _names(line: str) -> set[str]:
    try:
        about = dict(json.loads(line)["about"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return set()
    told = [v for k, v in about.items() if k not in _CODES]
    flat = [one for v in told for one in (v if isinstance(v, list) else [v])]
    return {one for one in flat if isinstance(one, str) and _NAME.fullmatch(one)}


def _said(row: dict[str, Any]) -> list[str]:
    item = row.get("item") or row.get("source")
    person = [row.get(each) for each in ("name", "mail", "organization", "address")]
    said = [item] if item else person
    return [str(each) for each in said if each]


def _folded(*texts: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(filter(None, texts))).lower()


def _head(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "case_id": row["pk"],
        "words": _folded(row["name"], row["title_ja"], row["title_en"])[:2_000],
        "is_open": row["closed"] is None,
        "restricted": row["restricted"],
        "changed": row["changed"],
    }


class Migration(migrations.Migration):
    """A narrow row beside each incident."""

    dependencies: ClassVar = [("cases", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("words", models.CharField(max_length=2_000)),
                ("is_open", models.BooleanField()),
                ("restricted", models.BooleanField()),
                ("changed", models.DateTimeField()),
                ("due", models.DateTimeField(null=True)),
                ("due_day", models.DateField(null=True)),
                ("is_owed", models.BooleanField(default=False)),
                ("reckoned", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["is_open", "due", "-changed"], name="case_head_due"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LogMention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("record", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "record", "number"), name="log_mention_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            "logentry",
            models.Index(fields=["case", "what", "-number"], name="log_entry_what"),
        ),
        migrations.AddIndex(
            "logentry",
            models.Index(fields=["case", "by", "-number"], name="log_entry_by"),
        ),
        migrations.AddIndex(
            "logentry", models.Index(fields=["case", "at"], name="log_entry_at")
        ),
        migrations.AlterField("listrow", "shown", models.TextField()),
        migrations.RunPython(write_down, migrations.RunPython.noop),
        migrations.RunPython(mention, migrations.RunPython.noop),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
