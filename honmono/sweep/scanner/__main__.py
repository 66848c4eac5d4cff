"""Look at this PC, and write down what was seen.

    python honmono-scan.pyz [--out DIR] [--kit FILE] [--json] [--lang ja|en]

Exit: 0 looked everywhere and saw nothing, 1 found something, 3 could not look everywhere,
2 used wrongly.  One report is written; nothing else is changed, and nothing is sent.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from honmono.sweep.scanner import VERSION, files, report, summary, terminal
from honmono.sweep.scanner._core import Artefacts
from honmono.sweep.scanner.gather import gather
from honmono.sweep.scanner.words import LANGUAGES, say

Gather = Callable[[datetime], Artefacts]


def run(arguments: Sequence[str] | None = None) -> int:
    """The door: Python's own exit code for an error is 1, and would mean that we found."""
    try:
        return main(arguments)
    except KeyboardInterrupt:
        return summary.INCOMPLETE
    except Exception as error:  # noqa: BLE001
        with contextlib.suppress(OSError):
            for language in LANGUAGES:
                reason = type(error).__name__
                print(say("broken", language, reason=reason), file=sys.stderr)
        return summary.INCOMPLETE


def main(arguments: Sequence[str] | None = None, gathered: Gather = gather) -> int:
    """Run it, and return the exit code."""
    terminal.prepare()
    options = _options(arguments)
    languages = (options.lang,) if options.lang else _languages()
    try:
        kit = files.kit_from(options.kit)
    except (OSError, ValueError):
        return _wrong("bad-kit", languages, options.kit or files.KIT)
    folder = options.out or files.place()
    if not folder.is_dir():
        return _wrong("no-folder", languages, folder)
    if not options.json:
        _print(say("begin", language) for language in languages)
    code = _look(options, kit, folder, languages, gathered)
    if not options.json and terminal.was_opened_for_us():
        _print(say("key", language) for language in languages)
        terminal.wait_for_key()
    return code


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("honmono-scan", description="Look at this PC.")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the report goes")
    parser.add_argument(
        "--kit", type=Path, metavar="FILE", help="kit.json of the office"
    )
    parser.add_argument("--json", action="store_true", help="print the report itself")
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="of the summary; default both"
    )
    parser.add_argument(
        "--artefacts-only", action="store_true", help="gather, and check nothing"
    )
    parser.add_argument("--version", action="version", version=VERSION)
    return parser.parse_args(arguments)


def _look(
    options: argparse.Namespace,
    kit: dict[str, Any],
    folder: Path,
    languages: tuple[str, ...],
    gathered: Gather,
) -> int:
    # Late, so that whoever asks for --help or uses it wrongly waits for nothing.
    from honmono.sweep.scanner.artefacts import artefacts_as_json
    from honmono.sweep.scanner.looking import look

    started = datetime.now().astimezone()
    seen = gathered(started)
    if options.artefacts_only:
        text = artefacts_as_json(seen)
        path = _written(text.encode("utf-8"), folder, seen, "artefacts", languages)
        _tell(options, text, [[say("artefacts", one)] for one in languages], path)
        whole = path is not None and not seen.could_not
        return summary.LOOKED if whole else summary.INCOMPLETE
    knowledge = files.knowledge_from()
    value = report.report_of(
        seen,
        look(seen, knowledge),
        knowledge,
        kit,
        started=started.isoformat(timespec="seconds"),
        ended=datetime.now().astimezone().isoformat(timespec="seconds"),
    )
    value = report.signed(value, str(kit.get("token", "")))
    data = report.written(value)
    path = _written(data, folder, seen, "honmono", languages)
    contact = str(kit.get("contact", ""))
    shown = [list(summary.told(value, one, contact)) for one in languages]
    if not kit:
        for lines, one in zip(shown, languages):
            lines.append(say("unsigned", one))
    _tell(options, data.decode("ascii"), shown, path)
    code = summary.exit_code(value)
    return max(code, summary.INCOMPLETE) if path is None and code != 1 else code


def _written(
    data: bytes, folder: Path, seen: Artefacts, ending: str, languages: Sequence[str]
) -> Path | None:
    host, now = str(seen.host.get("name", "")), datetime.now().astimezone()
    try:
        return files.write(data, folder, host, now, ending)
    except OSError as error:
        reason = error.strerror or error
        for language in languages:
            print(say("not-written", language, reason=reason), file=sys.stderr)
        return None


def _tell(
    options: argparse.Namespace, text: str, shown: list[list[str]], path: Path | None
) -> None:
    if options.json:
        print(text.rstrip("\n"))
        return
    languages = (options.lang,) if options.lang else _languages()
    for lines, language in zip(shown, languages):
        print()
        _print(lines)
        if path is not None:
            print(say("do-hand", language))
            print(f"  {path}")


def _print(lines: Any) -> None:
    for line in lines:
        print(line)


def _languages() -> tuple[str, ...]:
    return terminal.languages(getattr(sys.stdout, "encoding", None))


def _wrong(key: str, languages: Sequence[str], path: object) -> int:
    for language in languages:
        print(say(key, language, path=path), file=sys.stderr)
    return summary.USAGE


if __name__ == "__main__":
    sys.exit(run())
