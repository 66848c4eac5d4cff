"""Service: the organization file is changed, one after the other, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from honmono.config import ConfigError
from honmono.locking import held
from honmono.web.office import file, selectors, services
from honmono.web.office.errors import OfficeError
from honmono.web.office.models import FileVersion
from honmono.web.office.parts import ORGANIZATION, PARTS
from honmono.web.office.services import Doing

pytestmark = pytest.mark.django_db

PEOPLE = PARTS["people"]
Make = Callable[..., Doing]


def _person(number: int) -> tuple[dict[str, object], str]:
    now = file.now()
    assert now
    entry = now.entries("people")[number]
    return entry, file.fingerprint(entry)


def test_a_change_is_in_the_file_and_in_the_history(org: Path, doing: Make) -> None:
    before = org.read_text("utf-8")
    _, shown = _person(1)

    services.put_entry(PEOPLE, 1, shown, {"title": "会長"}, doing())

    after = org.read_text("utf-8")
    assert _person(1)[0]["title"] == "会長"
    assert len(after.splitlines()) == len(before.splitlines())
    newest, found = FileVersion.objects.all()
    assert (newest.what, found.what, found.by) == ("changed", "found", None)
    assert (selectors.text_of(newest), selectors.text_of(found)) == (after, before)


def test_nothing_changed_is_no_version(org: Path, doing: Make) -> None:
    entry, shown = _person(0)

    changed = services.put_entry(
        PEOPLE, 0, shown, {"name": str(entry["name"])}, doing()
    )

    assert not changed
    assert not FileVersion.objects.exists()


def test_of_two_who_change_the_same_person_one_is_told(org: Path, doing: Make) -> None:
    _, shown = _person(0)
    services.put_entry(PEOPLE, 0, shown, {"title": "会長"}, doing())

    with pytest.raises(OfficeError) as refused:
        services.put_entry(PEOPLE, 0, shown, {"title": "社長"}, doing())

    assert refused.value.key == "entry-changed"
    assert _person(0)[0]["title"] == "会長"


def test_of_two_who_change_different_people_both_win(org: Path, doing: Make) -> None:
    (_, first), (_, third) = _person(0), _person(2)
    services.remove_entry(PEOPLE, 0, first, doing())

    services.put_entry(PEOPLE, 2, third, {"title": "会長"}, doing())

    assert _person(1)[0]["title"] == "会長"
    assert _person(1)[0]["name"] == "山﨑 大輔"


def test_a_bad_value_changes_nothing(org: Path, doing: Make) -> None:
    before = org.read_bytes()
    _, shown = _person(0)

    with pytest.raises(ConfigError) as refused:
        services.put_entry(PEOPLE, 0, shown, {"addresses": ["no address"]}, doing())

    assert refused.value.key == "addresses"
    assert org.read_bytes() == before
    assert not FileVersion.objects.exists()


def test_what_was_written_with_an_editor_is_kept_too(org: Path, doing: Make) -> None:
    services.add_entry(PEOPLE, {"name": "一"}, doing("added"))
    edited = org.read_text("utf-8") + "\n# by hand\n"
    org.write_text(edited, "utf-8")

    services.add_entry(PEOPLE, {"name": "二"}, doing("added"))

    kinds = list(FileVersion.objects.values_list("what", flat=True))
    assert kinds == ["added", "found", "added", "found"]
    assert selectors.text_of(FileVersion.objects.all()[1]) == edited


def test_who_comes_while_it_is_saved_is_told(org: Path, doing: Make) -> None:
    before = org.read_bytes()
    lock = held(org.with_name("honmono.toml.lock"))
    with lock, pytest.raises(OfficeError) as refused:
        services.add_entry(PEOPLE, {"name": "一"}, doing())

    assert refused.value.key == "being-changed"
    assert org.read_bytes() == before


def test_a_text_over_another_one_is_refused(org: Path, doing: Make) -> None:
    now = file.now()
    assert now
    org.write_text(now.text + "\n# by hand\n", "utf-8")

    with pytest.raises(OfficeError) as refused:
        services.put_text(now.text, now.sha256, doing("text"))

    assert refused.value.key == "changed-meanwhile"


def test_a_full_disk_leaves_file_and_history(
    org: Path, doing: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise ConfigError(org, 0, "unwritable", why="No space left on device")

    before = org.read_bytes()
    monkeypatch.setattr("honmono.config.save_organization", full)

    with pytest.raises(ConfigError):
        services.add_entry(PEOPLE, {"name": "一"}, doing())

    assert org.read_bytes() == before
    assert not FileVersion.objects.exists()


def test_the_organization_itself_is_changed(org: Path, doing: Make) -> None:
    now = file.now()
    assert now
    shown = file.fingerprint(now.entries("organization")[0])

    services.put_entry(ORGANIZATION, 0, shown, {"phones": ["03-5555-0199"]}, doing())

    assert 'phones = ["03-5555-0199"]     # as printed' in org.read_text("utf-8")


def test_windows_line_ends_stay(org: Path, doing: Make) -> None:
    org.write_bytes(org.read_bytes().replace(b"\n", b"\r\n"))
    now = file.now()
    assert now

    services.put_text(now.text + "# end\r\n", now.sha256, doing("text"))

    data = org.read_bytes()
    assert data.endswith(b"# end\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_first_file_says_who_we_are(home: Path, doing: Make) -> None:
    services.begin(
        names=["例示株式会社"],
        domains=["example.co.jp"],
        system="google",
        authserv_ids=[],
        language="ja",
        doing=doing("begun"),
    )

    now = file.now()
    assert now
    assert now.organization
    assert now.organization.domains == ("example.co.jp",)
    assert now.organization.authserv_ids == ("mx.google.com",)
    assert FileVersion.objects.get().what == "begun"


def test_a_first_file_is_not_written_over_another(org: Path, doing: Make) -> None:
    before = org.read_bytes()

    with pytest.raises(ConfigError):
        services.begin(
            names=["例"],
            domains=["example.co.jp"],
            system="other",
            authserv_ids=[],
            language="ja",
            doing=doing("begun"),
        )

    assert org.read_bytes() == before
    assert not FileVersion.objects.exists()
