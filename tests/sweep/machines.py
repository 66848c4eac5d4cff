"""PCs as artefacts, built by chance from a seed: ordinary ones, with what offices have.

    clean(7)            one PC: the same today and tomorrow
    Builder(7)          the same, to put something on it before `.artefacts()`

What is on them are names and sizes alone; there is no program anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Final

from honmono.sweep.scanner._core import Artefacts, Knowledge

NOON: Final = 1_652_839_200.0
"""2022-05-18 11:00 in Tokyo, in seconds since 1970."""

WEEK: Final = 604_800.0

SYSTEM32: Final = (
    *("notepad.exe", "calc.exe", "curl.exe", "tar.exe", "winver.exe", "cmd.exe"),
    *("perfmon.exe", "regsvr32.exe", "rundll32.exe", "wscript.exe", "msiexec.exe"),
    *("certutil.exe", "Dism.exe", "WerFault.exe", "svchost.exe", "taskhostw.exe"),
    *("printui.exe", "sort.exe", "find.exe", "sc.exe", "where.exe", "KBDFR.DLL"),
    *("certcli.dll", "setupapi.dll", "mfc42.dll", "msvcp60.dll", "dxtmsft.dll"),
    *("cmdial32.dll", "KBDJPN.DLL", "imm32.dll", "ieframe.dll", "shell32.dll"),
    *("wbemcomn.dll", "netapi32.dll", "ias.dll", "Update.dll", "winhttp.dll"),
    *("api-ms-win-core-file-l1-1-0.dll", "mfcsubs.dll", "atl100.dll", "main.cpl"),
)
FAMILY: Final = ("tanaka", "sato", "suzuki", "takahashi", "山田", "ito", "k.watanabe")
GIVEN: Final = ("", ".HOSHIMINE", "-pc", "01", "")

RUN: Final = "Software\\Microsoft\\Windows\\CurrentVersion\\Run"
EXPLORER: Final = "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer"

APPS: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    # folder below %LOCALAPPDATA%, exe, arguments, value of Run, its command
    ("slack", "slack.exe", "--startup", "com.squirrel.slack.slack", "slack.exe --startup"),
    ("slack", "Update.exe", "--processStart slack.exe", "", ""),
    ("Discord", "Update.exe", "--processStart Discord.exe", "Discord", "Update.exe --processStart Discord.exe"),
    ("Microsoft\\Teams", "Update.exe", "", "com.squirrel.Teams.Teams", 'Update.exe --processStart "Teams.exe" --process-start-args "--system-initiated"'),
    ("Microsoft\\Teams\\current", "Teams.exe", "--type=renderer", "", ""),
    ("Microsoft\\OneDrive", "OneDrive.exe", "/background", "OneDrive", "OneDrive.exe /background"),
    ("Microsoft\\WindowsApps", "ms-teams.exe", "", "", ""),
    ("Google\\Chrome\\Application", "chrome.exe", "--type=gpu-process", "GoogleChromeAutoLaunch_AB12", "chrome.exe --no-startup-window"),
    ("Google\\Update", "GoogleUpdate.exe", "/c", "Google Update", "GoogleUpdate.exe /c"),
    ("LINE\\bin", "LineLauncher.exe", "", "LINE", "LineLauncher.exe"),
    ("Programs\\Microsoft VS Code", "Code.exe", "--unity-launch", "", ""),
    ("Programs\\Python\\Python311", "pythonw.exe", "C:\\work\\bot.pyw", "", ""),
    ("MEGAsync", "MEGAsync.exe", "", "MEGAsync", "MEGAsync.exe"),
    ("GitHubDesktop", "GitHubDesktop.exe", "", "", ""),
    ("WebEx", "ciscowebexstart.exe", "/daemon", "CiscoMeetingDaemon", "ciscowebexstart.exe /daemon"),
    ("SquirrelTemp", "Update.exe", "--update https://example.com", "", ""),
    ("Kingsoft\\WPS Office", "wpscloudsvr.exe", "", "", ""),
    ("Temp\\7zS4A2B", "setup.exe", "/passive", "", ""),
    ("Box\\Box Edit", "Box Edit.exe", "", "Box Edit", "Box Edit.exe"),
)  # fmt: skip

WORDS: Final = tuple(
    random.Random(64).sample(  # noqa: S311  always the same
        [a + b for a in ("ab", "kire", "so", "tomo", "haru", "na", "yuki", "mi")
         for b in ("da", "ri", "kon", "mura", "te", "shi", "ba", "gawa")],
        64,
    )
)  # fmt: skip
"""A list of our own: the malware's is third-party data."""

