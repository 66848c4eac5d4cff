"""Odd things that ordinary PCs have, each close to what a check looks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.sweep.machines import NOON, RUN, WEEK

if TYPE_CHECKING:
    from tests.sweep.machines import Builder

OFFICE: Final = "C:\\Program Files\\Microsoft Office\\root\\Office16\\"


def folder_like_a_word(b: Builder) -> None:
    """The folder is named like a file of System32, the program is not."""
    b.run(b.file(f"{b.user().local}\\calc\\mytool.exe"))


def program_like_a_word(b: Builder) -> None:
    b.run(b.file(f"{b.user().local}\\MyTools\\calc.exe"))


def deeper_program_like_a_word(b: Builder) -> None:
    b.run(b.file(f"{b.user().local}\\Programs\\find\\sort.exe"))


def small_program(b: Builder) -> None:
    b.run(b.file(f"{b.user().local}\\printui\\winver.exe", 9_999))


def copy_of_windows(b: Builder) -> None:
    """Somebody carries Windows' own calculator about."""
    size = next(f["size"] for f in b.files if f["path"] == f"{b.system32}\\calc.exe")
    b.run(b.file(f"{b.user().local}\\notepad\\calc.exe", size))


def own_curl(b: Builder) -> None:
    b.run(b.file(f"{b.user().local}\\curl\\curl.exe"), "-s https://example.com")


def not_running(b: Builder) -> None:
    """Names of Windows from another folder run, the file here does not."""
    b.file(f"{b.user().local}\\certcli\\notepad.exe")
    b.run(f"{b.system32}\\notepad.exe")


def old_files(b: Builder) -> None:
    """Nearly a week older than their folder, and running."""
    for off in (-0.31, 0.21, 1.0, -1.0, 3_600.0, -86_400.0):
        folder = f"{b.user().local}\\Vendor{b.letters(3, 6)}{b.chance.randrange(99)}"
        at = b.folder(folder, NOON - b.chance.uniform(0, 1e7))
        b.run(b.file(f"{folder}\\agent.exe", at=at - WEEK - off))


def week_old_text(b: Builder) -> None:
    """Exactly a week older, no program, and open in an editor."""
    folder = f"{b.user().local}\\Notes"
    at = b.folder(folder, NOON)
    path = b.file(f"{folder}\\todo.txt", head="e383", at=at - WEEK)
    b.run(f"{b.system32}\\notepad.exe", path)


def week_old_asleep(b: Builder) -> None:
    """Exactly a week older by chance, and nothing of it runs."""
    folder = f"{b.user().local}\\Backup"
    b.file(f"{folder}\\restore.exe", at=b.folder(folder, NOON) - WEEK)


def own_control_panel(b: Builder) -> None:
    """A folder that a program of this PC uses too, with a library of an ending of its own."""
    user = b.user()
    path = b.file(f"{user.local}\\Wacom\\tablet.cpl")
    line = f'rundll32.exe "{path}",Control'
    b.value(user.hive, RUN, "tablet.cpl", line)
    b.run(f"{b.system32}\\rundll32.exe", line=line)


def library_that_rests(b: Builder) -> None:
    b.file(f"{b.user().local}\\Acmeview\\viewer.ocx")


def short_paths(b: Builder) -> None:
    b.run("C:\\PROGRA~1\\COMMON~1\\App\\app.exe", "-x")


def rundll32(b: Builder, line: str) -> None:
    b.run(f"{b.system32}\\rundll32.exe", line=line.replace("USER", b.user().profile))


