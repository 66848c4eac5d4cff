"""What people read on the screen, Japanese and English side by side.

Only characters that a Japanese console (code page 932) can show; a test holds them to it.
Nowhere does it say that a PC is safe: it says what looked, and what saw nothing.
"""

from __future__ import annotations

LANGUAGES = ("ja", "en")

WORDS = {
    "title": ("Honmono PC 検査", "Honmono PC check"),
    "begin": (
        "検査をしています。数分かかることがあります。このまま、お待ちください。",
        "Checking. It may take a few minutes. Please leave this window open.",
    ),
    "host": ("PC 名: {name}", "PC: {name}"),
    "when": ("検査日時: {time}", "Time: {time}"),
    "knowledge": ("検査に使った情報の日付: {date}", "Checked against data of: {date}"),
    "no-knowledge": (
        "検査に使う情報のファイル（knowledge.json）がありません。この結果は不十分です。",
        "The file with what to look for (knowledge.json) is missing: this result is weak.",
    ),
    "found": (
        "[!!] 検出しました: {count} 件",
        "[!!] Found: {count}",
    ),
    "nothing": (
        "この検査では、何も見つかりませんでした。",
        "These checks found nothing.",
    ),
    "nothing-more": (
        "（安全を保証するものではありません。ウイルス対策ソフトの検査も必要です。）",
        "(This is no proof of safety. The antivirus scan is needed as well.)",
    ),
    "could-not": (
        "[!] 確認できなかったところがあります。この結果だけでは検査済みになりません。",
        "[!] Some things could not be looked at. This result alone does not count.",
    ),
    "could-not-check": (
        "確認できなかった検査: {names}",
        "Could not check: {names}",
    ),
    "not-looked": ("対象外の検査: {names}", "Not asked here: {names}"),
    "places": ("読めなかった場所（一部）:", "Places that could not be read (some):"),
    "no-rights": (
        "管理者として実行されていません。管理者として、もう一度実行してください。",
        "Not run as administrator. Please run it again as administrator.",
    ),
    "do-found": (
        "すぐに、次のことをしてください。",
        "Do this now:",
    ),
    "do-found-1": (
        "1. LAN ケーブルを抜き、Wi-Fi を切ってください。",
        "1. Unplug the network cable and turn off Wi-Fi.",
    ),
    "do-found-2": (
        "2. 電源は切らないでください。ファイルも消さないでください。",
        "2. Do NOT turn the PC off, and delete nothing.",
    ),
    "do-found-3": (
        "3. 別の電話で担当者に連絡してください: {contact}",
        "3. Call, from another phone: {contact}",
    ),
    "no-contact": ("社内の担当者", "the person in charge"),
    "do-hand": (
        "このファイルを担当者に渡してください（メールでは送らないでください）:",
        "Hand this file to the person in charge (not by mail):",
    ),
    "not-written": (
        "[!] 結果のファイルを書けませんでした: {reason}",
        "[!] The result could not be written: {reason}",
    ),
    "broken": (
        "[!] 検査が途中で止まりました（{reason}）。この PC は検査済みになりません。",
        "[!] The check broke off ({reason}). This PC does not count as checked.",
    ),
    "unsigned": (
        "（配布キットの外で実行したため、結果に署名がありません。）",
        "(Run outside of a kit: the result is not signed.)",
    ),
    "artefacts": (
        "収集だけを行いました。判定はサーバーで行います。",
        "Collected only. The server does the checking.",
    ),
    "key": (
        "終わりました。何かキーを押すと閉じます。",
        "Done. Press any key to close.",
    ),
    "no-folder": (
        "フォルダーがありません: {path}",
        "There is no such folder: {path}",
    ),
    "bad-kit": (
        "キットのファイルを読めません: {path}",
        "The kit file cannot be read: {path}",
    ),
}

CHECKS = {
    "dictionary-name": (
        "単語を組み合わせた名前",
        "two-word names",
    ),
    "registry-name": ("レジストリに隠された名前", "a name hidden in the registry"),
    "borrowed-name": (
        "Windows の名前を借りた実行ファイル",
        "borrowed names",
    ),
    "rundll32-library": (
        "rundll32 で動く不審なライブラリ",
        "libraries run by rundll32",
    ),
    "back-dating": ("日付を 7 日戻したファイル", "files dated back by seven days"),
    "rundll32-anomaly": ("rundll32 の不審な使われ方", "odd uses of rundll32"),
    "regsvr32-anomaly": ("regsvr32 の不審な使われ方", "odd uses of regsvr32"),
    "office-child": ("Office から起動された不審な動作", "programs started by Office"),
    "autoruns": ("自動起動の登録", "programs that start by themselves"),
    "indicators": ("公開された痕跡との照合", "published traces"),
}


def say(key: str, language: str, **values: object) -> str:
    """One sentence."""
    filled = {name: shown(str(value)) for name, value in values.items()}
    return WORDS[key][LANGUAGES.index(language)].format(**filled)


def check_called(name: str, language: str) -> str:
    """A check as people call it; its own name where we have no word."""
    words = CHECKS.get(name)
    return words[LANGUAGES.index(language)] if words else shown(name, 60)


def shown(untrusted_text: str, most: int = 300) -> str:
    """One line that cannot redraw the screen: what a program calls itself is its choice."""
    line = "".join(c if c.isprintable() else "?" for c in untrusted_text[:most])
    return line + "..." if len(untrusted_text) > most else line
