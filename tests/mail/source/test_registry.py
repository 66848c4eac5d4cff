"""Every format is listed, every module is tested, and tells its story first."""

from __future__ import annotations

import importlib
from pathlib import Path

import honmono.mail.source
from honmono.mail.source import ALL, Format, _core, survey
from tests.mail.source.build import mail, write

FOLDER = Path(honmono.mail.source.__file__).parent
NAMES = sorted(p.stem for p in FOLDER.glob("*.py") if not p.stem.startswith("_"))


def test_no_format_is_forgotten() -> None:
    modules = [importlib.import_module(f"honmono.mail.source.{name}") for name in NAMES]
    formats = {vars(module)["FORMAT"] for module in modules if "FORMAT" in vars(module)}

    assert set(ALL) == formats
    assert all(isinstance(form, Format) for form in formats)


def test_every_module_has_a_test_of_its_own() -> None:
    tests = {p.stem.removeprefix("test_") for p in Path(__file__).parent.glob("*.py")}

    assert set(NAMES) <= tests


def test_every_module_tells_its_story_in_the_first_line() -> None:
    for name in NAMES:
        doc = importlib.import_module(f"honmono.mail.source.{name}").__doc__
        assert doc
        assert ": " in doc.splitlines()[0], name


def test_survey_of_a_file_is_its_size_and_of_nothing_zero(tmp_path: Path) -> None:
    assert survey(write(tmp_path / "a.eml", mail())) == len(mail())
    assert survey(str(tmp_path / "nothing")) == 0
    assert survey("a\0b") == 0


def test_a_mail_knows_its_hash_and_a_refusal_its_sentence() -> None:
    found = _core.Unreadable("a.eml", _core.Trouble.EMPTY, "the file is empty")

    assert str(found) == "empty: the file is empty"
    assert _core.RawMail(b"", "a").sha256.startswith("e3b0c442")
