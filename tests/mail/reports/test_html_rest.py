"""Reports: the HTML below a line of its text."""

from __future__ import annotations

from honmono.mail.reports.html_rest import html_below


def test_the_source_goes_on_behind_the_letters() -> None:
    html = (
        "<p>a&amp;b</p><p>From: c</p><p>See <a href='https://x.example/'>this</a></p>"
    )

    assert "From" not in html_below(html, "a&b\nFrom: c")
    assert "<a href='https://x.example/'>this</a>" in html_below(html, "a&b\nFrom: c")


def test_hidden_letters_are_passed_over() -> None:
    html = "<p>a<i style='display:none'>zz</i>b</p><p>rest</p>"

    assert html_below(html, "ab").endswith("<p>rest</p>")


def test_letters_that_are_not_there_have_no_rest() -> None:
    assert html_below("<p>abc</p>", "xyz") == ""


def test_signs_of_quotes_are_not_in_the_source() -> None:
    assert html_below("<blockquote>ab</blockquote><p>c</p>", "> ab").endswith(
        "<p>c</p>"
    )
