"""The values of the page of one mail, out of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from honmono.text import keys, say
from honmono.web.base.context import language
from honmono.web.cases.models import Case
from honmono.web.mails import selectors
from honmono.web.mails.basis import differing
from honmono.web.mails.harmless import defanged, in_one_line
from honmono.web.mails.models import Answer, Basis, Earlier, Mail, Role
from honmono.web.mails.selectors import same_elsewhere
from honmono.web.mails.stale import changed_since
from honmono.web.mails.text_shown import links, people, stretches

BADGES: Final = {
    Answer.OURS: "good",
    Answer.FORGED: "bad",
    Answer.UNPROVEN: "unknown",
    Answer.UNRELATED: "still",
    Answer.ERROR: "unknown",
}
"""Only what is proved to be ours looks good."""

USUAL: Final = ("event", "sender")
"""What is put on record of nearly every forged mail; of others somebody has to choose."""

MAX_REPORTED: Final = 150
MAX_EARLIER: Final = 20


def page_of(mail: Mail) -> dict[str, Any]:
    """All values of the page."""
    record, view = mail.content.record, mail.content.view
    reasons = [defanged(each) for each in record["reasons"][language()]]
    return {
        "mail": mail,
        "record": record,
        "view": view,
        "reasons": reasons,
        "chance": _chance(record["probability"]),
        "trouble": _trouble(record["error"]),
        "reported": list(mail.reported.order_by("part")[:MAX_REPORTED])
        if mail.role == Role.REPORT
        else [],
        "same": same_elsewhere(mail),
        "hops": _hops(view),
        "stretches": stretches(view),
        "links": links(view),
        "to": people(view["to"]) if view else [],
        "cc": people(view["cc"]) if view else [],
        "holds_mails": mail.role == Role.ALONE and _holds_mails(view),
        "earlier": [_earlier(each) for each in mail.earlier.all()[:MAX_EARLIER]],
        "changed_since": in_words(changed_since(mail, Path(settings.HOME))),
        "address_gone": "address-gone" in record["defects"],
        "may_take": mail.answer != Answer.OURS and mail.role != Role.REPORT,
        "choices": _choices(mail, view),
        "chosen": USUAL if mail.answer == Answer.FORGED else (),
    }


def bulk(case: Case) -> dict[str, Any]:
    """Jobs about all mails of an incident: how far they are, and what came out."""
    anew, found = selectors.last_anew(case), selectors.last_of_originals(case)
    return {"anew": anew, "from_originals": found}


def with_why(rows: Iterable[Earlier]) -> list[tuple[Earlier, str]]:
    """Earlier answers, each with what had changed when another one took its place."""
    rows = list(rows)
    after = selectors.parts_after(rows)
    return [(row, _why(row.basis, after[row.pk])) for row in rows]


def _why(before: Basis | None, after: Mapping[str, str]) -> str:
    return in_words(differing(before.parts, after) if before and after else ())


def in_words(parts: Iterable[str]) -> str:
    """`organization`, `archive` → what a clerk calls them, in one line."""
    comma = say("web/mails", "comma", language())
    return comma.join(say("web/mails", f"part-{part}", language()) for part in parts)


def hazards_in_words(codes: str) -> list[str]:
    """` macro script ` → what a clerk calls them."""
    known = keys("hazards")
    return [
        say("hazards", code, language()) if code in known else code
        for code in codes.split()
    ]


def _earlier(row: Earlier) -> dict[str, Any]:
    reasons = row.record.get("reasons", {}).get(language(), ())
    return {"row": row, "reasons": [defanged(each) for each in reasons]}


def _chance(probability: float | None) -> str:
    """Per cent; never 0 or 100, which an estimate cannot be."""
    if probability is None:
        return ""
    places = 0 if 0.01 <= probability <= 0.99 else 1
    return f"{min(max(probability * 100, 0.1), 99.9):.{places}f}"


def _trouble(error: str | None) -> tuple[str, str]:
    """`locked: report.zip …` → the words of the trouble, and the detail."""
    if not error:
        return "", ""
    code, _, detail = error.partition(": ")
    if code == "locked":  # its detail says what to do at a command line
        return say("troubles", code, language()), ""
    if code in keys("troubles"):
        return say("troubles", code, language()), defanged(in_one_line(detail, 300))
    return defanged(in_one_line(error, 300)), ""


def _holds_mails(view: dict[str, Any] | None) -> bool:
    """Do mails hang on it?  Of one that was handed in as itself they are not judged."""
    files = (view or {}).get("files", ())
    return any(file["type"] == "message/rfc822" for file in files)


def _lasting(seconds: int) -> str:
    """373 → 6 分 13 秒後."""
    if seconds < 60:
        return say("web/mails", "took", language(), seconds=seconds)
    if seconds < 3_600:
        minutes, rest = divmod(seconds, 60)
        return say("web/mails", "took-minutes", language(), minutes=minutes, rest=rest)
    hours, rest = divmod(seconds // 60, 60)
    return say("web/mails", "took-hours", language(), hours=hours, rest=rest)


def _hops(view: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The way of the mail, the first server first, and how long each step took."""
    hops: list[dict[str, Any]] = []
    before: datetime | None = None
    for hop in reversed((view or {}).get("hops", ())):
        at = datetime.fromisoformat(hop["at"]) if hop["at"] else None
        took = int((at - before).total_seconds()) if at and before else None
        hops.append({**hop, "at": at, "took": took, "back": bool(took and took < 0)})
        hops[-1]["lasting"] = _lasting(took) if took is not None and took >= 0 else ""
        before = at or before
    return hops


def _choices(mail: Mail, view: dict[str, Any] | None) -> list[str]:
    found = ["event"]
    if mail.from_name or mail.from_address:
        found.append("sender")
    if mail.subject:
        found.append("subject")
    if view and any(file["name"] for file in view["files"]):
        found.append("attachment")
    return found
