"""An incident leaves a desk as a folder and comes into another one, log and all."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from honmono.incident.case import Incident, incident_as_json, parse_incident
from honmono.incident.case.records import record_of
from honmono.incident.evidence import Note, Place, writing
from honmono.incident.evidence.bundle import export as export_folder
from honmono.incident.evidence.chain import (
    Break,
    Draft,
    Entry,
    as_line,
    canonical,
    start,
)
from honmono.incident.evidence.entries import after
from honmono.incident.evidence.journal import Journal
from honmono.incident.evidence.signing import Signer
from honmono.incident.evidence.verify import verify
from honmono.incident.folder import attach, change_case, create_case, read_case
from honmono.web.accounts.models import User
from honmono.web.cases import lists, log
from honmono.web.cases.models import Case, LogEntry, LogValue, Original, Version
from honmono.web.cases.originals import path_of
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, change, open_case
from honmono.web.evidence import exchange, services
from honmono.web.evidence.exchange import from_file
from honmono.web.evidence.models import Export
from honmono.web.jobs.models import Job, State
from honmono.web.rights import Role
from tests.web.conftest import NOW, SAMPLE
from tests.web.evidence.make import LATER, done, erased, kept

pytestmark = pytest.mark.django_db(transaction=True)

PERSONS = b'{"name": "A"}\n{"mail":"b@c.example"}\n'


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path, sample: Incident) -> Path:
    """The sample as the command line keeps it, with an original and a list."""
    file = tmp_path / "cli" / f"{sample.id}.json"
    note = Note("opened", NOW, "山田 花子")
    create_case(file, sample, note)
    (tmp_path / "mail.eml").write_bytes(b"From: a\n\nb")
    (tmp_path / "persons.jsonl").write_bytes(PERSONS)
    with writing(Place(file)) as writer:
        writer.add([tmp_path / "mail.eml"], at=NOW, by="山田 花子")
    attach(file, "persons", tmp_path / "persons.jsonl", Note("attached", NOW, "山田"))
    return file


def zipped(file: Path, **more: bytes) -> bytes:
    """The folder of an incident in a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (file, *sorted(file.with_suffix("").rglob("*"))):
            if path.is_file():
                archive.write(path, path.relative_to(file.parent).as_posix())
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()


def take(client: Client, content: bytes) -> Job:
    """Hand in a ZIP and let the job do it."""
    page = client.post(
        reverse("evidence:import"), {"file": SimpleUploadedFile("a.zip", content)}
    )
    assert page.status_code == 302, page.content.decode()
    done()
    return Job.objects.filter(kind="import-incident").latest("pk")


