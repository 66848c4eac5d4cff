"""What lists look through for words, of the mails that are there."""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

_AT_ONCE = 1_000
_SOUGHT = ("person", "reporter", "from_address", "subject", "from_name")


def fill(apps: Any, editor: Any) -> None:
    """A hundred thousand take a quarter of a minute."""
    del editor
    mails, found = apps.get_model("mails", "Mail"), apps.get_model("mails", "Sought")
    rows = mails.objects.order_by("pk").only(
        "case_id", "counts", "at", "answer", *_SOUGHT
    )
    made = (
        found(
            mail_id=mail.pk,
            case_id=mail.case_id,
            counts=mail.counts,
            at=mail.at,
            answer=mail.answer,
            words=_folded(*(getattr(mail, name) for name in _SOUGHT)),
            reporter=_folded(mail.reporter),
        )
        for mail in rows.iterator(_AT_ONCE)
    )
    while batch := list(islice(made, _AT_ONCE)):
        found.objects.bulk_create(batch)


def _folded(*texts: str) -> str:
    text = " ".join(filter(None, texts))
    return unicodedata.normalize("NFKC", text).lower()[:4_000]


class Migration(migrations.Migration):
    """A narrow row beside each mail."""

    dependencies: ClassVar = [
        ("cases", "0002_lists"),
        ("mails", "0003_passwords_and_basis"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Sought",
            fields=[
                (
                    "mail",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="mails.mail",
                    ),
                ),
                ("counts", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("answer", models.CharField(max_length=10)),
                ("words", models.TextField()),
                ("reporter", models.TextField()),
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
                "indexes": [
                    models.Index(
                        fields=["case", "counts", "-at", "-mail"], name="mail_sought"
                    )
                ],
            },
        ),
        migrations.RemoveField("mail", "words"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
