"""Windows is played: our modules do not find what only POSIX has, and still work.

A subprocess takes away the modules and functions below, from our code alone (the
standard library and other packages look after themselves), and then runs the command.
Code that can use such a module where there is one asks for the module itself:

    try:
        import resource
    except ImportError:
        resource = None

Asking for the platform's name would pass here unnoticed, or fail here for nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

MODULES: Final = (
    *("fcntl", "grp", "posix", "pty", "pwd", "resource", "spwd", "syslog"),
    *("termios", "tty", "crypt", "nis", "readline"),
)
NAMES: Final = {
    "os": (
        *("chown", "fchmod", "fchown", "fork", "forkpty", "fpathconf", "getegid"),
        *("geteuid", "getgid", "getgroups", "getloadavg", "getpgid", "getpriority"),
        *("getresuid", "getsid", "getuid", "initgroups", "killpg", "lchown", "lockf"),
        *("major", "mkfifo", "mknod", "nice", "openpty", "pathconf", "pipe2"),
        *("posix_fadvise", "posix_fallocate", "posix_spawn", "pread", "preadv"),
        *("pwrite", "register_at_fork", "sched_getaffinity", "sched_setaffinity"),
        *("sendfile", "setegid", "seteuid", "setgid", "setgroups", "setpgid"),
        *("setpriority", "setsid", "setuid", "statvfs", "sync", "sysconf", "uname"),
        *("wait", "wait3", "wait4", "waitid", "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW"),
        *("O_NONBLOCK", "WNOHANG", "WIFEXITED", "RTLD_NOW"),
    ),
    "signal": (
        *("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1"),
        *("SIGUSR2", "SIGXCPU", "SIGXFSZ", "alarm", "pause", "pthread_kill"),
        *("pthread_sigmask", "setitimer", "sigwait"),
    ),
    "socket": ("AF_UNIX",),
    "time": ("tzset", "clock_gettime", "pthread_getcpuclockid"),
}
PLAY_WINDOWS: Final = f"""
import builtins, types, warnings

MODULES, NAMES, real = {MODULES!r}, {NAMES!r}, builtins.__import__
poorer = dict()

def ours(scope):
    return str((scope or dict()).get("__name__", "")).split(".")[0] == "honmono"

def without(module):
    if module.__name__ not in poorer:
        copy = types.ModuleType(module.__name__, module.__doc__)
        copy.__dict__.update(module.__dict__)
        for name in NAMES[module.__name__]:
            copy.__dict__.pop(name, None)
        poorer[module.__name__] = copy
    return poorer[module.__name__]

def windows_import(name, globals=None, locals=None, fromlist=(), level=0):
    if level or not ours(globals):
        return real(name, globals, locals, fromlist, level)
    if name.partition(".")[0] in MODULES:
        raise ModuleNotFoundError(f"No module named {{name!r}} on Windows", name=name)
    found = real(name, globals, locals, fromlist, level)
    return without(found) if found.__name__ in NAMES else found

builtins.__import__ = windows_import
warnings.filterwarnings("error", category=EncodingWarning, module=r"honmono\\b")
"""
RUN: Final = PLAY_WINDOWS + "import sys\nfrom honmono.cli import main\nsys.exit(main())"

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "hoshimine"


def python(
    code: str, *arguments: str, **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run code in a new interpreter that warns where an encoding is left to chance."""
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-c", code, *arguments],
        capture_output=True,
        env={**os.environ, **environ},
        check=False,
    )


@pytest.mark.parametrize("form", ["text", "jsonl", "csv"])
def test_a_check_needs_nothing_of_posix(form: str) -> None:
    org, mail = EXAMPLE / "honmono.toml", EXAMPLE / "mail"

    ran = python(RUN, "check", "--org", str(org), "--format", form, str(mail))

    assert ran.returncode == 0, ran.stderr.decode(errors="replace")
    assert b"forged" in ran.stdout


