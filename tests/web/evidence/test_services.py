"""Evidence is kept, erased for good, checked and handed over; the log tells all of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings

from honmono.incident.evidence import bundle as bundles
from honmono.incident.evidence.chain import Break, Entry
from honmono.incident.evidence.values import Key, read_row
from honmono.incident.evidence.verify import verify
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case, LogEntry, LogValue, Original, Version
from honmono.web.cases.originals import path_of
from honmono.web.cases.selectors import world_of
from honmono.web.cases.services import Doing, change
from honmono.web.cases.signals import originals_erased
from honmono.web.evidence import selectors, services
from honmono.web.evidence.models import Export
from honmono.web.jobs.models import Job, State
from honmono.web.jobs.running import Run
from tests.web.conftest import NOW
from tests.web.evidence.make import LATER, done, erased, kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    return tmp_path / "home"


@pytest.fixture
def by(person: Callable[..., User]) -> User:
    return person()


def retitled(case: Case, by: User) -> None:
    """A change, so that there is an earlier state."""
    change(
        case.pk,
        lambda incident: incident.model_copy(update={"style": "unknown"}),
        Doing("changed", by, LATER),
    )
    case.refresh_from_db()


def bundle_of(case: Case, by: User) -> tuple[Export, Path]:
    """A bundle that a job made."""
    services.ask_for_export(case, "bundle", by=by, now=LATER)
    done()
    export = Export.objects.latest("pk")
    return export, services.export_file(export.job)


def test_a_file_is_kept_once_and_told_the_second_time(
    case: Case, by: User, tmp_path: Path
) -> None:
    kept(case, by, tmp_path, a=b"one")
    path = tmp_path / "again"
    path.write_bytes(b"one")

    added = services.add(case, [(path, "again.eml")], note="", by=by, now=LATER)

    assert (added.new, added.known, added.lost) == ((), ("again.eml",), ())
    assert Original.objects.count() == 1
    assert LogEntry.objects.filter(what="added").count() == 1


def test_the_note_stands_in_the_log_as_a_salted_hash(
    case: Case, by: User, tmp_path: Path
) -> None:
    kept(case, by, tmp_path, a=b"one")

    entry = log.last(case, "added")
    assert entry is not None
    assert "note" in entry.salted
    assert "証拠" not in LogEntry.objects.get(number=entry.number).line


def test_a_bundle_is_intact_for_whoever_verifies_it(
    case: Case, by: User, tmp_path: Path
) -> None:
    kept(case, by, tmp_path, a=b"one", b=b"two")
    retitled(case, by)

    export, path = bundle_of(case, by)

    found = verify(path)
    assert found.intact, found.differences
    assert found.fingerprint == export.fingerprint
    assert found.files == export.files == 5
    case.refresh_from_db()
    entry = log.last(case, "exported")
    assert entry is not None
    assert entry.about["bundle"] == export.sha256


@pytest.mark.parametrize("form", ["bundle", "folder"])
def test_who_writes_a_large_file_says_that_it_goes_on(
    case: Case,
    by: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    """Else the job would be given up as one that hangs, again and again."""
    kept(case, by, tmp_path, a=b"x" * 3_000_000)
    said = list[int]()
    monkeypatch.setattr(Run, "tell", lambda _, done: said.append(done))

    services.ask_for_export(case, form, by=by, now=LATER)
    done()

    assert Export.objects.count() == 1
    assert len(said) >= 3


def test_a_changed_byte_of_a_bundle_is_found(
    case: Case, by: User, tmp_path: Path
) -> None:
    kept(case, by, tmp_path, a=b"one-and-only")
    _, path = bundle_of(case, by)
    path.write_bytes(path.read_bytes().replace(b"one-and-only", b"one-and-0nly"))

    assert not verify(path).intact


def test_an_original_that_cannot_be_read_is_left_out_and_told(
    case: Case, by: User, tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    damage(case, sha256)

    export, path = bundle_of(case, by)

    assert export.left_out == 1
    assert not verify(path).intact  # the log says that it was added


def damage(case: Case, sha256: str) -> None:
    path = path_of(case.name, sha256)
    path.chmod(0o600)
    path.write_bytes(b"other")


def test_an_erased_original_is_gone_and_the_bundle_still_verifies(
    case: Case, by: User, tmp_path: Path
) -> None:
    one, two = kept(case, by, tmp_path, a=b"one", b=b"two")

    erased(case, by, [one])

    assert not path_of(case.name, one).exists()
    assert path_of(case.name, two).exists()
    assert [o.sha256 for o in Original.objects.all()] == [two]
    found = verify(bundle_of(case, by)[1])
    assert found.intact, found.differences
    assert [r.key for r in found.remarks] == ["original-erased"]
    assert world_of(case, NOW).originals == {one, two}


def test_who_stored_something_of_an_erased_original_is_told(
    case: Case, by: User, tmp_path: Path
) -> None:
    told: list[frozenset[str]] = []

    def note(originals: frozenset[str], **_: object) -> None:
        told.append(originals)

    originals_erased.connect(note)
    try:
        hashes = kept(case, by, tmp_path, a=b"one")
        erased(case, by, hashes)
    finally:
        originals_erased.disconnect(note)

    assert told == [frozenset(hashes)]


def test_an_original_that_comes_again_is_kept_again(
    case: Case, by: User, tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    erased(case, by, [sha256])

    kept(case, by, tmp_path, a=b"one")
    done()

    assert path_of(case.name, sha256).exists()
    assert verify(bundle_of(case, by)[1]).intact


def test_a_file_that_came_again_before_the_job_is_not_destroyed(
    case: Case, by: User, tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    services.erase(case.pk, originals=[sha256], values=[], by=by, now=LATER)
    kept(case, by, tmp_path, a=b"one")

    done()

    assert path_of(case.name, sha256).exists()


def test_names_are_erased_with_every_earlier_state(
    case: Case, by: User, tmp_path: Path
) -> None:
    kept(case, by, tmp_path, a=b"one")
    retitled(case, by)
    day = (LATER + timedelta(days=1)).date()
    values = selectors.values_before(case, day, zone())

    erased(case, by, values=values)

    rows = [read_row(line) for line in log.values(case)]
    left = [r.key for r in rows if r and r.salt is not None]
    assert {key.field for key in left} == {"incident", "by"}
    assert len([key for key in left if key.field == "incident"]) == 1
    assert Version.objects.filter(case=case).count() == 1
    assert Original.objects.get().name == ""
    assert LogEntry.objects.get(number=1).by is None
    found = verify(bundle_of(case, by)[1])
    assert found.intact, found.differences
    assert [r.key for r in found.remarks] == ["values-erased"]


def zone() -> ZoneInfo:
    return ZoneInfo("Asia/Tokyo")


def test_what_is_erased_already_is_not_erased_again(
    case: Case, by: User, tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    erased(case, by, [sha256], [Key(1, "by")])

    with pytest.raises(CaseError) as told:
        erased(case, by, [sha256], [Key(1, "by")])

    assert told.value.key == "nothing-to-erase"
    assert LogEntry.objects.filter(what="erased").count() == 1


def test_bundles_that_hold_what_was_erased_are_taken_away(
    case: Case, by: User, tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    export, path = bundle_of(case, by)
    Export.objects.update(at=LATER)

    services.erase(
        case.pk, originals=[sha256], values=[], by=by, now=LATER + timedelta(hours=1)
    )
    done()

    assert not path.exists()
    export.refresh_from_db()
    assert export.removed


def check_of(case: Case, by: User) -> Job:
    services.ask_for_check(case, by=by, now=LATER)
    done()
    job = Job.objects.filter(kind="check-evidence").latest("pk")
    assert job.state == State.DONE
    return job


def test_evidence_in_order_is_told_so(case: Case, by: User, tmp_path: Path) -> None:
    kept(case, by, tmp_path, a=b"one")

    found = check_of(case, by).result

    assert found["in_order"]
    assert (found["entries"], found["originals"]) == (2, 1)


@pytest.mark.parametrize(
    "harm", ["line", "end", "value", "incident", "lost", "damaged"]
)
def test_each_harm_is_found(case: Case, by: User, tmp_path: Path, harm: str) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    if harm == "line":
        row = LogEntry.objects.get(number=1)
        LogEntry.objects.update_or_create(
            pk=row.pk, defaults={"line": row.line.replace("opened", "closed")}
        )
    elif harm == "end":
        LogEntry.objects.get(number=2).delete()
        LogValue.objects.filter(number=2).delete()
    elif harm == "value":
        value = LogValue.objects.get(number=1, field="by")
        value.line = value.line.replace('"value":"', '"value":"X')
        value.save()
    elif harm == "incident":
        Case.objects.update(content=case.content.replace("emotet", "other0"))
    elif harm == "lost":
        path_of(case.name, sha256).unlink()
    else:
        damage(case, sha256)

    found = check_of(case, by).result

    assert not found["in_order"]
    where = {
        "line": found["breaks_count"],
        "end": found["end"] == "cut",
        "value": [why for _, why in found["wrong_values"]] == ["value-changed"],
        "incident": [why for _, why in found["wrong_values"]] == ["incident-other"],
        "lost": found["missing"] == [sha256],
        "damaged": found["damaged"] == [sha256],
    }
    assert where[harm]


def test_the_chain_holds_after_all_of_it(case: Case, by: User, tmp_path: Path) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    retitled(case, by)
    bundle_of(case, by)
    erased(case, by, [sha256], [Key(1, "by")])

    case.refresh_from_db()
    found = list(log.entries(case))
    assert not [each for each in found if isinstance(each, Break)]
    ends = found[-1]
    assert isinstance(ends, Entry)
    assert ends.number == case.log_number


def test_a_bundle_during_which_something_was_erased_is_thrown_away(
    case: Case, by: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    build = bundles.build

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        made = build(*args, **kwargs)
        services.erase(case.pk, originals=[sha256], values=[], by=by, now=LATER)
        return made

    monkeypatch.setattr("honmono.web.evidence.jobs.build", meanwhile)
    job = services.ask_for_export(case, "bundle", by=by, now=LATER)
    done()

    job.refresh_from_db()
    assert job.state == State.FAILED
    assert not Export.objects.exists()
    assert not services.export_file(job.pk).exists()


def test_a_log_that_was_tampered_with_hides_no_page(
    case: Case, by: User, tmp_path: Path
) -> None:
    erased(case, by, kept(case, by, tmp_path, a=b"one"))
    LogEntry.objects.filter(what="erased").update(line="x\n")

    assert world_of(case, NOW).originals == frozenset()
    assert selectors.erased_at(case, "x") is None
