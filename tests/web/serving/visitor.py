"""Somebody who is signed in to a desk of real processes, and sends files as a browser does."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from tests.web.serving.conftest import Desk

CASE: Final = "hoshimine-2026-10"
_UPLOAD: Final = f"/cases/{CASE}/mails/upload/"
TOKEN: Final = "x" * 32
_OPEN: Final = """
from django.test import Client
from honmono.incident.case import parse_incident
from honmono.web.accounts.services import found
from honmono.web.cases.services import Doing, open_case
from tests.web.conftest import NOW, ORG, SAMPLE
from django.conf import settings
import pathlib, shutil
shutil.copy(ORG, pathlib.Path(settings.HOME) / "honmono.toml")
by = found(username="chief", shown="山田 花子", password="inert-4711", now=NOW)
open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
browser = Client()
browser.force_login(by)
print(json.dumps(browser.cookies["sessionid"].value))
"""
_STORED: Final = """
import hashlib
from honmono.web.cases import log, originals
from honmono.web.cases.models import Case, Original
from honmono.web.jobs.models import Job
from honmono.web.mails.models import Mail, Upload
case = Case.objects.get()
for one in Original.objects.filter(case=case):
    data = originals.path_of(case.name, one.sha256).read_bytes()
    assert hashlib.sha256(data).hexdigest() == one.sha256
print(json.dumps({
    "originals": sorted(Original.objects.values_list("sha256", flat=True)),
    "uploads": sorted(Upload.objects.values_list("name", "state")),
    "mails": sorted(Mail.objects.values_list("upload__name", "item")),
    "jobs": sorted(Job.objects.values_list("kind", "state")),
    "chain": [type(e).__name__ for e in log.entries(case)],
}))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came; status 0: the connection broke."""

    status: int
    body: bytes
    after: str = ""
    """When to try again, in seconds."""

    @property
    def told(self) -> dict[str, Any]:
        """The same, where it is for a program."""
        found: dict[str, Any] = json.loads(self.body)
        return found


class Visitor:
    """An administrator with the sample incident."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.session = desk.run(_OPEN)

    @property
    def port(self) -> int:
        """Where it is asked."""
        return self._desk.port

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """One request."""
        asking = http.client.HTTPConnection("127.0.0.1", self._desk.port, timeout=60)
        head = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}; honmono_language=en",
            "X-CSRFToken": TOKEN,
            "Content-Type": kind or "application/octet-stream",
        }
        try:
            asking.request(method, path, body or None, head)
            answer = asking.getresponse()
            after = answer.headers.get("Retry-After", "")
            return Answer(answer.status, answer.read(), after)
        except (OSError, http.client.HTTPException):
            return Answer(0, b"")
        finally:
            asking.close()

    def post(self, path: str, **values: str) -> Answer:
        """A form."""
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, urlencode(values).encode(), kind)

    def begin(self, name: str, size: int) -> Answer:
        """Announce a file."""
        return self.post(f"{_UPLOAD}begin/", name=name, size=str(size), modified="7")

    def send(self, name: str, data: bytes) -> Answer:
        """A file to its end, from where it stopped; what the last piece was answered."""
        begun = self.begin(name, len(data))
        if begun.status != 200:
            return begun
        offset, told = begun.told["offset"], begun
        while True:
            told = self.piece(begun.told, offset, data)
            if told.status != 200 or told.told["state"] != "coming":
                return told
            offset = told.told["offset"]

    def piece(self, begun: dict[str, Any], offset: int, data: bytes) -> Answer:
        """One piece."""
        part = data[offset : offset + begun["piece"]]
        return self.ask("POST", f"{begun['address']}?offset={offset}", part)

    def stored(self) -> dict[str, Any]:
        """What is there, each original as its hash says."""
        found: dict[str, Any] = self._desk.run(_STORED)
        return found
