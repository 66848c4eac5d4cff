"""Mails that were handed in: judged, listed, looked at."""