def test_an_addition_needs_nothing_of_posix(tmp_path: Path) -> None:
    org = tmp_path / "honmono.toml"
    org.write_bytes((EXAMPLE / "honmono.toml").read_bytes())
    words = ("org", "add", "list", "lists.reiji.example", "--yes", "--org", str(org))

    ran = python(RUN, *words, "--mail", str(EXAMPLE / "mail" / "apple-mail"))

    assert ran.returncode == 0, ran.stderr.decode(errors="replace")
    assert "lists.reiji.example" in org.read_text("utf-8")


def test_an_incident_needs_nothing_of_posix(tmp_path: Path) -> None:
    case = ("--case", str(tmp_path / "x.json"), "--lang", "en")
    for words in (
        ("new", "--name", "Reiji Office"),
        ("add", "events", "--kind", "phone_calls"),
        ("check",),
    ):
        ran = python(RUN, "case", *words, *case, HONMONO_HOME=str(tmp_path))

        assert ran.returncode == 0, ran.stderr.decode(errors="replace")


def test_a_set_up_needs_nothing_of_posix(tmp_path: Path) -> None:
    org, mail = tmp_path / "honmono.toml", str(EXAMPLE / "mail" / "inbox")
    words = (
        "init",
        "--yes",
        "--people",
        str(EXAMPLE / "people.csv"),
        "--org",
        str(org),
    )

    made = python(RUN, *words, "--archive", mail)
    checked = python(RUN, "org", "check", "--org", str(org), mail)
    healed = python(RUN, "doctor", "--org", str(org), "--home", str(tmp_path))

    assert made.returncode == 0, made.stderr.decode(errors="replace")
    assert checked.returncode == 0, checked.stderr.decode(errors="replace")
    assert healed.returncode == 0, healed.stderr.decode(errors="replace")


def test_a_console_without_kanji_stops_nothing() -> None:
    org, mail = EXAMPLE / "honmono.toml", EXAMPLE / "mail"

    ran = python(
        RUN, "check", "--org", str(org), str(mail), PYTHONIOENCODING="cp1252:strict"
    )

    assert ran.returncode == 0, ran.stderr.decode(errors="replace")


@pytest.mark.parametrize(
    "line",
    [
        "import fcntl",
        "import resource, json",
        "from pwd import getpwuid",
        "import os; os.fork()",
        "import os.path; os.getuid()",
        "from os import geteuid",
        "import signal; signal.SIGALRM",
        "from socket import AF_UNIX",
    ],
)
def test_the_play_notices(line: str) -> None:
    ran = python(f"{PLAY_WINDOWS}\nexec({line!r}, {{'__name__': 'honmono.cli.check'}})")

    assert ran.returncode == 1
    assert b"Error: " in ran.stderr


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("import fcntl, os; os.getuid()", "rich.console"),
        ("import os; os.getpid(); os.path.join('a', 'b')", "honmono.cli.check"),
        ("from os import environ, path", "honmono.cli.check"),
        ("import subprocess, tempfile, multiprocessing.pool", "honmono.engine"),
        ("import signal; signal.SIGINT", "honmono.cli.check"),
        ("try:\n import resource\nexcept ImportError:\n resource = None", "honmono.a"),
    ],
    ids=lambda value: value if value.isidentifier() else None,
)
def test_the_play_lets_the_rest_through(line: str, who: str) -> None:
    ran = python(f"{PLAY_WINDOWS}\nexec({line!r}, {{'__name__': {who!r}}})")

    assert ran.returncode == 0, ran.stderr.decode()


def test_the_play_notices_an_encoding_left_to_chance(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    scope = {"__name__": "honmono.cli.check", "__file__": "honmono/cli/check.py"}

    ran = python(f'{PLAY_WINDOWS}\nexec("open({str(file)!r})", {scope!r})')

    assert b"EncodingWarning" in ran.stderr
