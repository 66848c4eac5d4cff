r"""A command line, taken apart: which program runs, and which file it is given.

"C:\Windows\System32\rundll32.exe" C:\Users\t\AppData\Local\Abcd\efgh.ijk,RunDLL
program rundll32.exe, module c:\users\t\appdata\local\abcd\efgh.ijk, export rundll
"""

from __future__ import annotations

import base64
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
    export = words[0].strip('",') if words else ""
    if base(folded(path)) in ("shell32.dll", "shell32") and export.startswith(
        "control_"
    ):
        given = folded((words[1:] or [""])[0].partition(",")[0], variables)
        if "\\" in given:  # a control panel's own file is what runs
            return Module(given, export)
    return Module(folded(path, variables), export)


def _of_regsvr32(rest: str, variables: Mapping[str, str] | None) -> str:
    text = re.sub(
        r"(?:\A|(?<=\s))[-/][a-z](?::(?:\"[^\"]*\"|\S*))?(?=\s|\Z)", " ", rest
    )
    quoted = re.search(r'"([^"]{1,4096})"', text)
    return folded(quoted.group(1) if quoted else text.strip(), variables)


_WRITABLE = re.compile(
    r"[a-z]:\\users\\[^\\]+\\|[a-z]:\\(?:programdata|perflogs|temp|tmp|recovery)\\"
    r"|[a-z]:\\\$recycle\.bin\\|c:\\windows\\(?:temp|tasks|tracing|debug)\\"
    r"|c:\\documents and settings\\[^\\]+\\"
)


def is_writable(path: str) -> bool:
    """Is it a place where a user without rights may write?"""
    return bool(_WRITABLE.match(path)) or path.startswith("..\\")


_ENCODED = re.compile(r"\s[-\\](?:e|ec|en|enc|enco[a-z]{0,10})\s+[a-z0-9+\\=]{60,}")
_FETCH = re.compile(
    r"downloadstring|downloadfile|downloaddata|net\.webclient|invoke-webrequest"
    r"|\biwr\b|\bcurl\b|start-bitstransfer|xmlhttp|frombase64string"
)
_RUN = re.compile(
    r"\biex\b|invoke-expression|start-process|regsvr32|rundll32|\bstart\b"
)
_BASE64 = re.compile(
    r"\s[-/](?:e|ec|en|enc|enco[a-z]{0,10})\s+([a-z0-9+/=]{60,})", re.IGNORECASE
)
_UNPACKS = re.compile(
    r"\biex\b|invoke-expression|virtualalloc|reflection\.assembly|\[convert\]::|gzipstream"
)
_INLINE = re.compile(r"(?:javascript|vbscript):")
_STARTS = re.compile(
    r"\.run\b|\.exec\b|shellexecute|https?:|getobject"
    r"|execute|\beval\b|runhtmlapplication|\.regread"
)
_WEB = re.compile(r"https?:\\")


def runs_inline(line: str) -> bool:
    """A script inside of the command itself that starts something.

    `mshta vbscript:close(CreateObject("WScript.Shell").Popup(…))` shows a message: macros
    of offices do so.
    """
    script = _INLINE.search(line)  # the first: from each on would take too long
    return script is not None and _STARTS.search(line, script.end()) is not None


def is_powershell(line: str) -> bool:
    """Does PowerShell run somewhere in it?"""
    return "powershell" in line or re.search(r"\bpwsh\b", line) is not None


def fetches_and_runs(line: str) -> bool:
    """PowerShell that fetches something and runs it."""
    if not is_powershell(line):
        return False
    fetched = _FETCH.search(line) is not None
    return fetched and (_RUN.search(line) is not None) and bool(_WEB.search(line))


def has_encoded(line: str) -> bool:
    """Is PowerShell given its commands so that nobody can read them?"""
    return is_powershell(line) and _ENCODED.search(line) is not None


def decoded(text: object) -> str:
    """What PowerShell is given as base64, lower case; empty where nobody can read it."""
    found = _BASE64.search(str(text or "")[:_LINE])
    if found is None:
        return ""
    data = found.group(1)
    try:
        return base64.b64decode(data[: len(data) // 4 * 4]).decode("utf-16-le").lower()
    except ValueError:
        return ""


def is_harmful(text: str) -> bool:
    """Does a text of PowerShell fetch something, or unpack what it then runs?"""
    return _FETCH.search(text) is not None or _UNPACKS.search(text) is not None


def pieces(text: object, variables: Mapping[str, str] | None = None) -> list[str]:
    """The commands of one line of cmd, each for itself."""
    inner = unwrapped(text, variables)
    if inner == str(text or "").strip():
        return [inner]
    parts = [part.strip() for part in re.split(r"[&|]+", inner)]
    return [unwrapped(part, variables) for part in parts if part]


def calls_the_web(line: str) -> bool:
    """Does it name an address of the web?"""
    return _WEB.search(line) is not None
