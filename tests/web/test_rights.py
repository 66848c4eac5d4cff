"""Who may what: every route × every role × incidents that one may see, or may not.

The routes come from the table of addresses, what is right from `rights.tsv`: a route
without a row fails, and so does a row without a route.  A new route needs one row; where
its arguments name an object of an incident, `made.py` makes one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from honmono.incident.case import Incident, parse_incident
from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.rights import RIGHTS, Right, Role
from tests.web.conftest import NOW, ORG, SAMPLE
from tests.web.made import MADE, OF_NO_CASE

_KEPT: Final = ("format", "id", "title", "style", "organization", "opened")

BY_TOKEN: Final = {"sweep:upload"}
"""Routes that read no cookie: a token in each request counts, and nothing else does."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    route: str
    right: str
    methods: tuple[str, ...]
    arguments: dict[str, str]

    @property
    def of_a_case(self) -> bool:
        """Is it a page of an incident?"""
        return self.arguments.get("name") == "{case}"

    @property
    def made(self) -> set[str]:
        """Arguments that name an object of the incident."""
        of_case = set(MADE) - OF_NO_CASE
        return {k for k, v in self.arguments.items() if v in of_case}

    def address(self, case: Case, **others: object) -> str:
        """The address, with the objects that it names."""
        made = {
            key: MADE[value](case) if value in MADE else value
            for key, value in self.arguments.items()
            if key not in others
        }
        return reverse(self.route, kwargs={**made, **others})

    def open_to(self, role: Role) -> bool:
        """May this role?"""
        return Right(self.right) in RIGHTS[role]


def _rows() -> Iterator[Row]:
    table = Path(__file__).with_name("rights.tsv").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            route, right, methods, arguments = line.split("\t")
            pairs = (pair.partition("=") for pair in arguments.split())
            yield Row(
                route,
                right,
                tuple(methods.split(",")),
                {key: value for key, _, value in pairs},
            )


def _routes(resolver: Any, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _routes(each, inner)
        elif isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or str(each.pattern))), each.callback


ROWS: Final = {row.route: row for row in _rows()}
OURS: Final = [row for row in ROWS.values() if row.right in {r.value for r in Right}]
GUARDED: Final = [row for row in OURS if row.right != "anybody"]
OF_A_CASE: Final = [row for row in OURS if row.of_a_case]
LIBRARY: Final = [row for row in ROWS.values() if row.right == "library"]
CLOSED: Final = [row for row in ROWS.values() if row.right == "closed"]
WITHOUT_ACCOUNT: Final = {
    *("account_login", "account_logout", "account_inactive"),
    *("mfa_login_webauthn", "mfa_authenticate"),
}


def _ids(row: Row) -> str:
    return row.route


each_row = pytest.mark.parametrize("row", OURS, ids=_ids)
each_guarded = pytest.mark.parametrize("row", GUARDED, ids=_ids)
each_of_a_case = pytest.mark.parametrize("row", OF_A_CASE, ids=_ids)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    """A folder of the desk with an organization file."""
    settings.HOME = tmp_path
    (tmp_path / "honmono.toml").write_bytes(ORG.read_bytes())


@pytest.fixture
def other(person: Callable[..., User]) -> Case:
    """Another incident, with nothing in it."""
    data = {k: v for k, v in json.loads(SAMPLE.read_bytes()).items() if k in _KEPT}
    empty: Incident = parse_incident(json.dumps({**data, "id": "other-1"}).encode())
    return open_case(empty, Doing("opened", person(Role.HANDLER), NOW))


def _ask(client: Client, method: str, address: str) -> Any:
    answer: Any = client.post(address) if method == "POST" else client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)  # at its end the client closes it
    return answer


def _to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(
        "/accounts/login/"
    )


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert {name for name, _ in _routes(get_resolver())} == set(ROWS)


def test_no_view_is_without_its_door() -> None:
    for name, view in _routes(get_resolver()):
        right = getattr(view, "honmono_right", None)
        if right is None:
            assert view.__module__.startswith("allauth."), name
        elif ROWS[name].right != "closed":
            assert right.value == ROWS[name].right, name


def test_no_view_takes_forms_of_other_pages() -> None:
    exempt = {n for n, v in _routes(get_resolver()) if getattr(v, "csrf_exempt", 0)}

    assert exempt == BY_TOKEN


@each_guarded
def test_nobody_comes_in_without_signing_in(row: Row, case: Case) -> None:
    address = row.address(case)

    for method in ("GET", "POST"):
        assert _to_sign_in(_ask(Client(), method, address))


@each_guarded
def test_each_role_gets_what_it_may_and_nothing_else(
    row: Row, case: Case, signed_in: Callable[..., Client]
) -> None:
    address = row.address(case)

    for role in Role:
        for method in row.methods:
            answer = _ask(signed_in(role), method, address)

            assert (answer.status_code == 403) == (not row.open_to(role)), (
                role,
                method,
            )
            assert answer.status_code < 500
            assert not _to_sign_in(answer) or row.route == "people:end-sessions"


@each_of_a_case
def test_a_restricted_incident_is_not_there_for_others(
    row: Row,
    case: Case,
    person: Callable[..., User],
    signed_in: Callable[..., Client],
) -> None:
    address = row.address(case)
    open_to_all = {role: signed_in(role).get(address).status_code for role in Role}
    Case.objects.update(restricted=True)

    for role in Role:
        client = signed_in(role)
        for method in row.methods:
            answer = _ask(client, method, address)
            if role is not Role.ADMINISTRATOR:
                assert answer.status_code == (404 if row.open_to(role) else 403)
        case.members.add(person(role))
        assert client.get(address).status_code == open_to_all[role]


@pytest.mark.parametrize("row", [r for r in OF_A_CASE if r.made], ids=_ids)
def test_an_object_of_another_incident_is_not_there(
    row: Row, case: Case, other: Case, signed_in: Callable[..., Client]
) -> None:
    right, wrong = row.address(case), row.address(case, name=other.name)
    client = signed_in(Role.ADMINISTRATOR)

    for method in row.methods:
        answer = _ask(client, method, wrong)
        assert answer.status_code == 404
        assert _ask(client, method, right).status_code != 404


@pytest.mark.parametrize("row", LIBRARY, ids=_ids)
def test_pages_of_the_library_ask_for_an_account(row: Row, case: Case) -> None:
    if row.route in WITHOUT_ACCOUNT:
        return
    address = row.address(case)
    for method in row.methods:
        assert _ask(Client(), method, address).status_code in {302, 403}


@pytest.mark.parametrize("row", CLOSED, ids=_ids)
def test_closed_pages_are_not_there(
    row: Row, case: Case, signed_in: Callable[..., Client]
) -> None:
    address = row.address(case)
    for client in (Client(), signed_in(Role.ADMINISTRATOR)):
        for method in ("GET", "POST"):
            assert _ask(client, method, address).status_code == 404


@pytest.mark.parametrize("row", ROWS.values(), ids=_ids)
def test_a_form_of_another_page_is_refused(
    row: Row, case: Case, person: Callable[..., User]
) -> None:
    if row.route in BY_TOKEN:
        return
    address = row.address(case)
    signed, unsigned = (Client(enforce_csrf_checks=True) for _ in range(2))
    signed.force_login(person(Role.ADMINISTRATOR))

    for client in (signed, unsigned):
        answer = client.post(address)

        assert answer.status_code == 403
        assert say("web/base", "form-too-old", "ja") in answer.content.decode()
