"""Pieces: a shown name, cut where a reader cuts it."""

from __future__ import annotations

import pytest

from honmono.check.org.names.pieces import (
    Cut,
    joined,
    piece_of,
    rows,
    without_addresses,
)


def words(text: str) -> list[str]:
    return [" ".join(token.word for token in row.tokens) for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Taro Yamada", ["taro yamada"]),
        ("Yamada, Taro", ["yamada", "taro", "yamada taro"]),
        ("Taro (Ted) Yamada", ["taro", "ted", "yamada", "taro yamada"]),
        ("Taro Q. Yamada", ["taro q yamada", "taro yamada"]),
        ("Taro via Staff", ["taro", "staff"]),
        ("Viaggi Roma", ["viaggi roma"]),
        ("FW: Taro", ["fw", "taro"]),
        ("山田太郎@みなと", ["山田太郎", "ミナト"]),
        ("---", []),
        ("", []),
    ],
)
def test_a_name_is_cut_into_pieces(text: str, cut: list[str]) -> None:
    assert words(text) == cut


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("Ken Sato", {3: Cut.WORD}),
        ("Ken-ichi", {3: Cut.HYPHEN}),
        ("Ken'ichi", {}),
        ("Quill's", {5: Cut.WORD}),
        ("PayPal", {3: Cut.CAMEL}),
        ("Quill24", {5: Cut.DIGIT}),
        ("Taro山田", {4: Cut.WORD}),
        ("Hana & Tanaka", {4: Cut.AND}),
        ("山田太郎", {}),
    ],
)
def test_boundaries_are_noted(text: str, cuts: dict[int, Cut]) -> None:
    piece = joined(text)
    inside = enumerate(piece.cuts[1:-1], 1)

    assert {place: cut for place, cut in inside if cut} == cuts


def test_a_place_leads_back_into_the_text() -> None:
    text = "Mr. Taro 山田太郎様"
    piece = piece_of(next(rows(text)))
    start = piece.text.index("山")

    assert text[slice(*piece.span(start, start + 4))] == "山田太郎"
    assert text[slice(*piece.span(2, 6))] == "Taro"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Taro taro@example.com", "Taro"),
        ("山田太郎@example.com", "山田太郎@example.com"),
        ("Taro @ Minato", "Taro @ Minato"),
        ("taro@localhost", "taro@localhost"),
    ],
)
def test_addresses_are_taken_out(text: str, rest: str) -> None:
    assert without_addresses(text).rstrip() == rest
    assert len(without_addresses(text)) == len(text)
