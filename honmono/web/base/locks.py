"""Locks for what lies in the database and no copy of it may tell: by a key of the home.

secret.key of the home ──HKDF, and what it is for──▶ a key of its own ──▶ Fernet

The home's key is in no backup and in no dump of the database.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def lock_for(what: str) -> Fernet:
    """A lock that opens nothing else; `what` is never changed: it is part of the key."""
    derived = HKDF(SHA256(), 32, None, what.encode())
    return Fernet(urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