RUNDLL32: Final = (
    "rundll32.exe C:\\Windows\\system32\\spool\\DRIVERS\\x64\\3\\EP0SLM00.DLL,StartMonitor",
    '"C:\\Windows\\System32\\rundll32.exe" shell32.dll,Control_RunDLL main.cpl',
    'rundll32.exe "C:\\Windows\\system32\\shell32.dll",OpenAs_RunDLL USER\\Downloads\\見積書.dat',
    'rundll32 "C:\\Program Files\\Windows Photo Viewer\\PhotoViewer.dll", ImageView_Fullscreen USER\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\AB12\\image001.jpg',
    'rundll32.exe "USER\\AppData\\Local\\Temp\\MSI1F3A.tmp",zzzzInvokeManagedCustomActionOutOfProc SfxCA_7340031 2 App.CustomAction',
    'rundll32.exe "C:\\Windows\\Installer\\MSI52.tmp",zzzzInvokeManagedCustomActionOutOfProc SfxCA_1 1 A!B',
    "C:\\Windows\\System32\\rundll32.exe -localserver 22d8c27b-47a1-48d1-ad08-7da7abd79617",
    "C:\\Windows\\System32\\rundll32.exe C:\\Windows\\System32\\inetcpl.cpl,ClearMyTracksByProcess Flags:8388608",
    '"C:\\Windows\\System32\\rundll32.exe" dfshim.dll,ShOpenVerbApplication https://example.com/app.application',
    "rundll32.exe C:\\PROGRA~1\\HP\\HPPRIN~1\\hpmon.dll,RunDLL 1",
    'rundll32.exe "C:\\ProgramData\\Logishrd\\LogiOptions\\lgdlog.dll",Start',
    "rundll32.exe USER\\AppData\\Local\\Temp\\{1F3A-22}\\ISRT.dll,_SetupInit",
    "rundll32.exe cryptext.dll,CryptExtOpenCER USER\\AppData\\Local\\Temp\\a.cer",
    'rundll32.exe "USER\\AppData\\Local\\Programs\\Vendor\\updater.dll",Check',
    "rundll32.exe davclnt.dll,DavSetCookie fs01 http://fs01/share/",
    'rundll32.exe C:\\Windows\\system32\\mshtml.dll,PrintHTML "USER\\AppData\\Local\\Temp\\print.htm"',
)  # fmt: skip

REGSVR32: Final = (
    'regsvr32.exe /s /n /i:user "USER\\AppData\\Local\\Microsoft\\TeamsMeetingAddin\\1.0.22\\x64\\Microsoft.Teams.AddinLoader.dll"',
    'regsvr32.exe /s "USER\\AppData\\Local\\Microsoft\\OneDrive\\22.077\\FileSyncShell64.dll"',
    'regsvr32 /s "C:\\Program Files\\JustSystems\\ATOK\\atoktip.dll"',
    "regsvr32.exe /s USER\\AppData\\Local\\MEGAsync\\ShellExtX64.dll",
    '"C:\\Windows\\SysWOW64\\regsvr32.exe" /s "C:\\Program Files (x86)\\Vendor\\grid.ocx"',
    "C:\\Windows\\system32\\regsvr32.exe /s /u C:\\Windows\\system32\\actxprxy.dll",
    'regsvr32.exe /s "USER\\AppData\\Roaming\\Dropbox\\bin\\DropboxExt64.dll"',
)  # fmt: skip


def regsvr32(b: Builder, line: str) -> None:
    user = b.user()
    b.file(f"{user.local}\\MEGAsync\\ShellExtX64.dll")
    b.file(f"{user.local}\\MEGAsync\\MEGAsync.exe")
    b.run(f"{b.system32}\\regsvr32.exe", line=line.replace("USER", user.profile))


