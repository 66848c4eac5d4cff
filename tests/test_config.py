"""honmono.toml and settings.toml: errors name the line and the nearest known key."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.config import (
    ConfigError,
    load_organization,
    load_settings,
    save_organization,
)

GOOD = """\
[organization]
names = ["例示株式会社"]
domains = ["Example.co.jp", "例え.jp"]
authserv_ids = ["MX.example.co.jp."]
networks = ["192.0.2.0/24", "2001:db8::/32"]

[[people]]
name = "田中 花子"
addresses = ["tanaka@example.co.jp"]

[[lists]]
domains = ["lists.example.co.jp"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "honmono.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("key", ["watch", "indicators", "words"])
def test_a_path_of_the_sweep_must_not_depend_on_where_the_desk_was_started(
    tmp_path: Path, key: str
) -> None:
    (tmp_path / "settings.toml").write_text(f'[sweep]\n{key} = "own/file.csv"\n')
    with pytest.raises(ConfigError):
        load_settings(tmp_path)
    (tmp_path / "settings.toml").write_text(f'[sweep]\n{key} = "/srv/file.csv"\n')
    assert getattr(load_settings(tmp_path), key) == "/srv/file.csv"


def test_a_good_file_becomes_an_organization(tmp_path: Path) -> None:
    org = load_organization(write(tmp_path, GOOD))

    assert org.domains == ("example.co.jp", "xn--r8jz45g.jp")
    assert org.authserv_ids == ("mx.example.co.jp",)
    assert org.owns("a.example.co.jp")
    assert not org.owns("lists.example.co.jp")
    assert not org.owns("notexample.co.jp")
    assert org.person_at("Tanaka@example.co.jp") is org.people[0]


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    assert load_organization(write(tmp_path, "\ufeff" + GOOD)).names


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("authserv_ids", "authserv_id"), 4, ["authserv_id'", "authserv_ids"]),
        (GOOD.replace("[[people]]", "[[peple]]"), 7, ["peple", "people"]),
        (GOOD.replace('name = "田中 花子"', 'nam = "田中 花子"'), 8, ["nam'", "name"]),
        (GOOD.replace('"192.0.2.0/24"', '"192.0.2.0/99"'), 5, ["192.0.2.0/99"]),
        (GOOD.replace('["Example.co.jp"', '["info@example.co.jp"'), 3, ["domain"]),
        (GOOD.replace('names = ["例示株式会社"]', "names = []"), 2, ["names"]),
        (GOOD.replace('names = ["例示株式会社"]', 'names = "x"'), 2, ["list of strings"]),
        (GOOD.replace('["tanaka@example.co.jp"]', '["tanaka"]'), 9, ["tanaka"]),
        (GOOD.replace('domains = ["lists', 'domain = ["lists'), 12, ["domains"]),
        (GOOD + "[organization]\n", 13, ["TOML"]),
        ("x = \n", 1, ["TOML"]),
        ("", 0, ["[organization]"]),
        ("people = 3\n" + GOOD.split("[[people]]")[0], 1, ["[[people]]"]),
    ],
    ids=[
        "unknown key", "unknown table", "second table", "network", "domain", "empty",
        "type", "address", "list", "table twice", "toml", "no organization", "no table",
    ],
)  # fmt: skip
def test_an_error_names_line_and_mend(
    tmp_path: Path, text: str, line: int, words: list[str]
) -> None:
    path = write(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        load_organization(path)

    where = f"{path}:{line}: " if line else f"{path}: "
    assert str(caught.value).startswith(where)
    assert all(word in str(caught.value) for word in words)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"honmono\.toml: is not there; make it with `honmono init`"
    ):
        load_organization(tmp_path / "honmono.toml")


def test_a_shift_jis_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "honmono.toml"
    path.write_bytes(GOOD.encode("cp932", "replace"))

    with pytest.raises(ConfigError, match=r":2: is not UTF-8"):
        load_organization(path)


def test_without_settings_every_default_holds(tmp_path: Path) -> None:
    assert load_settings(tmp_path).prior == 0.5


@pytest.mark.parametrize("value", ["0", "1", "true", '"x"', "2"])
def test_a_prior_must_be_a_probability(tmp_path: Path, value: str) -> None:
    (tmp_path / "settings.toml").write_text(f"[verdict]\nprior = {value}\n")

    with pytest.raises(ConfigError, match=r"settings\.toml:2: "):
        load_settings(tmp_path)


MORE = GOOD + '\n[[services]]\nname = "B"\ndomains = ["b.example"]\n'


def test_a_saved_file_replaces_the_old_one_which_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    path.chmod(0o640)
    mode = path.stat().st_mode

    backup = save_organization(path, GOOD, MORE)

    assert load_organization(path).services[0].name == "B"
    assert path.stat().st_mode == mode
    assert backup.read_text("utf-8") == GOOD
    assert sorted(tmp_path.iterdir()) == [path, backup]


def test_bytes_are_saved_as_they_are(tmp_path: Path) -> None:
    windows = "\ufeff" + GOOD.replace("\n", "\r\n")
    path = tmp_path / "honmono.toml"
    path.write_bytes(windows.encode())

    save_organization(path, windows, windows + "\r\n")

    assert path.read_bytes() == (windows + "\r\n").encode()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (GOOD, GOOD.replace("names", "nams"), "did you mean 'names'"),
        (GOOD + "\n# theirs", MORE, "changed by somebody else"),
    ],
    ids=["no organization", "changed in between"],
)
def test_what_must_not_be_saved_changes_nothing(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = write(tmp_path, GOOD)

    with pytest.raises(ConfigError, match=words):
        save_organization(path, old, new)

    assert path.read_text("utf-8") == GOOD
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, GOOD)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(ConfigError, match="cannot be written: No space left"):
        save_organization(path, GOOD, MORE)

    assert path.read_text("utf-8") == GOOD
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = write(tmp_path / "real", GOOD)
    link = tmp_path / "honmono.toml"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no links here")

    save_organization(link, GOOD, MORE)

    assert link.is_symlink()
    assert target.read_text("utf-8") == MORE


def test_settings_of_mailboxes(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        '[imap]\ntoken_command = ["oama", "access", "{user}"]\ntoken_hosts = ["Imap.X.jp"]\n',
        "utf-8",
    )
    tokens = load_settings(tmp_path).tokens

    assert tokens.command == ("oama", "access", "{user}")
    assert tokens.hosts_in_use == ("imap.x.jp",)


def test_without_settings_no_server_gets_a_token(tmp_path: Path) -> None:
    assert load_settings(tmp_path).tokens.hosts_in_use == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('token_command = "oama access"', "list of strings"),
        ('token_command = [""]', "names a program"),
        ('token_hosts = ["https://x.jp"]', "no server's name"),
        ('token_comand = ["x"]', "token_command"),
        ('password = "hunter2"', "unknown key"),
    ],
)
def test_wrong_settings_of_mailboxes(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "settings.toml").write_text(f"[imap]\n{line}\n", "utf-8")

    with pytest.raises(ConfigError, match=words) as caught:
        load_settings(tmp_path)
    assert ":2: " in str(caught.value)
    assert "hunter2" not in str(caught.value)
