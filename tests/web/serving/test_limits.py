"""The limits of the server and those of the forms behind it fit together."""

from __future__ import annotations

from honmono.web.evidence import exchange, forms
from honmono.web.mails import services
from honmono.web.serving import pages


def test_what_a_form_takes_comes_through_the_server() -> None:
    largest = max(exchange.MAX_ZIP, forms.MAX_FILE, services.LARGEST)

    assert largest < pages.MOST_BODY


def test_a_piece_of_an_upload_needs_no_place_on_the_disk() -> None:
    assert services.PIECE < pages.IN_MEMORY < services.PIECE * 2
