"""One trace that malware leaves, one file."""
