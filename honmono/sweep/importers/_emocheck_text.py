"""EmoCheck's text, from its file or pasted from a console, in three languages.

    [EmoCheck v2.0]
    Scan time: 2022-05-18 11:02:33
    ____________________________________________________

    [Result]
    Emotet was not detected.

Clean is only what has its head, its version and that sentence, once, and nothing beside
it that is bad news, resembles it or contradicts.  Mails and prompts may stand around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from honmono.sweep.importers import _emocheck_words as words
from honmono.sweep.importers._emocheck_made import VERSION, Hit, Told, is_time, named
from honmono.sweep.scan import Outcome

HEAD: Final = re.compile(rf"\[\s*EmoCheck\s+v\.?\s*({VERSION})\s*\]", re.IGNORECASE)
_BANNER: Final = re.compile(r"Emotet detection tool", re.IGNORECASE)
_BANNER_VERSION: Final = re.compile(
    rf"(?:version|バージョン)\s*:\s*v?({VERSION})", re.IGNORECASE
)
_HOST: Final = re.compile(
    r"(?:host ?name|computer ?name|ホスト名|コンピューター?名|nom d'h[oô]te)"
    r"\s*:\s*(\S{1,63})",
    re.IGNORECASE,
)
_PROMPT: Final = re.compile(r"(?:PS )?[A-Za-z]:\\[^>]*>|[$#] ")
_NOISE: Final = re.compile(
    r"release date\s*:.*|url\s*:.*"
    r"|(?:please )?press (?:any|enter).*|続行するには.*|appuyez .*"
    r"|.*(?:check the report|report (?:file )?is|ファイルに.*出力).*",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"^(?:[ \t]{0,3}[>＞|] ?)+")
_MOST_OTHER: Final = 400
"""Lines of one file that are none of EmoCheck's; with more of them it is no report."""


@dataclass(slots=True)
class _Part:
    """One report of a file, as its lines are read."""

    version: str = ""
    is_console: bool = False
    times: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    results: int = 0
    clean: list[bool] = field(default_factory=list)
    """For each sentence that nothing was found: is it the console's?"""

    is_hit: bool = False
    is_doubtful: bool = False
    """Something resembles bad news."""

    hits: list[Hit] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    could_not: list[str] = field(default_factory=list)
    other: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    wraps: bool = False
    """The line before was a path that may go on."""


def reports_of(lines: list[str]) -> list[Told]:
    """Every report of a file; what stands around the first belongs to it."""
    lines = [_QUOTED.sub("", line) for line in lines]
    parts, budget = [_Part()], _MOST_OTHER
    for number, line in enumerate(lines, 1):
        if _begins(line, parts[-1]):
            parts.append(_Part())
        part = parts[-1]
        part.lines.append(line)
        budget -= _read(part, line, number, is_scarce=budget <= 0)
    is_doubtful = any(part.is_doubtful and not part.is_hit for part in parts)
    return [_told(part, is_doubtful=is_doubtful) for part in parts]


def _begins(line: str, part: _Part) -> bool:
    """Does another report begin here: with its head, or the command that wrote it?"""
    plain = words.plain(line)
    is_head = HEAD.fullmatch(plain) or _BANNER.search(plain)
    is_command = _PROMPT.match(plain) and "emocheck" in plain.casefold()
    return bool(is_head or is_command) and _says_anything(part)


def _says_anything(part: _Part) -> bool:
    return bool(
        part.version
        or part.is_console
        or part.is_hit
        or part.clean
        or part.times
        or part.results
    )


