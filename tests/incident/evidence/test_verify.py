"""The verifier: every change is found and named, and no bundle can hurt it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.evidence import CHANGED_BY, Change, is_named, parts_of, sample
from honmono.incident.evidence.chain import canonical
from honmono.incident.evidence.place import EvidenceError
from honmono.incident.evidence.signing import Signer, wanted_fingerprint
from honmono.incident.evidence.verify import verify
from honmono.incident.evidence.zip_layout import Member, local_header
from tests.incident.evidence.make import exported, incident


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(1)  # noqa: S311
    return sample(tmp_path_factory.mktemp("bundle"), 8, chance)


@pytest.mark.parametrize("made", CHANGED_BY, ids=lambda made: made.__name__)
def test_changes_are_found_and_named(
    bundle: Path, made: object, tmp_path: Path
) -> None:
    raw, parts, chance = bundle.read_bytes(), parts_of(bundle), random.Random(2)  # noqa: S311
    assert callable(made)

    for _ in range(25):
        change = made(raw, chance, parts)
        if change.content != raw:
            assert is_named(change, tmp_path / "changed.zip"), change.at


def test_the_benchmark_can_fail(bundle: Path, tmp_path: Path) -> None:
    raw = bundle.read_bytes()

    assert not is_named(Change(raw, 100), tmp_path / "same.zip")
    flipped = raw[:-1] + bytes([raw[-1] ^ 1])
    assert not is_named(Change(flipped, 100), tmp_path / "elsewhere.zip")


def test_every_flip_in_a_header_is_named_to_the_byte(
    bundle: Path, tmp_path: Path
) -> None:
    raw, (_, start, _) = bundle.read_bytes(), parts_of(bundle)[5]

    for at in (*range(start, start + 30), len(raw) - 1, len(raw) - 22):
        (tmp_path / "b.zip").write_bytes(
            raw[:at] + bytes([raw[at] ^ 0x20]) + raw[at + 1 :]
        )
        (found,) = verify(tmp_path / "b.zip").differences
        assert (found.key, found.start, found.end) == ("header-changed", at, at + 1)


def test_a_flip_in_a_large_original_is_named_to_the_block(tmp_path: Path) -> None:
    place, out = incident(tmp_path, bytes(100_000)), tmp_path / "b.zip"
    exported(place, out)
    raw, (name, start, end) = out.read_bytes(), parts_of(out)[-1]
    at = start + 70_000
    out.write_bytes(raw[:at] + b"\1" + raw[at + 1 :])

    (found,) = verify(out).differences

    assert (found.name, found.end - found.start) == (name, 4096)
    assert found.start <= at < found.end <= end


def _rewritten(out: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """The bundle of somebody who knows the layout, and has no key."""
    with zipfile.ZipFile(out) as archive:
        files = [(n, archive.read(n)) for n in archive.namelist()]
    with zipfile.ZipFile(out, "w") as archive:
        for each, content in files:
            archive.writestr(each, change(content) if each == name else content)


def test_whoever_lacks_the_key_cannot_make_a_bundle_fit(tmp_path: Path) -> None:
    place, out = incident(tmp_path, b"mail"), tmp_path / "b.zip"
    exported(place, out)

    _rewritten(out, "manifest.jsonl", lambda m: m.replace(b"2026", b"2027", 1))

    found = verify(out)
    assert found.fingerprint is None
    assert not found.intact


def test_another_key_is_told_when_one_is_required(tmp_path: Path) -> None:
    place, out = incident(tmp_path), tmp_path / "b.zip"
    done = exported(place, out)
    other = Signer.of_home(tmp_path / "other")
    (tmp_path / "pub.pem").write_bytes(other.public_pem)

    ours = verify(out, required=wanted_fingerprint(done.fingerprint))
    theirs = verify(out, required=wanted_fingerprint(str(tmp_path / "pub.pem")))

    assert ours.intact
    assert [each.key for each in theirs.differences] == ["other-key"]


def test_a_required_key_must_be_one() -> None:
    with pytest.raises(EvidenceError, match="--key"):
        wanted_fingerprint("3f9a")


def test_a_log_that_was_rewritten_before_the_export_is_told(tmp_path: Path) -> None:
    place, out = incident(tmp_path, b"mail"), tmp_path / "b.zip"
    exported(place, out)
    raw = out.read_bytes()
    at = raw.index(b'"what":"added"')
    out.write_bytes(raw[:at] + b'"what":"edded"' + raw[at + 14 :])

    found = verify(out).differences

    assert [(d.key, d.name) for d in found] == [
        ("bytes-changed", "log.jsonl"),
        ("row-changed", "log.jsonl"),
    ]
    assert found[1].start <= at < found[1].end


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"PK\5\6" + bytes(18), b"From: a@b.example\n\nmail", bytes(100_000)],
    ids=["nothing", "two bytes", "an empty ZIP", "a mail", "zeros"],
)
def test_what_is_no_bundle_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)

    with pytest.raises(EvidenceError, match="no bundle"):
        verify(tmp_path / "b.zip")


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="cannot be read"):
        verify(tmp_path / "b.zip")


COVER = {
    "created": "2026-04-06T03:00:00.000Z",
    "files": 1,
    "format": "honmono-evidence-1",
    "incident": "n001",
    "log": {"hash": "0" * 64, "number": 0},
}
FILE = {"crc32": "0" * 8, "marks": "", "name": "a", "sha256": "0" * 64, "size": 1}


@pytest.mark.parametrize(
    "rows",
    [
        [COVER, FILE | {"size": 2**61}],
        [COVER, FILE | {"size": -1}],
        [COVER, FILE | {"size": 1.5}],
        [COVER, FILE | {"name": "../../etc/passwd"}],
        [COVER, FILE | {"name": "a\x1b[2J"}],
        [COVER, FILE | {"name": "a" * 10_000}],
        [COVER, FILE | {"marks": "0" * 8_000}],
        [COVER, FILE, FILE],
        [COVER | {"files": 10**12}, FILE],
        [COVER | {"incident": "\u202e"}, FILE],
        [COVER, FILE | {"name": "log.jsonl", "size": 10**9}],
        [COVER, FILE | {"name": "manifest.jsonl"}],
        [COVER] + [FILE | {"name": f"{n}"} for n in range(5_000)],
    ],
    ids=range(13),
)
@pytest.mark.parametrize("signed", [True, False])
def test_hostile_manifests_hurt_nobody(
    tmp_path: Path, rows: list[dict[str, object]], signed: bool
) -> None:
    manifest = b"".join(canonical(row) + b"\n" for row in rows)
    digest = hashlib.sha256(manifest if signed else b"").digest()
    signature = Signer.of_home(tmp_path / "home").sign(digest).as_line()
    out = tmp_path / "b.zip"
    out.write_bytes(
        b"".join(
            local_header(Member(name, len(content), zlib.crc32(content))) + content
            for name, content in (
                ("manifest.jsonl", manifest),
                ("signature.json", signature),
                ("log.jsonl", b"[" * 3_000_000),
            )
        )
    )

    found = verify(out)

    assert not found.intact
    for each in found.differences:
        assert "\x1b" not in each.told("ja") + each.told("en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "home"]


def test_random_bytes_in_any_place_never_raise(bundle: Path, tmp_path: Path) -> None:
    raw, chance = bundle.read_bytes(), random.Random(3)  # noqa: S311

    for _ in range(60):
        start, end = sorted(chance.sample(range(60, len(raw)), 2))
        new = chance.randbytes(chance.randrange(0, 5_000))
        (tmp_path / "b.zip").write_bytes(raw[:start] + new + raw[end:])
        assert not verify(tmp_path / "b.zip").intact


def test_the_key_is_made_once_for_its_owner(tmp_path: Path) -> None:
    one, two = Signer.of_home(tmp_path), Signer.of_home(tmp_path)

    assert one.public_key == two.public_key
    if os.name == "posix":
        assert (tmp_path / "evidence-signing.pem").stat().st_mode & 0o077 == 0


def test_a_broken_key_file_is_said_so_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "evidence-signing.pem").write_text("secret", "ascii")

    with pytest.raises(EvidenceError) as error:
        Signer.of_home(tmp_path)

    assert "secret" not in str(error.value)
    assert (tmp_path / "evidence-signing.pem").read_text("ascii") == "secret"


def test_a_manifest_is_lines_that_others_can_read(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        rows = list(map(json.loads, archive.read("manifest.jsonl").splitlines()))
        names = archive.namelist()[2:]

    assert [row["name"] for row in rows[1:]] == names