def test_a_folder_is_taken_over_with_its_log(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    job = take(signed_in(), zipped(folder))

    assert job.state == State.DONE, job.failure
    assert job.result["originals"] == 1
    case = Case.objects.get()
    assert case.content.encode() == folder.read_bytes()
    lines = list(log.lines(case))
    assert b"".join(lines).startswith(Place(folder).log.read_bytes())
    assert not [each for each in log.entries(case) if isinstance(each, Break)]
    assert LogEntry.objects.latest("number").what == "imported"
    one = Original.objects.get()
    assert (one.name, one.size) == ("mail.eml", 10)
    assert path_of(case.name, one.sha256).read_bytes() == b"From: a\n\nb"
    file = lists.file_of(case, incident_of(case), "persons")
    assert file is not None
    assert b"".join(lists.lines_of(file)) == PERSONS


def test_what_was_taken_over_goes_on_and_verifies(
    folder: Path, signed_in: Callable[..., Client], person: Callable[..., User]
) -> None:
    take(signed_in(), zipped(folder))
    case = Case.objects.get()

    change(case.pk, retitled, Doing("changed", person(), LATER))
    services.ask_for_export(case, "bundle", by=person(), now=LATER)
    done()

    found = verify(services.export_file(Export.objects.get().job))
    assert found.intact, found.differences


def retitled(incident: Incident) -> Incident:
    return incident.model_copy(update={"style": "unknown"})


def exported(case: Case, by: User, to: Path) -> Path:
    """The incident as a folder on a disk."""
    services.ask_for_export(case, "folder", by=by, now=LATER)
    done()
    export = Export.objects.filter(form="folder").latest("pk")
    with zipfile.ZipFile(services.export_file(export.job)) as archive:
        archive.extractall(to)
    return to / f"{case.name}.json"


def test_the_command_line_reads_what_the_desk_wrote(
    case: Case, person: Callable[..., User], tmp_path: Path
) -> None:
    by = person()
    hashes = kept(case, by, tmp_path, a=b"one", b=b"two")
    erased(case, by, hashes[:1])
    change(case.pk, retitled, Doing("changed", by, LATER))
    case.refresh_from_db()

    file = exported(case, by, tmp_path / "out")

    assert read_case(file) == incident_of(case)
    state = Journal(Place(file)).state()
    assert state.originals == set(hashes[1:])
    assert state.erased == set(hashes[:1])
    change_case(file, other_title, Note("changed", LATER, "佐藤"))
    with writing(Place(file)) as writer:
        assert writer.agrees
        out = tmp_path / "bundle.zip"
        signer = Signer.of_home(tmp_path)
        export_folder(writer, out, signer, at=LATER, by="佐藤")
    assert verify(out).intact


def other_title(incident: Incident) -> Incident:
    return incident.model_copy(update={"style": "account_takeover"})


def test_out_and_in_again_is_the_same(
    case: Case,
    person: Callable[..., User],
    signed_in: Callable[..., Client],
    tmp_path: Path,
) -> None:
    by = person()
    kept(case, by, tmp_path, a=b"one")
    content, lines = case.content, b"".join(log.lines(case))
    file = exported(case, by, tmp_path / "out")
    remove(case)

    job = take(signed_in(), zipped(file))

    assert job.state == State.DONE, job.failure
    again = Case.objects.get()
    assert again.content == content
    assert b"".join(log.lines(again)).startswith(lines)
    assert Original.objects.get().name == "a.eml"


def remove(case: Case) -> None:
    """As if it were another desk."""
    Export.objects.all().delete()
    case.delete()


def made(number: int) -> Incident:
    """Incidents of other sizes and languages than the sample."""
    organization = {
        "name": {"ja": f"例示事務所{number}"} if number % 2 else {"en": "x"}
    }
    data: dict[str, Any] = {
        "format": "honmono-incident-1",
        "id": f"made-{number}",
        "organization": organization,
    }
    incident = parse_incident(json.dumps(data).encode())
    for n in range(number):
        when = (NOW + timedelta(days=n)).date().isoformat()
        note = {"ja": "『引用』\u3000\n改行\t", "en": "“quoted” \\ 😀"}
        event = {"id": f"e{n}", "kind": "other", "when": when, "note": note}
        incident = incident.put("events", record_of("events", event))
    return incident


@pytest.mark.parametrize("number", [0, 1, 7, 60])
def test_a_file_goes_in_and_comes_back_byte_for_byte(
    number: int, person: Callable[..., User]
) -> None:
    content = incident_as_json(made(number))

    case = from_file(content, by=person(), now=NOW)

    case.refresh_from_db()
    assert case.content.encode() == content


def test_the_incident_file_alone_is_taken_over_by_the_page(
    signed_in: Callable[..., Client], sample: Incident
) -> None:
    page = signed_in().post(
        reverse("evidence:import"),
        {"file": SimpleUploadedFile("x.json", SAMPLE.read_bytes())},
    )

    assert page.status_code == 302
    assert incident_of(Case.objects.get()) == sample


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"{}", "This is no incident file"), (b"hello", "This is no incident file")],
)
def test_what_is_no_incident_comes_back_with_words(
    signed_in: Callable[..., Client], content: bytes, words: str
) -> None:
    page = signed_in(Role.HANDLER, "en").post(
        reverse("evidence:import"), {"file": SimpleUploadedFile("x.json", content)}
    )

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Case.objects.exists()


def test_a_name_that_is_taken_is_told_and_its_files_are_left(
    folder: Path, signed_in: Callable[..., Client], case: Case, home: Path
) -> None:
    job = take(signed_in(), zipped(folder))

    assert job.state == State.FAILED
    assert case.name in job.failure
    assert not Original.objects.exists()
    assert not (home / "cases" / case.name).exists()


