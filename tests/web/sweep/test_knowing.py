"""What our own checks know: of which day, and who has said so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.sweep import knowledge as room
from honmono.web.cases.models import Case
from honmono.web.rights import Role
from honmono.web.sweep.knowing import compare, known
from honmono.web.sweep.models import Compared

SignedIn = Callable[..., Client]


def test_without_a_word_it_is_of_the_day_of_the_table(case: Case) -> None:
    assert known().made == room.knowledge().made


def test_whoever_has_compared_it_with_the_alerts_makes_it_of_that_day(
    case: Case,
) -> None:
    compare("JPCERT/CC", by="加藤", now=timezone.now(), day=date(2031, 1, 2))
    compare("JPCERT/CC", by="加藤", now=timezone.now(), day=date(2030, 1, 2))

    assert known().made == "2031-01-02"


def test_a_comparison_from_before_the_table_makes_it_no_older(case: Case) -> None:
    compare("JPCERT/CC", by="加藤", now=timezone.now(), day=date(2020, 1, 2))

    assert known().made == room.knowledge().made


def test_the_page_of_kits_takes_it_down(case: Case, signed_in: SignedIn) -> None:
    client = signed_in(Role.HANDLER)
    address = reverse("sweep:indicators", args=[case.name])

    assert client.post(address, {"source": ""}).status_code == 422
    assert not Compared.objects.exists()
    told = client.post(address, {"source": "JPCERT/CC 2026-11-25"}, follow=True)

    assert "JPCERT/CC 2026-11-25" in told.content.decode()
    assert Compared.objects.get().by
