"""Words of PCs, for the PCs that are there."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any, ClassVar

from django.db import migrations, models

_AT_ONCE = 500


def fill(apps: Any, editor: Any) -> None:
    """Sixty thousand take half a minute."""
    del editor
    pcs = apps.get_model("sweep", "Pc")
    rows = pcs.objects.order_by("pk").only("value").iterator(_AT_ONCE)
    while batch := list(islice(rows, _AT_ONCE)):
        for pc in batch:
            said = " ".join(filter(None, _said(json.loads(pc.value))))
            pc.words = unicodedata.normalize("NFKC", said).lower()
        pcs.objects.bulk_update(batch, ["words"], batch_size=100)


def _said(pc: dict[str, Any]) -> Iterator[str]:
    yield pc["host"]
    yield from pc.get("names", ())
    for name in ("id", "user", "office"):
        yield pc.get(name, "")
    yield from pc.get("ids", ())
    for name in ("os", "note"):
        yield pc.get(name, "")


class Migration(migrations.Migration):
    """A column beside each PC."""

    dependencies: ClassVar = [("sweep", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField("pc", "words", models.TextField(default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
