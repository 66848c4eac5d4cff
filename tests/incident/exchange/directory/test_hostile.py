"""Whatever lies in a file, it is an export or a clear refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from honmono.incident.exchange.directory import DirectoryError, compare, read_directory
from tests.incident.case.make_case import account, incident

HEAD = b"userPrincipalName,mail,lastPasswordChangeDateTime\n"
PIECES = st.sampled_from(
    [
        *(b'"', b",", b"\n", b"\r", b"\0", b";", b"\xff\xfe", b"\xe2\x80\xae", b"\x1b"),
        *(b"a@reiji.example", b"2022-05-19T09:00:00Z", b"0", b"9" * 20, b"1.3E+17"),
        *("山田".encode(), "山田".encode("cp932"), b"#TYPE", b"{", b"[", b'"value":[{'),
    ]
)
NOW = datetime(2022, 5, 20, tzinfo=UTC)


@given(head=st.sampled_from([b"", HEAD]), pieces=st.lists(PIECES, max_size=30))
def test_nothing_else_is_raised(head: bytes, pieces: list[bytes]) -> None:
    try:
        export = read_directory(
            head + b"".join(pieces), zone=ZoneInfo("Asia/Tokyo"), now=NOW
        )
    except DirectoryError:
        return
    made = incident(accounts=(account("a"),))
    result = compare(made, export, by="Sato", at=NOW, sha256="a" * 64)

    assert len(result.incident.accounts) == 1 + len(result.added)
    assert all(problem.text("ja") for problem in export.problems)
