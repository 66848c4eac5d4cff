"""Dictionary name: a process whose name two words make that the disk's number picks.

    serial 1a2b3c4d, list "acct,bios,…"  →  the first word, the second, `.exe`

Emotet until February 2020.  The list of 64 words is third-party data: without the
operator's file nobody has looked.
"""

from __future__ import annotations

from honmono.sweep.scanner._core import (
    NOT_LOOKED,
    Answer,
    Artefacts,
    Finding,
    Knowledge,
)
from honmono.sweep.scanner.checks._answers import NOT_WINDOWS, answer
from honmono.sweep.scanner.machine import is_windows, missing, processes
from honmono.sweep.scanner.serial import serial_of

_ALL_ONES = 0xFFFFFFFF


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Does a process run under the name that this disk's number makes?"""
    if not is_windows(artefacts):
        return NOT_WINDOWS
    if not knowledge.words:
        return Answer(NOT_LOOKED, (), "no-word-list")
    serial = serial_of(artefacts)
    if serial is None:
        return answer((), "no-volume-serial")
    name = name_of(serial, ",".join(knowledge.words))
    found = (
        Finding("Emotet (dictionary-name)", one.image, one.pid, one.name)
        for one in processes(artefacts)
        if one.name == name
    )
    return answer(found, missing(artefacts, "processes"))


def name_of(serial: int, words: str) -> str:
    """The name that Emotet gave itself on a disk with this number."""
    count = len(words)
    first = pick(words, serial % count)
    second = pick(words, (_ALL_ONES - serial // count) % count)
    return (first + second + ".exe").lower()


def pick(words: str, place: int) -> str:
    """The word at a place of the list.

    At a comma it is the word that follows.  Left of the first comma it begins at the
    place itself, in the middle of the first word: the malware did so.
    """
    if words[place] == ",":
        begin = place + 1
    else:
        comma = words.rfind(",", 0, place)
        begin = comma + 1 if comma >= 0 else place
    return words[begin:].partition(",")[0]
