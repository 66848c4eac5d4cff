"""Which texts share runs of characters with a quote, whatever became of its line ends.

    > 【金型】図面に      →  every run of 8 characters: 【金型】図面に
    > ついて、49065番         金型】図面につ …, looked up in all texts

Characters, not words: Japanese has no spaces.  Kept small by nothing at all; the index of a
large archive keeps chosen runs only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final
from zlib import crc32

import numpy as np

LENGTH: Final = 8
"""Characters in a run: three Japanese words or one English one."""


def runs_of(text: str) -> list[int]:
    """Each run once, as a number; quote marks, blanks, width and case are left out."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(folded.replace(">", " ").split())
    runs = {plain[at : at + LENGTH] for at in range(len(plain) - LENGTH + 1)}
    return sorted(crc32(run.encode("utf-8", "replace")) for run in runs)


class Runs:
    """An index of texts by their runs."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take all texts apart; a text is known by its place."""
        found = [runs_of(text) for text in texts]
        runs = np.array([run for each in found for run in each], dtype=np.int64)
        owners = np.repeat(np.arange(len(found)), [len(each) for each in found])
        order = np.argsort(runs, kind="stable")
        self._runs, self._owners, self._texts = runs[order], owners[order], len(texts)

    def shares(self, quote: str) -> tuple[Mapping[int, float], int]:
        """Which part of a quote's runs stand in each text, and how many runs it has."""
        wanted = np.array(runs_of(quote), dtype=np.int64)
        if not wanted.size:
            return {}, 0
        begin = np.searchsorted(self._runs, wanted, "left")
        end = np.searchsorted(self._runs, wanted, "right")
        owners = [self._owners[a:b] for a, b in zip(begin, end, strict=True)]
        counts = np.bincount(np.concatenate(owners), minlength=self._texts)
        return {int(n): counts[n] / wanted.size for n in np.nonzero(counts)[0]}, len(
            wanted
        )
