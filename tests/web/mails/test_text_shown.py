"""The text of a mail on its page: long quotes folded, nothing of them lost."""

from __future__ import annotations

from honmono.web.mails.text_shown import FOLDED, links, people, stretches


def test_a_long_quote_is_folded_and_no_line_of_it_is_lost() -> None:
    quote = "\n".join(f"> {n}" for n in range(FOLDED + 1))

    [own, quoted] = stretches({"text": [["own", "\nhello\n"], ["quoted", quote]]})

    assert (own["text"], own["rest"]) == ("hello", "")
    assert f"{quoted['text']}\n{quoted['rest']}" == quote
    assert quoted["lines"] == len(quoted["rest"].split("\n"))


def test_what_the_sender_wrote_is_never_folded() -> None:
    text = "\n".join("word" for _ in range(10 * FOLDED))

    assert stretches({"text": [["own", text]]})[0]["text"] == text


def test_the_same_link_stands_there_once_and_another_target_apart() -> None:
    view = {"links": [["here", "a"], ["here", "a"], ["here", "b"]]}

    assert links(view) == [("here", "a", 2), ("here", "b", 1)]


def test_a_name_that_is_the_address_is_not_said_twice() -> None:
    listed = [["A@example.net", "a@example.net"], ["A", "a@example.net"]]

    assert people(listed) == [("", "a@example.net"), ("A", "a@example.net")]
