"""In which language a command speaks: the one asked for, else the organization's."""

from __future__ import annotations

from pathlib import Path

from honmono.config import ConfigError, load_organization


def language_of(path: Path) -> str:
    """The organization's; Japanese when the file does not say."""
    try:
        return load_organization(path).language
    except ConfigError:
        return "ja"
