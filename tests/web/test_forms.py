"""Nothing that a form or an address may carry breaks the desk, or an incident.

Each form is read from the page that shows it, as a browser does; then some of its fields
say what nobody expects.  Whatever comes back is a page: no error of ours, and the incident
reads as it was written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker
from selectolax.lexbor import LexborHTMLParser

from honmono.incident.case import incident_as_json, parse_incident
from honmono.web.cases.models import Case, Version
from honmono.web.cases.selectors import incident_at
from honmono.web.cases.services import Doing, open_case
from tests.web.conftest import NOW, ORG, SAMPLE
from tests.web.made import MADE, everything, somebody
from tests.web.test_rights import GUARDED, LIBRARY, Row

pytestmark = pytest.mark.django_db  # each test is undone, inside what `desk` made

TRIES: Final = settings(
    max_examples=int(os.environ.get("HONMONO_TRIES", "6")),
    derandomize="HONMONO_TRIES" not in os.environ,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
)

ODD: Final = (
    "", " ", "\0", "a\0b", "\u202eabc\u2066", "\ufeff", "\x1b[31m", "\r\nX: y", "\ud800",
    "９", "²", "٣", "-1", "0", "1", "1e999", "NaN", "9" * 30, "9" * 5_000, "1.5",
    "9999-12-31", "0001-01-01", "2026-02-30", "2026-10-14", "24:00", "23:59:60", "明日",
    "{0}", "{name}", "%s%n", "{{ 7|add:7 }}", "<script>alert(1)</script>", "' OR 1=1 --",
    "../../etc/passwd", "//evil.example/", "javascript:alert(1)", "seen", "c1", "yes", "on",
    "ja", "full", "phone", "other", "0" * 64, "[]", '{"id": "\\ud800"}', "[[" * 40_000,
    '{"way": "phone", "who": "\\ud800"}', '{"when": {"a": 1}}', "あ" * 30_000, "a" * 300,
)  # fmt: skip
"""What people, programs and attackers type."""

QUERY: Final = (
    *("page", "q", "view", "certainty", "back", "state", "show", "at", "original"),
    *("before", "which", "what", "part", "owner", "offset", "month", "kind", "group"),
    *(
        "follows",
        "client",
        "box",
        "as",
        "answer",
        "hazard",
        "reporter",
        "text",
        "upload",
    ),
    *("by", "record", "since", "until", "case", "next", "name", "id", "when"),
)
"""Whatever a page reads of its address."""

texts: Final = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=40),
    st.text(
        alphabet="\0\n\r\t\u200f\u202e\u2028\ud800\udfff{}%'\"<>&;,=０１2\\",
        max_size=12,
    ),
)
"""One value."""

values: Final = st.one_of(
    texts.map(lambda text: [text]), st.lists(texts, max_size=3), st.none()
)
"""What a field says: one thing, several things, nothing; None: the field is not there."""

files: Final = st.tuples(
    st.sampled_from(["a.csv", "a.eml", "a.zip", "..", "\u202egpj.exe", "あ" * 200, "a\0"]),
    st.sampled_from(
        [b"", b"\0", b"PK\3\4", b"a,b\n1\n", b"\xff\xfe", b"{}", b"[" * 10_000, b"\n" * 99]
    ),
)  # fmt: skip
"""A file that somebody chooses."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form, and what it says before anybody types."""

    name: str
    value: str
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk with an incident in which there is one of everything."""

    case: Case
    client: Client
    addresses: dict[str, str]
    forms: dict[str, list[list[Field]]]


@pytest.fixture(scope="module")
def desk(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """Made once; what a try changes is undone."""
    from django.test import override_settings

    home = tmp_path_factory.mktemp("home")
    (home / "honmono.toml").write_bytes(ORG.read_bytes())
    with (
        override_settings(HOME=home),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield _made(home)
        transaction.set_rollback(True)


def _made(home: Path) -> Desk:
    by = somebody()
    case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
    everything(case)
    made: dict[str, object] = {}

    def argument(key: str, value: str) -> object:
        if value in MADE and value not in made:
            made[value] = MADE[value](case)
        return made.get(value, value)

    rows = [*GUARDED, *LIBRARY]
    addresses = {
        row.route: row.address(
            case, **{k: argument(k, v) for k, v in row.arguments.items()}
        )
        for row in rows
    }
    client = Client()
    client.force_login(by)
    forms: dict[str, list[list[Field]]] = {}
    for row in rows:
        if "GET" in row.methods:
            where = addresses[row.route]
            answer = client.get(where)
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                for to, fields in _forms_of(answer.content.decode(), where):
                    forms.setdefault(to, []).append(fields)
    case.refresh_from_db()
    return Desk(case, client, addresses, forms)


def _forms_of(page: str, where: str) -> Iterator[tuple[str, list[Field]]]:
    for form in LexborHTMLParser(page).css("form"):
        if (form.attributes.get("method") or "").lower() == "post":
            to = urlsplit(form.attributes.get("action") or where).path
            yield to, list(_fields_of(form))


def _fields_of(form: Any) -> Iterator[Field]:
    for one in form.css("input[name], select[name], textarea[name], button[name]"):
        name, kind = one.attributes["name"], one.attributes.get("type")
        value = one.attributes.get("value") or ""
        if one.tag == "textarea":
            value = one.text()
        if one.tag == "select":
            chosen = one.css_first("option[selected]") or one.css_first("option")
            value = (chosen and chosen.attributes.get("value")) or ""
        if kind in {"checkbox", "radio"} and "checked" not in one.attributes:
            value = value or "on"
        if name != "csrfmiddlewaretoken":
            yield Field(name, value, kind == "file")


def test_forms_are_found_on_the_pages(desk: Desk) -> None:
    found = {
        row.route
        for row in GUARDED
        if "POST" in row.methods and desk.addresses[row.route] in desk.forms
    }

    assert len(found) > 45
    assert {"facts:add", "work:task-done", "documents:issue", "guide:names"} <= found


@pytest.mark.parametrize(
    "row", [r for r in [*GUARDED, *LIBRARY] if "POST" in r.methods], ids=lambda r: r.route
)  # fmt: skip
def test_no_form_breaks_the_desk(row: Row, desk: Desk) -> None:
    forms = desk.forms.get(desk.addresses[row.route]) or [[]]

    @TRIES
    @given(st.data())
    def tries(data: st.DataObject) -> None:
        fields = data.draw(st.sampled_from(forms))
        names = [one.name for one in fields] or ["shown", "digest", "which", "answer"]
        odd = data.draw(
            st.dictionaries(st.sampled_from(names), values, min_size=1, max_size=4)
        )
        sent: dict[str, list[str]] = {}
        for one in fields:
            if not one.is_file:
                sent.setdefault(one.name, []).append(one.value)
        for name, value in odd.items():
            if value is None:
                sent.pop(name, None)
            else:
                sent[name] = value
        given_files = {one.name: data.draw(files) for one in fields if one.is_file}
        with _undone():
            answer = _post(desk, desk.addresses[row.route], sent, given_files)
            _is_a_page(answer)
            if answer.status_code == 302:
                _is_a_page(desk.client.get(_path(answer["Location"])))
            _is_whole(desk)

    tries()


@pytest.mark.parametrize(
    "row", [r for r in GUARDED if "GET" in r.methods], ids=lambda r: r.route
)
def test_no_address_breaks_a_page(row: Row, desk: Desk) -> None:
    @TRIES
    @given(st.dictionaries(st.sampled_from(QUERY), texts, min_size=8))
    def tries(query: dict[str, str]) -> None:
        asked = "&".join(
            f"{name}={_quoted(text[:3_000])}" for name, text in query.items()
        )
        with _undone():
            for headers in ({}, {"HX-Request": "true"}):
                where = f"{desk.addresses[row.route]}?{asked}"
                _is_a_page(desk.client.get(where, headers=headers))

    tries()


@pytest.mark.parametrize(
    "row", [r for r in GUARDED if set(r.arguments) - {"name"}], ids=lambda r: r.route
)
def test_a_number_or_name_that_nothing_has_leads_nowhere(row: Row, desk: Desk) -> None:
    for key in row.arguments:
        if key in {"name", "part", "key", "question", "language", "form"}:
            continue
        is_number = key == "number" or key.endswith("_id")
        for odd in [0, 2**31, 2**63, 10**30] if is_number else ["nowhere", "f" * 64]:
            try:
                where = row.address(desk.case, **{**_numbers_of(row, desk), key: odd})
            except NoReverseMatch:  # no such address at all
                continue
            with _undone():
                for method in row.methods:
                    assert desk.client.generic(method, where).status_code < 500


def _numbers_of(row: Row, desk: Desk) -> dict[str, object]:
    """The arguments of an address that was made already."""
    from django.urls import resolve

    return dict(resolve(desk.addresses[row.route]).kwargs)


class _undone(transaction.Atomic):  # noqa: N801 - reads as what it does
    """Whatever happens inside has not happened afterwards."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, *error: Any) -> None:
        if error[0] is None:
            transaction.set_rollback(True)
        super().__exit__(*error)


