"""Is what was found malware that steals mail?"""

from __future__ import annotations

import pytest

from honmono.sweep.families import family_of


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Trojan:Win32/Emotet.PA!MTB", "Emotet"),
        ("Behavior:Win32/PowEmotet.SB", "Emotet"),
        ("Emotet: mspaint.exe", "Emotet"),
        ("QBOT.SM", "Qakbot"),
        ("Win.Trojan.IcedID-1", "IcedID"),
        ("TSPY_EMOTET.THXXX", "Emotet"),
        ("W32/EmotetU.Gen", "Emotet"),
        ("Trojan:Win64/Emotetcrypt.KA!MTB", "Emotet"),
        ("MalEmotet", "Emotet"),
        ("Trojan:Win32/LummaStealer!MTB", "Lumma"),
        ("LUMMASTEALER", "Lumma"),
        ("Gozi", "Ursnif"),
        ("HackTool:Win32/RemoteTool", None),
        ("HKTL_REMOTETOOL", None),
        ("Adware.Gozilla", None),
        ("Joke/Plumma", None),
        ("Worm/Vidarr.A", None),
        ("W32/Theodora", None),
        ("Eicar-Test-Signature", None),
        ("PUA:Win32/Toolbar", None),
        ("", None),
        ("x" * 10_000_000 + "emotet", None),
    ],
)
def test_a_family_is_told_by_a_part_of_the_name(name: str, family: str | None) -> None:
    assert family_of(name) == family