EICAR: Final = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f"

KNOWLEDGE: Final = Knowledge(
    made="2022-05-18",
    words=WORDS,
    indicators=(
        {"kind": "sha256", "value": EICAR, "called": "EICAR test file", "from": "", "to": "", "source": "eicar.org"},
        {"kind": "name", "value": "wn1.ocx", "called": "Emotet dropper", "from": "2022-04-01", "to": "2022-06-30", "source": "test"},
    ),
)  # fmt: skip


class User:
    """One user of a PC."""

    def __init__(self, number: int, name: str) -> None:
        self.sid = f"S-1-5-21-1004336348-1177238915-682003330-{1001 + number}"
        self.name = name
        self.profile = f"C:\\Users\\{name}"
        self.local = f"{self.profile}\\AppData\\Local"
        self.roaming = f"{self.profile}\\AppData\\Roaming"
        self.hive = f"HKU\\{self.sid}"


class Builder:
    """One PC in the making."""

    def __init__(self, seed: int, *, odd: bool = True) -> None:
        self.chance = random.Random(seed)  # noqa: S311  always the same
        self.x64 = self.chance.random() < 0.8
        self.server = self.chance.random() < 0.1
        count = self.chance.choice((1, 1, 1, 2, 3, 6))
        names = self.chance.sample(FAMILY, count)
        self.users = [
            User(n, f"{x}{self.chance.choice(GIVEN)}") for n, x in enumerate(names)
        ]
        self.serial = self.chance.choice((self.chance.randrange(1, 2**32), 0x0A2B3C4D))
        self.system32 = "C:\\Windows\\System32"
        self.wow = "C:\\Windows\\SysWOW64" if self.x64 else ""
        self.x86 = self.wow or self.system32
        self.processes: list[dict[str, Any]] = []
        self.registry: list[dict[str, Any]] = []
        self.services: list[dict[str, Any]] = []
        self.files: list[dict[str, Any]] = []
        self.autoruns: list[dict[str, Any]] = []
        self.could_not: dict[str, str] = {}
        self._folders: set[str] = set()
        self._windows()
        for user in self.users:
            self._user(user)
        if odd:
            from tests.sweep.odd import ODD

            for trait in self.chance.sample(ODD, self.chance.randrange(3, 9)):
                trait(self)

    def letters(self, low: int, high: int) -> str:
        """A made-up name of letters, as malware makes them."""
        size = self.chance.randint(low, high)
        return "".join(
            self.chance.choice("bcdfghjkmnpqrtvwxzaeiou") for _ in range(size)
        )

    def user(self) -> User:
        """Any of them."""
        return self.chance.choice(self.users)

    def other(self) -> User:
        """The last of them: somebody else, where there are several."""
        return self.users[-1]

    def folder(self, path: str, at: float | None = None) -> float:
        """List a folder once, with its time."""
        mtime = NOON - self.chance.uniform(0, 4e7) if at is None else at
        if path.lower() not in self._folders:
            self._folders.add(path.lower())
            self.files.append(
                {
                    "path": path,
                    "size": 0,
                    "mtime": mtime,
                    "head": "",
                    "sha256": "",
                    "is_folder": True,
                }
            )
        return mtime

    def file(
        self,
        path: str,
        size: int = 0,
        *,
        head: str = "4d5a",
        at: float | None = None,
        sha256: str = "",
    ) -> str:
        """List a file, and its folder before it."""
        self.folder(path.rpartition("\\")[0])
        self.files.append(
            {
                "path": path,
                "size": size or self.chance.randrange(20_000, 90_000_000),
                "mtime": NOON - self.chance.uniform(0, 4e7) if at is None else at,
                "head": head,
                "sha256": sha256 or f"{self.chance.getrandbits(256):064x}",
                "is_folder": False,
            }
        )
        return path

    def run(
        self,
        image: str,
        arguments: str = "",
        *,
        name: str = "",
        parent: str = "",
        line: str | None = None,
    ) -> str:
        """Let a program run; its number comes back."""
        pid = str(4 * self.chance.randrange(100, 40_000))
        self.processes.append(
            {
                "name": name or image.replace("/", "\\").rpartition("\\")[2],
                "pid": pid,
                "ppid": parent or "1000",
                "image_path": image,
                "command_line": f'"{image}" {arguments}'.strip()
                if line is None
                else line,
                "user": self.user().name,
            }
        )
        return pid

    def value(
        self, hive: str, key: str, name: str, data: str, type_: str = "REG_SZ"
    ) -> None:
        """Write a value of the registry."""
        self.registry.append(
            {"hive": hive, "key": key, "name": name, "type": type_, "data": data}
        )

    def service(self, name: str, line: str) -> None:
        """Install a service."""
        self.services.append(
            {
                "name": name,
                "display_name": name,
                "command_line": line,
                "state": "running",
            }
        )

    def autorun(self, where: str, name: str, line: str) -> None:
        """Let something start by itself."""
        self.autoruns.append(
            {"where": where, "name": name, "command_line": line, "user": ""}
        )

    def artefacts(self) -> Artefacts:
        """What a collector would have written."""
        for part in (
            self.processes,
            self.registry,
            self.services,
            self.files,
            self.autoruns,
        ):
            self.chance.shuffle(part)
        return Artefacts(
            self.host(),
            self.processes,
            self.registry,
            self.services,
            self.files,
            self.autoruns,
            self.could_not,
        )

    def host(self) -> dict[str, Any]:
        """Who it is."""
        programs = ["C:\\Program Files", "C:\\Program Files (x86)"][
            : 2 if self.x64 else 1
        ]
        return {
            "name": "TKY-PC014",
            "os": "windows",
            "os_version": self.chance.choice(("10.0.19045", "10.0.22631", "6.1.7601")),
            "volume_serial": f"{self.serial:x}",
            "user": "TKY\\" + self.users[0].name,
            "elevated": True,
            "collected_at": "2022-05-18T11:02:33+09:00",
            "collector": "test",
            "ids": [],
            "folders": {
                "system32": self.system32,
                "syswow64": self.wow or None,
                "program_files": programs,
                "local_appdata": {user.sid: user.local for user in self.users},
                "appdata": {user.sid: user.roaming for user in self.users},
            },
        }

    def _windows(self) -> None:
        for name in SYSTEM32:
            self.file(f"{self.system32}\\{name}")
            if self.wow and self.chance.random() < 0.8:
                self.file(f"{self.wow}\\{name}")
        for sub in (
            "wbem\\WmiPrvSE.exe",
            "Dism\\DismHost.exe",
            "migwiz\\migwiz.exe",
            "oobe\\setup.exe",
            "Com\\comrepl.exe",
        ):
            self.file(f"{self.x86}\\{sub}")
        for name in (
            "System",
            "Registry",
            "Memory Compression",
            "csrss.exe",
            "smss.exe",
            "MsMpEng.exe",
        ):
            self.processes.append(
                {
                    "name": name,
                    "pid": str(self.chance.randrange(4, 900)),
                    "ppid": "0",
                    "image_path": "",
                    "command_line": "",
                    "user": "",
                }
            )
        for arguments in ("-k netsvcs -p", "-k LocalService", "-k NetworkService"):
            self.run(
                f"{self.system32}\\svchost.exe",
                arguments,
                line=f"C:\\WINDOWS\\system32\\svchost.exe {arguments}",
            )
        self.run("C:\\Windows\\explorer.exe", line="C:\\WINDOWS\\Explorer.EXE")
        self.run(
            f"{self.system32}\\wbem\\WmiPrvSE.exe",
            line="C:\\WINDOWS\\system32\\wbem\\wmiprvse.exe",
        )
        for name in ("Dhcp", "Spooler", "wuauserv", "BITS", "ClickToRunSvc"):
            self.service(name, f"C:\\Windows\\System32\\{name.lower()}.exe -k netsvcs")
        for number in range(60 if self.server else 3):
            self.service(
                f"svc{number}",
                f'"C:\\Program Files\\Vendor{number}\\agent.exe" --service',
            )
        for vendor in (
            "Microsoft Office",
            "Adobe",
            "JustSystems",
            "Wacom",
            "Common Files",
            "Trend Micro",
        ):
            self.folder(f"C:\\Program Files\\{vendor}")
        self.value(
            "HKLM",
            RUN,
            "SecurityHealth",
            "%windir%\\system32\\SecurityHealthSystray.exe",
            "REG_EXPAND_SZ",
        )
        self.value(
            "HKLM", EXPLORER, "GlobalAssocChangedCounter", "2a000000", "REG_DWORD"
        )
        self.autorun(
            "task",
            "OneDrive Standalone Update Task",
            "%localappdata%\\Microsoft\\OneDrive\\OneDriveStandaloneUpdater.exe",
        )
        self.autorun(
            "task",
            "GoogleUpdateTaskMachineUA",
            "C:\\Program Files (x86)\\Google\\Update\\GoogleUpdate.exe /ua /installsource scheduler",
        )

    def _user(self, user: User) -> None:
        for name in (
            "Microsoft",
            "Temp",
            "Packages",
            "CrashDumps",
            "Comms",
            "ConnectedDevicesPlatform",
        ):
            self.folder(f"{user.local}\\{name}")
        for name in ("Microsoft", "Adobe", "Zoom"):
            self.folder(f"{user.roaming}\\{name}")
        self.value(user.hive, EXPLORER, "ShellState", "240000003828", "REG_BINARY")
        for app in self.chance.sample(
            APPS,
            self.chance.randrange(0, 2) if self.server else self.chance.randrange(2, 9),
        ):
            self._app(user, *app)
        if self.chance.random() < 0.5:
            zoom = f"{user.roaming}\\Zoom\\bin\\Zoom.exe"
            self.run(zoom, "--background=true")
            self.value(user.hive, RUN, "Zoom", f'"{zoom}" --background=true')

    def _app(
        self, user: User, folder: str, exe: str, arguments: str, value: str, line: str
    ) -> None:
        path = self.file(f"{user.local}\\{folder}\\{exe}")
        for library in ("ffmpeg.dll", "libEGL.dll", "resources.pak", "uninst.exe")[
            : self.chance.randrange(1, 5)
        ]:
            self.file(
                f"{user.local}\\{folder}\\{library}",
                head="4d5a" if library[-3:] != "pak" else "0400",
            )
        if self.chance.random() < 0.8:
            self.run(path, arguments)
        if value:
            rest = line.partition(" ")[2]
            self.value(user.hive, RUN, value, f'"{path}" {rest}'.strip())


