"""Reports: the sender as the head of a forward shows him."""

from __future__ import annotations

import pytest

from honmono.mail.reports.shown_sender import read


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("山田 太郎 <xk3@mail.example.net>", "山田 太郎", "xk3@mail.example.net"),
        ('"Yamada, Taro" <xk3@mail.example.net>', "Yamada, Taro", "xk3@mail.example.net"),
        ("Taro [mailto:xk3@mail.example.net]", "Taro", "xk3@mail.example.net"),
        ("Taro (xk3@mail.example.net)", "Taro", "xk3@mail.example.net"),
        ("xk3@mail.example.net", "", "xk3@mail.example.net"),
        ("<xk3@mail.example.net>", "", "xk3@mail.example.net"),
        ("a@example.co.jp <xk3@mail.example.net>", "a@example.co.jp", "xk3@mail.example.net"),
        ("T <a@example.co.jp> <x@b.example>", "T <a@example.co.jp>", "x@b.example"),
        ("T <x@b.example<mailto:x@b.example>>", "T", "x@b.example"),
        ("山田 ＜xk3＠mail．example．net＞", "山田", "xk3@mail.example.net"),
        ("T <xk3@mail. example.net>", "T", "xk3@mail.example.net"),
        ("Taro Yamada", "Taro Yamada", ""),
        ("Taro a@example.co.jp", "Taro a@example.co.jp", ""),
        ("Taro <xk3@mail.exam", "Taro", ""),
        ("Taro <xk3@mail.example.ne…", "Taro", ""),
        ("Taro Yamada/Tokyo/Example@EXAMPLE", "Taro Yamada", ""),
        ("Taro Yamada@EXAMPLE", "Taro Yamada", ""),
        ("Taro <t@b.example>@EXAMPLE", "Taro", "t@b.example"),
        ('"T" <t@b.example>@X [mailto:IMCEANOTES-+22T+22@x.example]', "T", "t@b.example"),
        ("Taro Yamada <taro@OFFICE>", "Taro Yamada", ""),
        ("Bank S/A <x@b.example>", "Bank S/A", "x@b.example"),
        ("a@l.example [mailto:a@l.example] On Behalf Of Taro", "Taro", ""),
        ("a@l.example <a@l.example> の代理 太郎 <t@b.example>", "太郎", "t@b.example"),
        ("a@l.example de la part de Taro <t@b.example>", "Taro", "t@b.example"),
        ("xk3@mail.example.net (Taro Yamada)", "Taro Yamada", "xk3@mail.example.net"),
        ("xk3@mail.example.net (a@example.co.jp)", "a@example.co.jp", "xk3@mail.example.net"),
        ("*Taro Yamada* <t@b.example>", "Taro Yamada", "t@b.example"),
        ("'Taro Yamada' <t@b.example>", "Taro Yamada", "t@b.example"),
        ("'Taro' via Sales <s@b.example>", "'Taro' via Sales", "s@b.example"),
        ("Taro <xk3 at mail.example.net>", "Taro", ""),
        ("Taro [mailto:xk3 at mail.example.net]", "Taro", ""),
        ("Taro <xk3@ma... <mailto:xk3@ma...>>", "Taro", ""),
        ("", "", ""),
        ("<<<<@@@@>>>>", "<<<<@@@@>>>>", ""),
    ],
)  # fmt: skip
def test_name_and_address(text: str, name: str, address: str) -> None:
    assert read(text)[:2] == (name, address)


def test_the_domain_is_what_ownership_is_asked_of() -> None:
    assert read("T <x@例え.example>").domain == "xn--r8jz45g.example"
