"""The desk: does its database answer, is it of this version, can it keep files?

    OK      デスク: embedded /home/…/desk.sqlite3
    要修正  デスク: データベースがつながりません
            → DATABASE_URL とデータベースサーバーを確かめる

A desk that nobody has begun is not begun by looking at it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.incident.documents.written import has_typst
from honmono.web.serving.plan import has_postgresql


def desk(patient: Patient) -> Iterator[Diagnosis]:
    """What its own readiness says, in words; and whether documents can be PDF."""
    what, file = patient.say("desk"), patient.home / "desk.sqlite3"
    if (patient.home / ".restoring").exists():
        found = patient.say("desk-restoring")
        yield Diagnosis(what, State.WRONG, found, patient.say("desk-restoring-mend"))
    elif not has_postgresql() and not file.exists():
        yield Diagnosis(what, State.OK, patient.say("desk-not-begun"))
    else:
        yield from _of_one_that_is_there(patient, what)
    what = patient.say("desk-pdf")
    if has_typst():
        yield Diagnosis(what, State.OK, patient.say("found"))
    else:
        found = patient.say("desk-no-pdf")
        yield Diagnosis(what, State.ADVICE, found, "pip install typst")


def _of_one_that_is_there(patient: Patient, what: str) -> Iterator[Diagnosis]:
    wrong = {key: code for key, code in _answers(patient).items() if code != "ok"}
    if not wrong:
        key = "desk-postgresql" if has_postgresql() else "desk-embedded"
        yield Diagnosis(what, State.OK, patient.say(key))
    for key, code in wrong.items():
        state = State.ADVICE if key == "schema" else State.WRONG
        said = patient.say(f"desk-{key}-{code}")
        yield Diagnosis(what, state, said, patient.say(f"desk-{key}-mend"))


def _answers(patient: Patient) -> dict[str, str]:
    """By question; the desk's settings cannot even be loaded: one answer to that."""
    # Not above: whoever has no desk need not wait for Django.
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ["HONMONO_HOME"] = str(patient.home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honmono.web.project.settings")
    try:
        django.setup()
        from honmono.web.watching.readiness import readiness

        found = readiness()
    except OSError:
        return {"home": "not-writable"}
    except (ImproperlyConfigured, ValueError):  # no driver, or no such address
        return {"database": "not-usable"}
    if found["database"] != "ok":
        found.pop("schema")  # the same once more
    return found
