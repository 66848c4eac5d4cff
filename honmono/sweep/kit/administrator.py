"""The page for whoever looks after the PCs: roll-out, EmoCheck, Defender."""

from __future__ import annotations

from functools import partial
from typing import Final

from honmono.sweep.kit.clerk import words_of
from honmono.sweep.kit.facts import KitFacts
from honmono.sweep.kit.pages import Page, Part

_RUN: Final = r"""WindowsPowerShell\v1.0\powershell.exe
  -NoProfile -ExecutionPolicy Bypass
  -File FOLDER\collect.ps1 -Out \\SERVER\results$"""

_GPO: Final = r"%SystemRoot%\System32" + "\\" + _RUN.replace("FOLDER", r"\\SERVER\kit$")
_INTUNE: Final = r"%SystemRoot%\sysnative" + "\\" + _RUN.replace("FOLDER", ".")

_EMOCHECK: Final = r"""mkdir C:\emocheck
emocheck_v{version}_x64.exe /quiet /output C:\emocheck"""

_DEFENDER: Final = r"""Update-MpSignature; Start-MpScan -ScanType FullScan

.\collect.ps1 -Out C:\results -DefenderOnly

# or, without the kit:
[ordered]@{ form = 'honmono-defender-1'; computer = $env:COMPUTERNAME
  exported_at = (Get-Date).ToUniversalTime().ToString('o')
  status = Get-MpComputerStatus | Select-Object * -ExcludeProperty Cim*
  detections = @(Get-MpThreatDetection | Select-Object * -ExcludeProperty Cim*)
  threats = @(Get-MpThreat | Select-Object * -ExcludeProperty Cim*) } |
  ConvertTo-Json -Depth 4 |
  Out-File -Encoding utf8 "${env:COMPUTERNAME}_defender.json"
"""


def administrator_page(kit: KitFacts, language: str) -> Page:
    """The whole page in one language."""
    one = partial(words_of, kit, language=language)

    def several(stem: str, *names: str) -> tuple[str, ...]:
        return tuple(one(f"{stem}-{name}") for name in names)

    return Page(
        title=one("admin-title"),
        lead=(one("admin-lead"), one("admin-two"), one("clerk-contact")),
        parts=(
            Part(
                one("admin-what"),
                points=several(
                    "admin-what", "python", "tested", "reads", "users", "exit"
                ),
            ),
            Part(
                one("admin-gpo"), points=several("admin-gpo", "1", "2", "3"), code=_GPO
            ),
            Part(
                one("admin-intune"),
                points=several("admin-intune", "1", "2"),
                code=_INTUNE,
            ),
            _emocheck(kit, language),
            Part(
                one("admin-defender"),
                several("admin-defender", "full", "export"),
                code=_DEFENDER.strip(),
            ),
            Part(one("admin-other"), (one("admin-other-how"),)),
            Part(
                one("admin-back"),
                (one("admin-back-files"),),
                points=several("step-hand", *_ways(kit)),
            ),
        ),
    )


def _ways(kit: KitFacts) -> tuple[str, ...]:
    return ("upload", "usb", "no-mail") if kit.upload else ("usb", "no-mail")


def _emocheck(kit: KitFacts, language: str) -> Part:
    one = partial(words_of, kit, language=language)
    if not kit.emocheck:
        return Part(one("admin-emocheck"), (one("admin-emocheck-none"),))
    points = ("version", "where", "how", "name")
    return Part(
        one("admin-emocheck"),
        points=tuple(one(f"admin-emocheck-{point}") for point in points),
        code=_EMOCHECK.format(version=kit.emocheck),
    )
