"""Originals of an incident: kept once, also where two keep the same file at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.conf import LazySettings

from honmono.web.cases.originals import keep, path_of


def test_several_who_keep_the_same_file_at_once_all_have_it(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.HOME = tmp_path / "home"
    file, together = tmp_path / "a.eml", Barrier(8)
    file.write_bytes(b"mail" * 100_000)

    def press(_: int) -> list[str]:
        together.wait(10)
        kept, failed = keep("n001", [(file, "a.eml")], "mail")
        assert failed == []
        return [one.kept.sha256 for one in kept]

    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(press, range(8)))

    assert len({tuple(one) for one in names}) == 1
    assert path_of("n001", names[0][0]).read_bytes() == file.read_bytes()
