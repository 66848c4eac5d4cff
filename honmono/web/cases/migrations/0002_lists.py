"""What the list of incidents goes by, for the incidents that are there."""

from __future__ import annotations

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


def _head(row: dict[str, Any]) -> dict[str, Any]:
    titles = " ".join(filter(None, (row["name"], row["title_ja"], row["title_en"])))
    return {
        "case_id": row["pk"],
        "words": unicodedata.normalize("NFKC", titles).lower()[:2_000],
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
        migrations.RunPython(write_down, migrations.RunPython.noop),
    ]