def test_one_changed_line_of_the_log_and_nothing_is_taken_over(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    path = Place(folder).log
    path.write_bytes(path.read_bytes().replace(b"opened", b"closed"))

    job = take(signed_in(), zipped(folder))

    assert job.state == State.FAILED
    assert not Case.objects.exists()
    assert not LogValue.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/passwd",
        "hoshimine-2026-10/../../evil",
        "hoshimine-2026-10/originals/aa/" + "b" * 64,
        "hoshimine-2026-10/originals/bb/" + "b" * 64,
        "hoshimine-2026-10/notes.txt",
        "other.json",
        "hoshimine-2026-10/keys/bb/" + "b" * 64,
        "C:\\evil",
    ],
)
def test_a_name_that_does_not_belong_there_stops_it(
    folder: Path, signed_in: Callable[..., Client], name: str, home: Path
) -> None:
    job = take(signed_in(), zipped(folder, **{name: b"x"}))

    assert job.state == State.FAILED
    assert not Case.objects.exists()
    assert not list(home.parent.rglob("evil"))


def test_an_original_with_other_bytes_stops_it(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    (path,) = Place(folder).folder.glob("originals/*/*")
    path.chmod(0o600)
    path.write_bytes(b"other")

    assert take(signed_in(), zipped(folder)).state == State.FAILED
    assert not Case.objects.exists()


def test_an_original_that_is_missing_is_told(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    (path,) = Place(folder).folder.glob("originals/*/*")
    path.unlink()

    job = take(signed_in(), zipped(folder))

    assert job.state == State.DONE
    assert job.result["missing"] == 1


def test_a_file_that_was_edited_without_the_log_is_told_in_it(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    folder.write_bytes(folder.read_bytes().replace(b"emotet_style", b"unknown"))

    job = take(signed_in(), zipped(folder))

    assert job.state == State.DONE, job.failure
    assert job.result["edited_outside"]
    whats = LogEntry.objects.order_by("number").values_list("what", flat=True)
    assert list(whats)[-2:] == ["edited-outside", "imported"]
    services.ask_for_check(Case.objects.get(), by=User.objects.get(), now=LATER)
    done()
    assert Job.objects.latest("pk").result["in_order"]


def test_documents_of_the_folder_are_kept(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    name = f"{folder.stem}/documents/お知らせ.pdf"

    job = take(signed_in(), zipped(folder, **{name: b"%PDF"}))

    assert job.state == State.DONE, job.failure
    assert Original.objects.get(kind="document").name == "お知らせ.pdf"


def test_a_member_that_unpacks_to_more_than_it_may_stops_it(
    folder: Path, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("honmono.web.evidence.exchange.MAX_LOG", 100)

    assert take(signed_in(), zipped(folder)).state == State.FAILED


def test_versions_begin_with_what_was_taken_over(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    take(signed_in(), zipped(folder))

    assert Version.objects.get().number == 1 == Case.objects.get().version


def test_the_job_of_another_person_is_not_shown(
    folder: Path, signed_in: Callable[..., Client], person: Callable[..., User]
) -> None:
    job = take(signed_in(), zipped(folder))
    other = Client()
    other.force_login(person(Role.HANDLER, "somebody"))

    assert other.get(reverse("evidence:import-job", args=[job.pk])).status_code == 404
    mine = signed_in(Role.HANDLER, "ja").get(
        reverse("evidence:import-job", args=[job.pk])
    )
    assert mine.status_code == 200


def test_a_reader_takes_nothing_over(signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.READER).get(reverse("evidence:import")).status_code == 403


def test_opening_twice_is_refused(
    sample: Incident, person: Callable[..., User]
) -> None:
    open_case(sample, Doing("opened", person(), NOW))

    assert Case.objects.count() == 1


def test_a_directory_that_is_too_long_is_not_even_read(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    content = bytearray(zipped(folder))
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = (2**31).to_bytes(4, "little")

    job = take(signed_in(Role.HANDLER, "en"), bytes(content))

    assert job.state == State.FAILED
    assert "too much" in job.failure


def test_an_end_inside_the_end_hides_no_long_directory(folder: Path) -> None:
    """Python believes the outer end; whoever looks for the last mark finds the inner."""
    content = bytearray(zipped(folder))
    content[-18:-14], content[-6:-2] = b"PK\x05\x06", bytes(4)
    said = int.from_bytes(content[-10:-6], "little")
    hidden = folder.with_name("a.zip")
    hidden.write_bytes(content)
    assert zipfile.ZipFile(hidden).infolist()

    assert exchange._directory_size(hidden) >= said > 0


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_packing_that_names_its_own_memory_is_refused(
    folder: Path, signed_in: Callable[..., Client], method: int
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.write(folder, folder.name)

    job = take(signed_in(Role.HANDLER, "en"), out.getvalue())

    assert job.state == State.FAILED
    assert folder.name in job.failure


def rewritten(folder: Path, *, at: datetime, field: str) -> None:
    """A log that holds, of somebody who writes his own."""
    place = Place(folder)
    head, lines, rows = start(place.incident), [], []
    for draft in (Draft("opened", NOW), Draft("changed", at)):
        following = after(head, draft, {field: "x"}, folder.read_bytes())
        head = following.entry.head
        lines.append(as_line(following.entry))
        rows += [row.as_line() for row in following.values]
    place.log.write_bytes(b"".join(lines))
    place.values.write_bytes(b"".join(rows))
    for path in place.folder.glob("originals/*/*"):
        path.unlink()


def test_a_log_whose_names_no_table_holds_is_refused(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    rewritten(folder, at=LATER, field="f" * 41)
    assert take(signed_in(), zipped(folder)).state == State.FAILED

    rewritten(folder, at=LATER, field="f" * 40)
    assert take(signed_in(), zipped(folder)).state == State.DONE


def test_a_day_that_there_is_not_is_refused(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    place = Place(folder)
    entry = next(Journal(place).entries())
    content = {n: getattr(entry, n) for n in Entry.__slots__ if n != "hash"}
    content["at"] = "2026-13-45T00:00:00.000Z"
    digest = hashlib.sha256(canonical(content)).hexdigest()
    place.log.write_bytes(canonical({**content, "hash": digest}) + b"\n")
    values = place.values.read_bytes().splitlines(keepends=True)
    place.values.write_bytes(b"".join(v for v in values if b'"number":1,' in v))
    for path in place.folder.glob("originals/*/*"):
        path.unlink()

    job = take(signed_in(), zipped(folder))

    assert job.state == State.FAILED
    assert "log.jsonl" in job.failure


def test_half_a_character_in_a_log_is_told(
    folder: Path, signed_in: Callable[..., Client]
) -> None:
    place = Place(folder)
    text = place.log.read_text("utf-8")
    place.log.write_text(
        text.replace('"about":{', '"about":{"a":"\\ud800",', 1), "utf-8"
    )

    job = take(signed_in(), zipped(folder))

    assert job.state == State.FAILED
    assert "ZIP" in job.failure or "ログ" in job.failure or "記録" in job.failure
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "originals",
    [5, None, {"a": 1}, [["a"]], [5], ["../../x"]],
    ids=repr,
)
@pytest.mark.parametrize("names", ["[" * 40_000, "[[]]", '["\\ud800"]', "9" * 5_000])
def test_a_log_of_somebody_who_writes_his_own_breaks_nothing(
    folder: Path, signed_in: Callable[..., Client], originals: object, names: str
) -> None:
    """Its chain is whole, so everything that it says is read."""
    place = Place(folder)
    head, lines, rows = start(place.incident), [], []
    for draft in (
        Draft("opened", NOW),
        Draft("added", NOW, {"originals": originals}),
        Draft("erased", NOW, {"originals": originals, "values": originals}),
        Draft("x", NOW, {"b": "[" * 2_000, "number": [[[1]]]}),
    ):
        values = {"names": names, "by": "x"}
        following = after(head, draft, values, folder.read_bytes())
        head = following.entry.head
        lines.append(as_line(following.entry))
        rows += [row.as_line() for row in following.values]
    place.log.write_bytes(b"".join(lines))
    place.values.write_bytes(b"".join(rows))
    for path in place.folder.glob("originals/*/*"):
        path.unlink()

    client = signed_in(Role.ADMINISTRATOR)
    job = take(client, zipped(folder))

    assert job.state == State.DONE, job.failure
    for page in ("log/", "log/1/", "log/2/", "log/3/", "log/4/", "evidence/", ""):
        assert client.get(f"/cases/{place.incident}/{page}").status_code == 200
    assert not list((Path(settings.HOME) / "incoming").rglob("job-*"))
