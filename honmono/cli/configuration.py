"""The operator's two files, and in which language to speak: `--org`, `--home`, `--lang`.

    honmono: honmono.toml:4: [organization] に 'authserv_id' という項目はありません。…

A file that cannot be used ends the command with one line, before any work begins.  The
line is in the language that was asked for, else in the one that the file names, however
broken it is otherwise.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Final, NoReturn

from honmono.check.org import Organization
from honmono.cli._core import home_folder, organization_file, stop
from honmono.cli.options import Language
from honmono.config import (
    ConfigError,
    Settings,
    load_organization,
    load_settings,
)
from honmono.text import LANGUAGES, say

_NAMED: Final = re.compile(
    rb"""^[ \t]*language[ \t]*=[ \t]*["'](ja|en)["']""", re.MULTILINE
)


class Configuration:
    """Each file is read when it is asked for, once."""

    def __init__(
        self, org: Path | None, home: Path | None, lang: Language | None
    ) -> None:
        """Find out where they lie."""
        self.home = home_folder(home)
        self.file = organization_file(org, self.home)
        self._must_be_there = org is not None
        self._asked = lang.value if lang else ""

    @cached_property
    def _loaded(self) -> Organization | ConfigError:
        try:
            return load_organization(self.file)
        except ConfigError as error:
            return error

    @property
    def organization(self) -> Organization:
        """Who we are; ends the command where nobody says so."""
        if isinstance(self._loaded, ConfigError):
            self.end_with(self._loaded)
        return self._loaded

    @property
    def organization_if_any(self) -> Organization | None:
        """The same for a command that can do without, if no file was named."""
        needed = self._must_be_there or self.file.exists()
        return self.organization if needed else None

    @cached_property
    def settings(self) -> Settings:
        """What stands in settings.toml."""
        try:
            return load_settings(self.home)
        except ConfigError as error:
            self.end_with(error)

    @property
    def language(self) -> str:
        """The one asked for, else the organization's; Japanese when nobody says."""
        if self._asked:
            return self._asked
        known = self._loaded
        return self._named if isinstance(known, ConfigError) else known.language

    @property
    def _named(self) -> str:
        """What a file says that cannot be used as a whole."""
        try:
            found = _NAMED.search(self.file.read_bytes())
        except OSError:
            return "ja"
        return found[1].decode() if found else "ja"

    def end_with(self, error: ConfigError) -> NoReturn:
        """Tell why; in both languages when there is no file that could name one."""
        nobody_knows = not self._asked and not self.file.exists()
        stop(error.told(*LANGUAGES) if nobody_knows else error.told(self.language))

    def refuse(self, sentence: str, **values: object) -> NoReturn:
        """End with a sentence of the catalogue `usage`: the options make no sense."""
        stop(say("usage", sentence, self.language, **values))