CHILDREN: Final = (
    ("EXCEL.EXE", "cmd.exe", "cmd.exe /c copy C:\\work\\a.csv \\\\fs01\\share\\"),
    ("EXCEL.EXE", "cmd.exe", "cmd /c USER\\AppData\\Local\\Temp\\macro.bat"),
    ("EXCEL.EXE", "wscript.exe", 'wscript.exe "\\\\fs01\\tools\\send.vbs"'),
    ("EXCEL.EXE", "wscript.exe", "wscript.exe USER\\AppData\\Local\\Temp\\print.vbs"),
    ("EXCEL.EXE", "powershell.exe", "powershell -NoProfile -Command Compress-Archive a b"),
    ("MSACCESS.EXE", "mshta.exe", "mshta.exe \\\\fs01\\tools\\menu.hta"),
    ("EXCEL.EXE", "regsvr32.exe", 'regsvr32 /s "C:\\Program Files\\Vendor\\mscomct2.ocx"'),
    ("EXCEL.EXE", "powershell.exe", "powershell -WindowStyle Hidden -File \\\\fs01\\tools\\mail.ps1"),
    ("OUTLOOK.EXE", "rundll32.exe", RUNDLL32[3]),
    ("OUTLOOK.EXE", "rundll32.exe", RUNDLL32[2]),
    ("OUTLOOK.EXE", "cmd.exe", 'cmd /c start "" "C:\\Program Files\\App\\a.exe"'),
    ("WINWORD.EXE", "splwow64.exe", "splwow64.exe 12288"),
    ("EXCEL.EXE", "certutil.exe", "certutil -hashfile C:\\work\\a.zip SHA256"),
    ("ONENOTE.EXE", "ONENOTEM.EXE", "/tsr"),
)  # fmt: skip


def office_child(b: Builder, parent: str, name: str, line: str) -> None:
    above = b.run(OFFICE + parent)
    b.run(
        f"{b.system32}\\{name}",
        parent=above,
        line=line.replace("USER", b.user().profile),
    )


AUTORUNS: Final = (
    "USER\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\netuse.bat",
    "wscript.exe C:\\ProgramData\\Company\\inventory.vbs //B",
    'wscript.exe "USER\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\勤怠.vbs"',
    "powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\\ProgramData\\Company\\check.ps1",
    "powershell.exe -WindowStyle Hidden -ExecutionPolicy Bypass -File C:\\Scripts\\backup.ps1",
    "cmd.exe /c start /min \\\\fs01\\netlogon\\logon.bat",
    "USER\\AppData\\Local\\Temp\\{F3A2-11}\\setup.exe /resume",
    '"C:\\Windows\\system32\\rundll32.exe" /d acproxy.dll,PerformAutochkOperations',
    "%windir%\\system32\\rundll32.exe Windows.Storage.ApplicationData.dll,CleanupTemporaryState",
    '"USER\\AppData\\Local\\Discord\\Update.exe" --processStart Discord.exe',
    "regsvr32.exe /s /n /i:user USER\\AppData\\Local\\Microsoft\\TeamsMeetingAddin\\1.0\\x86\\Microsoft.Teams.AddinLoader.dll",
    "C:\\Users\\Public\\Tools\\agent.exe",
    "%comspec% /c echo done > %temp%\\log.txt",
    "node.exe USER\\AppData\\Roaming\\npm\\server.js",
)  # fmt: skip


def autorun(b: Builder, line: str) -> None:
    user = b.user()
    text = line.replace("USER", user.profile)
    if b.chance.random() < 0.5:
        b.autorun("task", b.letters(5, 9), text)
    else:
        b.value(user.hive, b.chance.choice((RUN, RUN + "Once")), b.letters(5, 9), text)


def unlisted_junction(b: Builder) -> None:
    b.could_not[f"files:{b.user().local}\\Application Data"] = "access denied"


def closed_folder_deep_below(b: Builder) -> None:
    b.could_not[f"files:{b.user().local}\\Packages\\Vendor\\AC\\Temp"] = "access denied"


ODD: Final[tuple[Callable[[Builder], None], ...]] = (
    folder_like_a_word,
    program_like_a_word,
    deeper_program_like_a_word,
    small_program,
    copy_of_windows,
    own_curl,
    not_running,
    old_files,
    week_old_text,
    week_old_asleep,
    own_control_panel,
    library_that_rests,
    short_paths,
    unlisted_junction,
    closed_folder_deep_below,
    *(partial(rundll32, line=line) for line in RUNDLL32),
    *(partial(regsvr32, line=line) for line in REGSVR32),
    *(partial(office_child, parent=p, name=n, line=line) for p, n, line in CHILDREN),
    *(partial(autorun, line=line) for line in AUTORUNS),
)
