"""Artefacts as JSON: the same when read again; what is not of the form is refused."""

from __future__ import annotations

import json

import pytest

from honmono.sweep.scanner._core import FORM, Artefacts
from honmono.sweep.scanner.artefacts import artefacts_as_json, artefacts_from_json
from tests.sweep.machines import Builder

EMPTY: dict[str, object] = {
    "form": FORM,
    "host": {},
    "processes": None,
    "registry": None,
    "services": None,
    "files": None,
    "autoruns": None,
    "could_not": {},
}


@pytest.mark.parametrize("seed", range(5))
def test_what_is_written_is_read_again(seed: int) -> None:
    artefacts = Builder(seed).artefacts()

    assert artefacts_from_json(artefacts_as_json(artefacts)) == artefacts


def test_nobody_looked_is_another_thing_than_nothing_there() -> None:
    assert artefacts_from_json(json.dumps(EMPTY)).processes is None
    assert artefacts_from_json(json.dumps({**EMPTY, "processes": []})).processes == []


def test_half_characters_of_windows_become_a_mark() -> None:
    text = json.dumps({**EMPTY, "files": [{"path": "C:\\\ud800.exe"}]})

    assert (artefacts_from_json(text).files or [])[0]["path"] == "C:\\\ufffd.exe"


def test_numbers_and_lists_of_the_registry_become_text() -> None:
    rows = [{"name": "a", "data": 7}, {"name": "b", "data": ["x", "y"]}]
    got = artefacts_from_json(json.dumps({**EMPTY, "registry": rows})).registry or []

    assert [row["data"] for row in got] == ["7", "x\ny"]


def row(**fields: object) -> str:
    return json.dumps({**EMPTY, "files": [fields]})


BAD = {
    "empty": ("", "no JSON"),
    "cut off": (artefacts_as_json(Artefacts())[:-9], "no JSON"),
    "a list": ("[]", "no JSON object"),
    "another form": (json.dumps({**EMPTY, "form": "x"}), "form honmono-artefacts-1"),
    "a part left out": (json.dumps({"form": FORM, "host": {}}), "processes is missing"),
    "a part that is text": (json.dumps({**EMPTY, "files": "x"}), "files is no list"),
    "a row that is text": (json.dumps({**EMPTY, "files": ["x"]}), "Row 1 of files"),
    "a value that is an object": (row(path={}), "path has a value of another kind"),
    "a list of numbers": (row(path=[1]), "path has a value of another kind"),
    "a text without end": (row(path="a" * 40_000), "path is too long"),
    "could_not as a list": (json.dumps({**EMPTY, "could_not": []}), "could_not"),
    "could_not with numbers": (json.dumps({**EMPTY, "could_not": {"a": 1}}), "could_not"),
    "host as text": (json.dumps({**EMPTY, "host": "x"}), "host is no object"),
    "folders as text": (json.dumps({**EMPTY, "host": {"folders": "x"}}), "host.folders"),
    "a folder as a number": (json.dumps({**EMPTY, "host": {"folders": {"system32": 1}}}), "system32 is no folder"),
    "twice the same": (json.dumps(EMPTY)[:-1] + ', "files": []}', "twice"),
    "not a number": (row(size=0).replace("0}", "NaN}"), "NaN is no number"),
    "too large a number": (row(size=0).replace("0}", "1e999}"), "1e999 is no number"),
    "digits without end": (row(size=0).replace("0}", "9" * 5_000 + "}"), "5000 digits"),
    "nested without end": ("[" * 100_000, "too deeply"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), BAD.values(), ids=BAD)
def test_what_is_not_of_the_form_is_refused_with_a_sentence(
    text: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        artefacts_from_json(text)
