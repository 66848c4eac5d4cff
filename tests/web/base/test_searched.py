"""A search finds what holds the words, whatever their width and case, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from honmono.web.accounts.models import User
from honmono.web.base.searched import MOST_WORDS, folded, holding, wanted

pytestmark = pytest.mark.django_db

_SIGNS = "請求書ホシミネﾎｼﾐﾈがｶﾞＡaBｂ1１%_\\\\'\"*?[ 　ßİς㍿①-é"
TEXTS = st.text(st.sampled_from(_SIGNS), max_size=12)


def test_width_and_case_make_no_difference_to_a_search() -> None:
    assert folded("ＩＮＶＯＩＣＥ", "", "Tanaka") == "invoice tanaka"


def test_no_more_words_than_a_few_are_looked_for_and_none_twice() -> None:
    assert wanted("a　b\0c A d e f g") == ("a", "b", "c", "d", "e")
    assert len(wanted("a b c d e f g")) == MOST_WORDS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, max_size=12), TEXTS | st.just("\0") | st.just("%"))
def test_what_is_found_is_what_holds_every_word(texts: list[str], asked: str) -> None:
    User.objects.all().delete()
    User.objects.bulk_create(
        User(username=f"u{n}", shown=folded(text)) for n, text in enumerate(texts)
    )

    found = holding(User.objects.order_by("-pk"), "shown", asked)

    words = folded(asked.replace("\0", " ")).split()[:MOST_WORDS]
    right = [f"u{n}" for n, t in enumerate(texts) if all(w in folded(t) for w in words)]
    assert [user.username for user in found] == right[::-1]


def test_a_search_is_one_question() -> None:
    with CaptureQueriesContext(connection) as asked:
        list(holding(User.objects.all(), "shown", "a b 請求"))

    assert len(asked.captured_queries) == 1
