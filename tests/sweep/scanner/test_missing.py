"""Each input that is missing, or there only in part, makes a check say so."""

from __future__ import annotations

import pytest

from honmono.sweep.scanner._core import COULD_NOT, FOUND, NOTHING
from honmono.sweep.scanner.looking import look
from tests.sweep.infections import ALL as INFECTIONS
from tests.sweep.infections import infected
from tests.sweep.losses import LOSSES, NEEDS
from tests.sweep.machines import KNOWLEDGE, Builder


@pytest.mark.parametrize(("check", "loss"), NEEDS, ids=lambda v: v)
def test_what_a_check_needs_and_does_not_get_is_told(check: str, loss: str) -> None:
    for seed in (1, 2, 3):
        artefacts = LOSSES[loss](Builder(seed).artefacts())
        told = {c["name"]: c for c in look(artefacts, KNOWLEDGE)["checks"]}

        assert told[check]["outcome"] == COULD_NOT, seed
        assert told[check]["why"]


@pytest.mark.parametrize("check", INFECTIONS)
def test_what_one_check_cannot_see_says_nothing_of_the_others(check: str) -> None:
    needed = {loss for name, loss in NEEDS if name == check}
    for loss in set(LOSSES) - needed:
        artefacts = LOSSES[loss](Builder(4).artefacts())
        told = {c["name"]: c for c in look(artefacts, KNOWLEDGE)["checks"]}

        assert told[check]["outcome"] == NOTHING, loss


@pytest.mark.parametrize("check", INFECTIONS)
def test_bad_news_counts_although_another_hive_was_closed(check: str) -> None:
    artefacts = infected(INFECTIONS[check][0], 8)
    artefacts.could_not["registry:HKU\\S-1-5-21-9-9-9-1009"] = "access denied"
    told = {c["name"]: c for c in look(artefacts, KNOWLEDGE)["checks"]}

    assert told[check]["outcome"] == FOUND
