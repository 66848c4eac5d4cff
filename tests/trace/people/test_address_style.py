"""How an address spells a name."""

from __future__ import annotations

import pytest

from honmono.trace.people.address_style import Style, is_broken, style_of


@pytest.mark.parametrize(
    ("local", "name", "style"),
    [
        ("phillip.mori", "phillip mori", Style.FULL),
        ("mori_phillip", "phillip mori", Style.FULL),
        ("phillip.k.mori", "phillip k mori", Style.MIDDLE),
        ("pmori", "phillip mori", Style.SHORT),
        ("pkmori", "phillip k mori", Style.SHORT),
        ("pmorite", "phillip moriteru", Style.SHORT),
        ("pmor", "phillip moriteru", None),
        ("p.mori", "phillip mori", Style.INITIAL),
        ("mori-p", "phillip mori", Style.INITIAL),
        ("k..mori", "phillip k mori", Style.BROKEN),
        ("'mori", "phillip mori", Style.BROKEN),
        (".phillip", "phillip mori", Style.BROKEN),
        ("mori'.'phillip", "phillip mori", Style.BROKEN),
        ("l..mori", "phillip k mori", None),
        ("nina.mori", "phillip mori", None),
        ("mori", "phillip mori", None),
        ("info", "phillip mori", None),
        ("phillip", "phillip", None),
        ("taro.yamada", "山田 太郎", Style.UNREAD),
        ("yamada", "山田 太郎", None),
    ],
)
def test_style(local: str, name: str, style: Style | None) -> None:
    assert style_of(f"{local}@x.example", tuple(name.split())) is style


@pytest.mark.parametrize("local", [".mori", "'mori", "k..mori", "mori'.'nina", "mori'"])
def test_nobody_chose_it(local: str) -> None:
    assert is_broken(f"{local}@x.example")


@pytest.mark.parametrize("local", ["nina.mori", "o'hara", "nmori", "nina.o'hara"])
def test_somebody_chose_it(local: str) -> None:
    assert not is_broken(f"{local}@x.example")
