"""The passphrase is what somebody could also type."""

from __future__ import annotations

from pathlib import Path

from honmono.web.keeping.passphrase import of_file


def test_the_mark_that_notepad_puts_before_it_is_not_in_it(tmp_path: Path) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_bytes("correct horse battery\r\nno more\r\n".encode("utf-8-sig"))

    assert of_file(file) == "correct horse battery"
