"""Exports of directories → when each password was changed, held against our own list.

    Microsoft 365   userPrincipalName, lastPasswordChangeDateTime     (CSV or JSON of Graph)
    Active Directory   SamAccountName, pwdLastSet or PasswordLastSet  (CSV of Get-ADUser)
    Google Workspace   Date, Event, User                              (log of user accounts)
    anything else      a mapping: login = 社員番号, changed = 最終変更日

An account that only the directory has, and one that only our list has, are both findings:
"all passwords" is about all accounts that there are.
"""

from honmono.incident.exchange.directory._core import (
    DirectoryError,
    Entry,
    Export,
    Problem,
)
from honmono.incident.exchange.directory.comparing import Compared, compare
from honmono.incident.exchange.directory.reading import read_directory

__all__ = [
    "Compared",
    "DirectoryError",
    "Entry",
    "Export",
    "Problem",
    "compare",
    "read_directory",
]
