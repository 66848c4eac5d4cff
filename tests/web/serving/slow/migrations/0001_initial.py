"""Makes a table, says that it is there, and waits."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any, ClassVar

from django.db import migrations, models


def wait(apps: Any, schema_editor: Any) -> None:
    """A file says that we are here; another that it may go on."""
    folder = Path(os.environ["HONMONO_DRILL"])
    (folder / "migrating").touch()
    while not (folder / "go").exists():
        time.sleep(0.05)


class Migration(migrations.Migration):
    """A table, and a long wait after it."""

    initial = True
    operations: ClassVar = [
        migrations.CreateModel(
            "Thing", [("id", models.BigAutoField(primary_key=True))]
        ),
        migrations.RunPython(wait),
    ]
