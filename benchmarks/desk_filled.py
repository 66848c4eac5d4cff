"""A full desk for `benchmarks/desk.py`: rows as they would be, none of them anybody's."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, ListFile, ListRow
from honmono.web.cases.services import Doing, open_case
from honmono.web.rights import Role

PERSONS: Final = 10_000
SAMPLE: Final = Path(__file__).parents[1] / "examples/hoshimine/hoshimine-2026-10.json"


def fill() -> str:
    """Fill the desk of the environment.

    Returns:
        The session of somebody who has signed in.

    """
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    user = User.objects.create(username="load", role=Role.ADMINISTRATOR)
    incident = parse_incident(SAMPLE.read_bytes())
    case = open_case(incident, Doing("opened", user, timezone.now()))
    _persons(case)
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def _persons(case: Case) -> None:
    file = ListFile.objects.create(
        case=case, name="persons", sha256="0" * 64, rows=PERSONS, at=timezone.now()
    )
    ListRow.objects.bulk_create(
        (
            ListRow(
                file=file,
                number=number,
                line=f'{{"id":"p{number:05}"}}',
                shown=f"person {number} p{number}@load.example",
                certainty="confirmed",
            )
            for number in range(PERSONS)
        ),
        batch_size=500,
    )
