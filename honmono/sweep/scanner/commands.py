r"""A command line, taken apart: which program runs, and which file it is given.

"C:\Windows\System32\rundll32.exe" C:\Users\t\AppData\Local\Abcd\efgh.ijk,RunDLL
program rundll32.exe, module c:\users\t\appdata\local\abcd\efgh.ijk, export rundll
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from honmono.sweep.scanner.paths import LONGEST, base, expanded, folded, program

SCRIPT_HOSTS = frozenset(
    {"wscript.exe", "cscript.exe", "mshta.exe", "powershell.exe", "pwsh.exe"}
)
MODULE_HOSTS = frozenset({"rundll32.exe", "regsvr32.exe"})

_HOSTS = SCRIPT_HOSTS | MODULE_HOSTS | {"cmd.exe", "certutil.exe", "bitsadmin.exe"}

_LINE = 8_192
"""Characters of a command line that are read; cmd.exe allows so many."""

_EXTENSION = re.compile(r"\.(?:exe|com|scr|pif|bat|cmd|lnk)(?=[\s,]|\Z)")
_PLACE = re.compile(r"[a-z]:[\\/]|[\\/%]|system32\\")
_WRAPPER = re.compile(
    r"\A\"?(?:[^\"]*\\)?cmd(?:\.exe)?\"?\s+(?:/[a-z:]+\s+)*?/[ckr]\s*"
    r"|\Astart\s+(?:\"[^\"]*\"\s+)?(?:/\w+\s+)*",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"\\{2,}")
_BLANKS = re.compile(r"\s+")


class Command(NamedTuple):
    """What a command line says, folded."""

    line: str
    """Lower case, quotes gone, blanks single, variables filled in."""

    path: str
    """Of the program, as far as it is written."""

    program: str
    rest: str
    """What follows the program, quotes kept."""


def folded_line(text: object, variables: Mapping[str, str] | None = None) -> str:
    """A command line in the form in which paths are looked for."""
    line = str(text or "")[:_LINE].lower().replace('"', "").replace("/", "\\")
    line = expanded(line, variables)
    line = line.replace("\\\\?\\", "").replace("\\??\\", "")
    return _BLANKS.sub(" ", _SLASHES.sub(r"\\", line)).strip()


def command(text: object, variables: Mapping[str, str] | None = None) -> Command:
    """Take a command line apart."""
    raw = expanded(str(text or "")[:_LINE].lower().strip(), variables)
    head, rest = _split(raw)
    path = folded(head, variables)
    return Command(
        folded_line(text, variables), path, program(base(path)), rest.strip()
    )


def _split(raw: str) -> list[str]:
    if raw.startswith('"'):
        head, _, rest = raw[1:].partition('"')
        return [head, rest]
    head, _, rest = raw.partition(" ")
    if program(base(folded(head))) in _HOSTS or not _PLACE.match(raw):
        return [head, rest]
    found = _EXTENSION.search(raw)
    if found:  # C:\Program Files\A\b.exe /x  without quotes
        return [raw[: found.end()], raw[found.end() :]]
    return [head, rest]


def unwrapped(text: object, variables: Mapping[str, str] | None = None) -> str:
    """What `cmd /c start "" …` lets run; the text itself where nothing is around it."""
    line = expanded(str(text or "")[:_LINE].strip(), variables)
    for _ in range(3):
        inner = _WRAPPER.sub("", line, count=1)
        if inner == line:
            break
        line = inner.strip()
        if line.count('"') % 2 and line.startswith('"'):
            line = line[1:]
    return line


class Module(NamedTuple):
    """What rundll32 or regsvr32 loads."""

    path: str
    """Folded; without a folder where none is written."""

    export: str


def loaded(one: Command, variables: Mapping[str, str] | None = None) -> Module:
    """The file that rundll32 or regsvr32 is given; empty where none is seen."""
    if one.program == "rundll32.exe":
        return _of_rundll32(one.rest, variables)
    if one.program == "regsvr32.exe":
        return Module(_of_regsvr32(one.rest, variables), "")
    return Module("", "")


def _of_rundll32(rest: str, variables: Mapping[str, str] | None) -> Module:
    text = re.sub(r"\A(?:[-/](?:sta|localserver)\s+)+", "", rest[:LONGEST])
    if text.startswith('"'):
        path, _, after = text[1:].partition('"')
        if "," in path:
            path, _, after = path.partition(",")
    elif "," in text:
        path, _, after = text.partition(",")
    else:
        path, _, after = text.partition(" ")
    words = after.strip(' ,"').split(None, 1)
    return Module(folded(path, variables), words[0].strip('",') if words else "")


def _of_regsvr32(rest: str, variables: Mapping[str, str] | None) -> str:
    text = re.sub(
        r"(?:\A|(?<=\s))[-/][a-z](?::(?:\"[^\"]*\"|\S*))?(?=\s|\Z)", " ", rest
    )
    quoted = re.search(r'"([^"]{1,4096})"', text)
    return folded(quoted.group(1) if quoted else text.strip(), variables)


_WRITABLE = re.compile(
    r"c:\\users\\[^\\]+\\|[a-z]:\\(?:programdata|perflogs|temp|tmp|recovery)\\"
    r"|[a-z]:\\\$recycle\.bin\\|c:\\windows\\(?:temp|tasks|tracing|debug)\\"
    r"|c:\\documents and settings\\[^\\]+\\"
)


def is_writable(path: str) -> bool:
    """Is it a place where a user without rights may write?"""
    return bool(_WRITABLE.match(path)) or path.startswith("..\\")


_HIDDEN = re.compile(r"\s[-\\]w(?:i|in|ind[a-z]{0,8})?\s+(?:hid|1\b)")
_ENCODED = re.compile(r"\s[-\\](?:e|ec|en|enc|enco[a-z]{0,10})\s+[a-z0-9+\\=]{60,}")
_FETCH = re.compile(
    r"downloadstring|downloadfile|downloaddata|net\.webclient|invoke-webrequest"
    r"|\biwr\b|\bcurl\b|start-bitstransfer|xmlhttp|frombase64string"
)
_RUN = re.compile(
    r"\biex\b|invoke-expression|start-process|regsvr32|rundll32|\bstart\b"
)
_WEB = re.compile(r"https?:\\")


def is_powershell(line: str) -> bool:
    """Does PowerShell run somewhere in it?"""
    return "powershell" in line or re.search(r"\bpwsh\b", line) is not None


def fetches_and_runs(line: str) -> bool:
    """PowerShell that is encoded and hidden, or fetches something and runs it."""
    if not is_powershell(line):
        return False
    if _ENCODED.search(line) and _HIDDEN.search(line):
        return True
    fetched = _FETCH.search(line) is not None
    return fetched and (_RUN.search(line) is not None) and bool(_WEB.search(line))


def has_encoded(line: str) -> bool:
    """Is PowerShell given its commands so that nobody can read them?"""
    return is_powershell(line) and _ENCODED.search(line) is not None


def calls_the_web(line: str) -> bool:
    """Does it name an address of the web?"""
    return _WEB.search(line) is not None
