"""One TOML file, read with care: what is wrong is told with file, line, key and mend.

authserv_id = ["mx.example.co.jp"]     honmono.toml:4: unknown key 'authserv_id' …;
did you mean 'authserv_ids'?
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

_MISSING: Final = (
    "is not there; make it with `honmono init`, or say where it is: --org PATH"
    " / ファイルがありません。honmono init で作るか、--org で場所を指定してください。"
)
"""In both languages: the file would say which one, and newcomers meet this line first."""

_HEADING: Final = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_ASSIGNMENT: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


class ConfigError(Exception):
    """A configuration file cannot be used.  Nothing has been judged or changed."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Say where and what; `line` 0 when it is about the whole file."""
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}")


def read_text(path: Path) -> str:
    """The text of a configuration file as it stands, a byte order mark included.

    Raises:
        ConfigError: it cannot be read, or is not UTF-8.

    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ConfigError(path, 0, _MISSING) from None
    except OSError as error:
        raise ConfigError(path, 0, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(path, line, "is not UTF-8; save it again as UTF-8") from None


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
            message = re.sub(r" \(at .*\)$", "", str(error))
            raise ConfigError(path, line, f"not valid TOML: {message}") from None

    def refuse(self, table: str, index: int, key: str, message: str) -> None:
        """Raise, naming the line of the key."""
        raise ConfigError(self.path, self.line_of(table, index, key), message)

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
            self.refuse("", 0, name, f"{name} must be a table: [{name}]")
            raise AssertionError  # for the type checker: refuse() always raises
        result: dict[str, Any] = {}
        for key, value in values.items():
            where = f"[{name}]" if name else "the file"
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                all_known = ", ".join(known)
                message = f"unknown key {key!r} in {where}{hint} (known: {all_known})"
                if not name and isinstance(value, dict | list):
                    self.refuse(key, 0, key, message)
                self.refuse(name, index, key, message)
            try:
                result[key] = known[key](value)
            except WrongValueError as error:
                self.refuse(name, index, key, f"{key} in {where} {error}")
        return result

    def entries(
        self, name: str, known: dict[str, Callable[[Any], Any]], *required: str
    ) -> Iterator[dict[str, Any]]:
        """Check every `[[name]]` table in turn."""
        values = self.data.get(name, [])
        if not isinstance(values, list):
            self.refuse("", 0, name, f"{name} must be written as [[{name}]]")
        for index, entry in enumerate(values):
            table = self.table(entry, name, known, index)
            for key in required:
                if not table.get(key):
                    self.refuse(name, index, "", f"[[{name}]] needs {key!r}")
            yield table


class WrongValueError(ValueError):
    """What a value must be.  Becomes a `ConfigError` with the line."""
