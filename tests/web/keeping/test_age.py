"""What is locked with a passphrase opens with it, and with nothing else."""

from __future__ import annotations

import io

import pytest

from honmono.web.keeping import age
from honmono.web.keeping.age import LockedError, Locking, Opening

PHRASE = "correct horse battery staple"
BY_AGE = bytes.fromhex(
    "6167652d656e6372797074696f6e2e6f72672f76310a2d3e2073637279707420"
    "6371594d746b2f747064437570697a6f5375776448512031360a32414267595134"
    "756c614f636255704e30434345496261426c4b72774564576134512f426f34506a"
    "784f630a2d2d2d204d71424b526e376638744d7057646362706552324f36675442"
    "68755075412b7446396d654654767657684d0a2948efd180ad06030a3c2e7f481e"
    "5c6f466ed9f8e68d6fe3f589447f0157fd1cecd0d40b1796"
)
"""`inert`, locked by age's own implementation in Rust."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second for each passphrase is for those who guess."""
    monkeypatch.setattr(age, "_WORK", 4)


def locked(data: bytes) -> bytes:
    out = io.BytesIO()
    locking = Locking(out, PHRASE)
    for start in range(0, len(data), 50_000):
        locking.write(data[start : start + 50_000])
    locking.close()
    return out.getvalue()


def opened(data: bytes, phrase: str = PHRASE) -> bytes:
    opening, found = Opening(io.BytesIO(data), phrase), b""
    while chunk := opening.read(70_000):
        found += chunk
    return found


@pytest.mark.parametrize("size", [0, 1, 2**16 - 1, 2**16, 2**16 + 1, 200_000])
def test_what_was_locked_comes_out_again(size: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)

    assert opened(locked(data[:size])) == data[:size]


def test_what_age_itself_locked_opens() -> None:
    assert opened(BY_AGE) == b"inert\n"


def test_another_passphrase_is_told() -> None:
    with pytest.raises(LockedError, match="wrong-passphrase"):
        opened(locked(b"x"), PHRASE + ".")


def test_nothing_that_was_changed_comes_out() -> None:
    whole = locked(b"x" * 200_000)
    head = whole.index(b"---")

    for at in (head + 6, head + 70, len(whole) - 100_000, len(whole) - 1):
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(LockedError):
            opened(bytes(changed))


def test_no_piece_can_be_left_out_or_taken_twice() -> None:
    whole = locked(b"x" * 200_000)
    start = whole.index(b"\n", whole.index(b"---")) + 1 + 16
    piece = 2**16 + 16

    for other in (
        whole[:start] + whole[start + piece :],
        whole[: start + piece] + whole[start:],
        whole[: start + piece],
        whole[:start],
    ):
        with pytest.raises(LockedError):
            opened(other)


def test_a_header_that_wants_much_memory_is_refused() -> None:
    whole = locked(b"x").replace(b" 4\n", b" 30\n", 1)

    with pytest.raises(LockedError, match="not-by-phrase"):
        opened(whole)


def test_what_was_locked_for_a_key_is_told_so() -> None:
    whole = b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n" + bytes(50)

    with pytest.raises(LockedError, match="not-by-phrase"):
        opened(whole)


def test_an_empty_piece_at_the_end_is_no_end() -> None:
    out = io.BytesIO()
    locking = Locking(out, PHRASE)
    locking._put(b"x" * 2**16, is_last=False)
    locking._put(b"", is_last=True)

    with pytest.raises(LockedError, match="damaged"):
        opened(out.getvalue())


def test_a_header_that_age_would_refuse_is_refused() -> None:
    whole = locked(b"x")
    salt = whole.split()[3]

    for other in (
        whole.replace(b" 4\n", b" 04\n", 1),
        whole.replace(b"-> scrypt ", b"-> scrypt  ", 1),
        whole.replace(salt, salt + b"==", 1),
        whole.replace(b"\n---", b" \n---", 1),
    ):
        with pytest.raises(LockedError, match="not-by-phrase"):
            opened(other)


def test_a_header_that_was_cut_is_told_as_cut() -> None:
    with pytest.raises(LockedError, match="cut-short"):
        opened(locked(b"x")[:60])
