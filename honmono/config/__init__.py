"""honmono.toml and settings.toml → frozen values.  The only reader and writer of both.

An unknown key is an error that names the file, the line, the key and the nearest known
one, because a mistyped `authserv_id` that is ignored would make forged mail look proved
or our own mail look forged.
"""

from honmono.config.loading import (
    Settings,
    Tokens,
    load_organization,
    load_settings,
    parse_organization,
)
from honmono.config.saving import create_organization, save_organization
from honmono.config.toml_file import ConfigError, read_text

__all__ = [
    "ConfigError",
    "Settings",
    "Tokens",
    "create_organization",
    "load_organization",
    "load_settings",
    "parse_organization",
    "read_text",
    "save_organization",
]
