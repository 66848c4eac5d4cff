"""One TOML file, read with care: what is wrong is told with file, line, key and mend.

authserv_id = ["mx.example.co.jp"]     honmono.toml:4: unknown key 'authserv_id' …;
did you mean 'authserv_ids'?
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from honmono.text import say_at_length

_HEADING: Final = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_ASSIGNMENT: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


_LONGEST: Final = 300
"""Characters of what a sentence shows: a list of all keys that are known, for one."""


class ConfigError(Exception):
    """A configuration file cannot be used.  Nothing has been judged or changed."""

    def __init__(
        self, path: Path, line: int, sentence: str, /, **values: object
    ) -> None:
        """Say where, and name the sentence of the catalogue `config`.

        `line` is 0 when it is about the whole file.
        """
        self.line = line
        self._where = f"{path}:{line}" if line else f"{path}"
        self._sentence, self._values = sentence, values
        super().__init__(self.told("en"))

    @property
    def key(self) -> str:
        """Name of the key that it is about, so that a form can say it at its field."""
        return str(self._values.get("key", ""))

    def told(self, *languages: str) -> str:
        """Say it in a language; in several where nobody knows which one is read."""
        return f"{self._where}: {' / '.join(map(self.without_place, languages))}"

    def without_place(self, language: str) -> str:
        """What is wrong, where the reader sees the place."""
        return say_at_length("config", self._sentence, language, _LONGEST, self._values)


def read_text(path: Path) -> str:
    """The text of a configuration file as it stands, a byte order mark included.

    Raises:
        ConfigError: it cannot be read, or is not UTF-8.

    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ConfigError(path, 0, "missing") from None
    except OSError as error:
        raise ConfigError(path, 0, "unreadable", why=error.strerror) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(path, line, "not-utf-8") from None


class TomlFile:
    """One TOML file, and where its keys stand."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text.removeprefix("\ufeff")
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            # "… (at line 3, column 7)" is how tomllib says where.
            found = re.search(r"\(at line (\d+), column \d+\)", str(error))
            line = int(found[1]) if found else self.text.count("\n") + 1
            why = re.sub(r" \(at .*\)$", "", str(error))
            raise ConfigError(path, line, "not-toml", why=why) from None

    def refused(
        self, place: tuple[str, int, str], sentence: str, /, **values: object
    ) -> ConfigError:
        """Make the error that names the line of a place: (table, index, key)."""
        return ConfigError(self.path, self.line_of(*place), sentence, **values)

    def line_of(self, table: str, index: int, key: str) -> int:
        """Line of a key in the table's `index`-th occurrence; else of the table."""
        here, seen, heading = "", -1, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            if match := _HEADING.match(line):
                here = match[1]
                seen += here == table
                heading = number if here == table and seen == index else heading
            elif here == table and (not table or seen == index):
                match = _ASSIGNMENT.match(line)
                if match and match[1] == key:
                    return number
        return heading

    def table(
        self,
        values: object,
        name: str,
        known: dict[str, Callable[[Any], Any]],
        index: int = 0,
    ) -> dict[str, Any]:
        """Check every key and value of one table."""
        if not isinstance(values, dict):
            raise self.refused(("", 0, name), "no-table", name=name)
        result: dict[str, Any] = {}
        for key, value in values.items():
            place = f"[{name}]" if name else self.path.name
            if key not in known:
                is_table = not name and isinstance(value, dict | list)
                where = (key, 0, key) if is_table else (name, index, key)
                raise self._unknown(where, place, known)
            try:
                result[key] = known[key](value)
            except WrongValueError as error:
                raise self.refused(
                    (name, index, key),
                    error.sentence,
                    key=key,
                    place=place,
                    **error.values,
                ) from None
        return result

    def _unknown(
        self, where: tuple[str, int, str], place: str, known: Iterable[str]
    ) -> ConfigError:
        """Name the key that is nearest to one that nobody knows."""
        key = where[2]
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        values = {"key": key, "place": place, "known": ", ".join(known)}
        if near:
            return self.refused(where, "unknown-key-near", near=near[0], **values)
        return self.refused(where, "unknown-key", **values)

    def entries(
        self, name: str, known: dict[str, Callable[[Any], Any]], *required: str
    ) -> Iterator[dict[str, Any]]:
        """Check every `[[name]]` table in turn."""
        values = self.data.get(name, [])
        if not isinstance(values, list):
            raise self.refused(("", 0, name), "no-tables", name=name)
        for index, entry in enumerate(values):
            table = self.table(entry, name, known, index)
            for key in required:
                if not table.get(key):
                    raise self.refused(
                        (name, index, ""), "needs-key", name=name, key=key
                    )
            yield table


class WrongValueError(ValueError):
    """What a value must be.  Becomes a `ConfigError` with the line."""

    def __init__(self, sentence: str, **values: object) -> None:
        """Name the sentence, and what it is about besides key and place."""
        super().__init__(sentence)
        self.sentence, self.values = sentence, values