def clean(seed: int) -> Artefacts:
    """An ordinary PC, odd things on it, no malware."""
    if seed % 25 == 24:
        return other_system(seed)
    return Builder(seed).artefacts()


def other_system(seed: int) -> Artefacts:
    """A Mac, or Linux."""
    mac = seed % 2 == 0
    lines: Sequence[str] = (
        "/usr/bin/ssh-agent", "/Applications/Zoom.app/Contents/MacOS/zoom.us", "/usr/lib/systemd/systemd-journald",
        "/bin/sh /usr/local/bin/backup.sh >/tmp.log", "/home/tanaka/.local/bin/syncthing serve",
    )  # fmt: skip
    return Artefacts(
        {"name": "mac01" if mac else "lin01", "os": "macos" if mac else "linux", "elevated": True, "collected_at": "2022-05-18T11:02:33+09:00"},
        processes=[{"name": "launchd" if mac else "systemd", "pid": 1, "ppid": 0, "image_path": "/sbin/launchd", "command_line": "/sbin/launchd", "user": "root"}],
        files=[{"path": "/Users/tanaka/Downloads/a.dmg", "size": 1, "mtime": NOON, "head": "7801", "sha256": f"{seed:064x}", "is_folder": False}],
        autoruns=[{"where": "LaunchAgents" if mac else "cron", "name": str(n), "command_line": line, "user": "tanaka"} for n, line in enumerate(lines)],
    )  # fmt: skip
