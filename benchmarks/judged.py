"""The labelled mail, examined once in this process: facts now, opinions as often as wanted.

For each labelled mail of a set: what its label says, and what the signals found.  Weights
can then be fitted, left out and compared without reading a mail again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.check import mails_of, organizations
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import Found, examine, look
from honmono.check.signals import Role
from honmono.check.signals._core import Exhibit
from honmono.config import load_organization
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, Unreadable, read


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled mail and all that was found on it."""

    set: str
    label: dict[str, Any]
    exhibit: Exhibit
    found: Found

    @property
    def forged(self) -> bool:
        """Does its label say so?"""
        return bool(self.label["label"] == "forged")

    @property
    def signals(self) -> frozenset[str]:
        """Names of what was found, hazards left out."""
        return frozenset(s.name for s, _ in self.found if s.role is not Role.HAZARD)


def examined(name: str, work: Path) -> Iterator[Judged]:
    """Every mail of the test split of a set."""
    for folder in organizations(name):
        us = Portrait(load_organization(folder / "honmono.toml"))
        labels = [
            json.loads(line)
            for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()
        ]
        mails = mails_of(folder, work)
        by_hash: dict[str, RawMail] = {}
        by_name: dict[str, RawMail] = {}
        for raw in read(str(mails)):
            if not isinstance(raw, Unreadable):
                by_hash[raw.sha256] = raw
                by_name[Path(raw.source.partition("#")[0]).name] = raw
        for label in labels:
            if label["split"] != "test":
                continue
            raw = by_hash.get(label["sha256"]) or by_name[Path(label["file"]).name]
            exhibit = examine(parse(raw), us)
            yield Judged(name, label, exhibit, look(exhibit))
