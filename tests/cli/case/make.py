"""`honmono case` as a user types it, in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.command import Done, run_here


@dataclass(frozen=True)
class Desk:
    """Where somebody works on the incident `x.json`."""

    folder: Path

    def run(self, *words: str, stdin: bytes = b"", lang: str = "en") -> Done:
        """Run `honmono case WORDS`."""
        env = {"HONMONO_HOME": str(self.folder / "home"), "LOGNAME": "sato"}
        if words[0] != "schema":
            words = (*words, "--lang", lang)
        return run_here(self.folder, ["case", *words], env, stdin)

    def at(self, *words: str, stdin: bytes = b"", lang: str = "en") -> Done:
        """The same with `--case x.json`."""
        return self.run(*words, "--case", "x.json", stdin=stdin, lang=lang)

    def right(self, *words: str, **more: Any) -> str:
        """What it prints, when all is well."""
        done = self.at(*words, **more)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def wrong(self, *words: str, **more: Any) -> list[str]:
        """What it complains of, when nothing was written."""
        before = (self.folder / "x.json").read_bytes()
        done = self.at(*words, **more)
        assert done.returncode == 2
        assert (self.folder / "x.json").read_bytes() == before
        return done.stderr.decode().splitlines()

    def data(self) -> dict[str, Any]:
        """The incident file."""
        found: dict[str, Any] = json.loads((self.folder / "x.json").read_bytes())
        return found

    def put(self, **parts: Any) -> None:
        """Write parts by hand."""
        text = json.dumps(self.data() | parts, ensure_ascii=False)
        (self.folder / "x.json").write_text(text, "utf-8")


def opened(folder: Path) -> Desk:
    """A desk with an incident."""
    desk = Desk(folder)
    desk.right("new", "--name", "例示事務所")
    return desk