def _read(part: _Part, line: str, number: int, *, is_scarce: bool) -> int:
    """Take one line; 1 when it is none of EmoCheck's."""
    plain = words.plain(line)
    if not plain or not plain.strip("_-= "):
        return 0
    if _known(part, line, plain):
        return 0
    if part.wraps and not _PROMPT.match(plain):
        part.wraps = False
        part.hits[-1].path = _joined(part.hits[-1].path, line.strip())
        return 0
    part.wraps = False
    if words.resembles_warning(plain):
        part.could_not.append(plain)
        return 0
    host, stamp = named(plain)
    if stamp:
        part.hosts += [host] if host else []
        part.stamps.append(stamp)
    told = _HOST.fullmatch(plain)
    if told:
        part.hosts.append(told[1])
        return 0
    if stamp or _NOISE.fullmatch(plain):
        return 0
    part.other[f"line {number}"] = line.strip()
    is_prompt = _PROMPT.match(plain) and "emocheck" in plain.casefold()
    part.is_doubtful |= is_scarce or (not is_prompt and words.resembles_hit(line))
    return 1


def _known(part: _Part, line: str, plain: str) -> bool:
    """Is it one of EmoCheck's own lines?"""
    head, version = HEAD.fullmatch(plain), _BANNER_VERSION.fullmatch(plain)
    if head:
        part.version = head[1]
        return True
    if _BANNER.search(plain):
        part.is_console = True
        return True
    if version and part.is_console and part.version in ("", version[1]):
        part.version = version[1]
        return True
    if (time := words.time_of(line)) is not None:
        part.languages.add(time[0])
        part.times.append(time[1])
        return True
    if (language := words.result_of(line)) is not None:
        part.languages.add(language)
        part.results += 1
        return True
    if (clean := words.clean_of(line)) is not None:
        part.languages.add(clean[0])
        part.clean.append(clean[1])
        return True
    return _bad(part, line)


def _bad(part: _Part, line: str) -> bool:
    """One of the lines that only a report with hits has."""
    found = words.field_of(line)
    if found is not None:
        _, name, value = found
        if not part.hits or getattr(part.hits[-1], name) or name == "name":
            part.hits.append(Hit())
        setattr(part.hits[-1], name, _ungrouped(value) if name == "pid" else value)
        part.is_hit = True
        part.wraps = name == "path" and not _ends(value)
        return True
    if words.is_end(line) or words.tells_hit(line):
        part.is_hit = True
        part.wraps = False
        return True
    return False


def _ungrouped(number: str) -> str:
    """`10,508` → 10508."""
    return re.sub(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3})", "", number)


def _ends(path: str) -> bool:
    return bool(re.search(r"\.\w{3}$", path))


def _joined(path: str, rest: str) -> str:
    return path + ("" if not path or path.endswith("\\") else " ") + rest


def _told(part: _Part, *, is_doubtful: bool) -> Told:
    """Damaged bad news anywhere in a file leaves no good news in it."""
    outcome = _outcome(part)
    if outcome is Outcome.CLEAN and is_doubtful:
        outcome = Outcome.UNKNOWN
    told = Told(
        outcome=outcome,
        version=part.version,
        time=next((t for t in [*part.times, *part.stamps] if is_time(t)), ""),
        hosts=part.hosts,
        hits=part.hits,
        could_not=part.could_not,
        unknown=part.other,
    )
    if told.outcome is Outcome.FOUND and part.clean:
        told.defects.append("emocheck-contradicts")
    if told.outcome is not Outcome.UNKNOWN and not _is_whole(part):
        told.defects.append("emocheck-lines-missing")
    return told


def _outcome(part: _Part) -> Outcome:
    text = "\n".join(part.lines)
    if part.is_hit or words.tells_hit(text):
        return Outcome.FOUND
    is_one = len(set(part.times)) <= 1 and part.results <= 1 and len(part.clean) == 1
    agrees = len(part.languages) == 1
    if part.version and is_one and agrees:
        return Outcome.CLEAN
    return Outcome.UNKNOWN


def _is_whole(part: _Part) -> bool:
    """Has it every line that its form has?  A console's form has no time."""
    if part.is_console:
        return True
    if part.results or part.times:
        return part.results == 1 and any(is_time(time) for time in part.times)
    return all(part.clean)
