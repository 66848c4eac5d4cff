"""honmono case set; what a new incident takes from honmono.toml."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.case.make import Desk, opened

OURS = """[organization]
names = ["例示税理士法人", "例示税理士", "Reiji Tax"]
domains = ["reiji.example"]
addresses = ["〒100-0000 東京都千代田区架空町1-2"]
phones = ["03-5555-0100", "03-5555-0101"]
urls = ["https://www.reiji.example/", "https://reiji-form.example/"]
[[offices]]
id = "tokyo"
name = "東京事務所"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return opened(tmp_path)


def ours(folder: Path) -> Desk:
    (folder / "honmono.toml").write_text(OURS, "utf-8")
    return Desk(folder)


def test_a_new_incident_knows_what_the_organization_file_says(tmp_path: Path) -> None:
    desk = ours(tmp_path)
    assert "taken from honmono.toml" in desk.right("new")

    assert desk.data()["organization"] == {
        "name": {"ja": "例示税理士法人", "en": "Reiji Tax"},
        "postal_code": "100-0000",
        "address": {"ja": "東京都千代田区架空町1-2"},
        "url": "https://www.reiji.example/",
        "desk": {
            "name": {"ja": "お問い合わせ窓口", "en": "Inquiry desk"},
            "phone": "03-5555-0100",
        },
        "offices": [{"id": "tokyo", "name": {"ja": "東京事務所"}}],
    }
    assert [(g["kind"], g["value"]) for g in desk.data()["genuine"]] == [
        ("domain", "reiji.example"),
        ("link-domain", "reiji-form.example"),
    ]
    desk.right("add", "events", "--kind", "scan_started", "--office", "tokyo")


def test_another_name_is_another_organization(tmp_path: Path) -> None:
    desk = ours(tmp_path)
    desk.right("new", "--name", "別の事務所")

    assert desk.data()["organization"] == {"name": {"ja": "別の事務所"}}


def test_a_broken_organization_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text("[organization]\nnmes = 1\n", "utf-8")
    done = Desk(tmp_path).at("new")

    assert done.returncode == 2
    assert b"nmes" in done.stderr
    assert not (tmp_path / "x.json").exists()


def test_recipients_are_advised_from_the_beginning(desk: Desk) -> None:
    kinds = [one["kind"] for one in desk.data()["advice"]]
    assert "do_not_open_attachment" in kinds

    desk.right("withdraw", "a-delete_mail")
    desk.right("start", "emotet_style")
    after = [one["kind"] for one in desk.data()["advice"]]
    assert "unplug_lan" in after
    assert "delete_mail" not in after


def test_fields_are_set_and_the_log_keeps_what_they_said(desk: Desk) -> None:
    given = (
        "title=不審なメール", "name.en=Reiji Office", "desk.name=窓口",
        "desk.phone=03-5555-0100", "public_body=no", "offices.tokyo=東京事務所",
    )  # fmt: skip
    desk.right("set", *given)
    told = desk.right("set", "desk.phone=03-5555-0199", "--reason", "moved")

    assert "desk.phone" in told
    assert desk.data()["title"] == {"ja": "不審なメール"}
    assert desk.data()["organization"] == {
        "name": {"ja": "例示事務所", "en": "Reiji Office"},
        "desk": {"name": {"ja": "窓口"}, "phone": "03-5555-0199"},
        "public_body": False,
        "offices": [{"id": "tokyo", "name": {"ja": "東京事務所"}}],
    }
    lines = (desk.folder / "x" / "values.jsonl").read_text("utf-8").splitlines()
    rows = {r["field"]: r.get("value") for r in map(json.loads, lines)}
    assert json.loads(rows["old"]) == {"desk.phone": "03-5555-0100"}
    assert json.loads(rows["new"]) == {"desk.phone": "03-5555-0199"}
    assert (rows["by"], rows["reason"]) == ("sato", "moved")
    assert desk.at("check").returncode == 0


def test_an_empty_value_takes_away(desk: Desk) -> None:
    desk.right("set", "desk.name=窓口", "desk.phone=03-5555-0100", "offices.a=A")
    desk.right("set", "desk=", "offices.a=")

    assert desk.data()["organization"] == {"name": {"ja": "例示事務所"}}
    assert "nothing was changed" in desk.right("set", "desk=")


def test_what_is_set_is_shown_with_what_is_not(desk: Desk) -> None:
    lines = desk.right("set").splitlines()

    assert any(line.split() == ["name.ja", "例示事務所"] for line in lines)
    assert any(line.split() == ["representative.name", "—"] for line in lines)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("desk.phne=1", "desk.phne: is not known here; did you mean `desk.phone`?"),
        ("desk.phone=1", "desk.name: is missing"),
        ("desk=1", "set a field of it: desk.name, desk.phone"),
        ("desk.phone.ja=1", "write desk.phone"),
        ("style=emotett", "did you mean `emotet`?"),
        ("timezone=Nowhere", "`Nowhere` is no time zone"),
        ("public_body=maybe", "public_body: "),
        ("offices.A B=x", "(offices[0].id): has another form"),
        ("name.ja=", "name: is missing"),
        ("desk", "write FIELD=VALUE"),
        ("events.x=1", "is not known here"),
    ],
)
def test_a_field_that_cannot_be(desk: Desk, given: str, told: str) -> None:
    lines = desk.wrong("set", given)

    assert any(told in line for line in lines), lines


def test_an_office_that_is_cited_stays(desk: Desk) -> None:
    desk.right("set", "offices.a=A")
    desk.right("add", "events", "--kind", "scan_started", "--office", "a")

    assert "there is no office `a`" in desk.wrong("set", "offices.a=")[0]
