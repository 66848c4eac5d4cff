"""What is handed to one office: the scanner, how to run it, and how to hand results back.

    run-as-administrator.cmd   what a clerk starts
    honmono-scan.pyz           the scanner, for any Python from 3.9 on
    collect.ps1                for PCs without Python: the server does the checking
    kit.json, knowledge.json   whose kit it is, and what is looked for
    instructions-ja.html …     for the clerk, with pictures
    administrator-ja.html …    GPO, Intune, EmoCheck, Defender

The same facts give the same bytes.  `kit.json` holds the token: the ZIP is for the office
alone.
"""

from __future__ import annotations

from honmono.sweep.kit.archive import build
from honmono.sweep.kit.facts import KitFacts, emocheck_version, key_of
from honmono.sweep.scanner._core import Knowledge

__all__ = ["KitFacts", "Knowledge", "build", "emocheck_version", "key_of"]