def _post(
    desk: Desk,
    where: str,
    sent: dict[str, list[str]],
    given_files: dict[str, tuple[str, bytes]],
) -> Any:
    if given_files:
        clean = {k: [v.encode("utf-8", "replace").decode() for v in vs] for k, vs in sent.items()}  # fmt: skip
        made = {name: _File(*file) for name, file in given_files.items()}
        return desk.client.post(where, {**clean, **made})
    pairs = [(name, value) for name, some in sent.items() for value in some]
    body = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)
    return desk.client.post(where, body, "application/x-www-form-urlencoded")


class _File(BytesIO):
    """A file of any name."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(content)
        self.name = name


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))


def _path(location: str) -> str:
    """Where somebody is led; never away from the desk."""
    parts = urlsplit(location)
    assert not parts.netloc, location
    assert location.startswith("/")
    assert not location.startswith("//")
    return location


def _is_a_page(answer: Any) -> None:
    assert answer.status_code in {200, 302, 400, 403, 404, 405, 409, 413, 422, 423, 429}
    if answer.streaming:
        b"".join(answer.streaming_content)  # at its end the client closes it
    else:
        assert b"Traceback" not in answer.content


def _is_whole(desk: Desk) -> None:
    """What stands in the database is what the incident writes; its last version as well."""
    for case in Case.objects.all():
        incident = parse_incident(case.content.encode())
        assert incident_as_json(incident).decode() == case.content
        if Version.objects.filter(case=case, number=case.version).exists():
            assert incident_at(case, case.version) == incident
        if case.version != desk.case.version:
            for name in ("today:today", "facts:timeline", "evidence:log"):
                _is_a_page(desk.client.get(desk.addresses[name]))
