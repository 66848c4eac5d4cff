"""Signal: results contradict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.check.sender import Vouched
from honmono.check.signals import Exhibit
from honmono.check.signals.results_contradict import check
from honmono.mail.auth import AuthResult, Outcome
from honmono.mail.auth.model import FoundBy, MethodResult
from honmono.mail.message import Message
from tests.make import exhibit

OURS = "<tanaka@example.co.jp>"
PASS = "dkim=pass header.d=example.co.jp"


def with_own(
    from_: str, outcome: Outcome, *, contradicted: bool = False, changed: bool = False
) -> Exhibit:
    """A mail with a believed pass, and our own result of the same signature."""

    def look(message: Message, believed: AuthResult) -> AuthResult:
        del message
        domain = believed.results[0].domain
        own = MethodResult("dkim", outcome, domain, "", by=FoundBy.SELF)
        return replace(
            believed,
            own=(own,),
            contradicted=believed.results if contradicted else (),
            changed=believed.results if changed else (),
        )

    domain = from_.strip("<>").partition("@")[2]
    return replace(
        exhibit(from_, results=f"dkim=pass header.d={domain}"), own_look=look
    )


@pytest.mark.parametrize(
    "from_", [OURS, "<x@lists.example.co.jp>", "<hanako.home@example.org>"]
)
def test_a_pass_that_does_not_verify_is_found(from_: str) -> None:
    finding = check(with_own(from_, Outcome.FAIL, contradicted=True))

    assert finding is not None
    assert finding.shown == from_.strip("<>")
    assert finding.actual.startswith("dkim=pass")


@pytest.mark.parametrize(
    "seen",
    [
        exhibit(OURS, results=PASS),
        exhibit(OURS),
        with_own(OURS, Outcome.PASS),
        with_own(OURS, Outcome.TEMPERROR),
        with_own(OURS, Outcome.FAIL, changed=True),
        with_own("<a@kita.example>", Outcome.FAIL, contradicted=True),
    ],
    ids=["off", "nothing", "both pass", "no answer", "changed", "a partner"],
)
def test_everything_else_is_silent(seen: Exhibit) -> None:
    assert check(seen) is None


def test_a_pass_of_our_own_outweighs_a_contradicted_one() -> None:
    seen = with_own(OURS, Outcome.PASS, contradicted=True)

    assert seen.sender.vouched is Vouched.PASS
    assert check(seen) is None
