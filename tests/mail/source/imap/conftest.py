"""One Dovecot for the tests of this folder; each test uses folders of its own in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mail.source.imap.dovecot import Dovecot


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server
