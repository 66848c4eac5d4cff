"""Our own look: DKIM, SPF, DMARC and ARC verified here, whoever else says what.

Nothing is loaded here, since nobody pays for it who did not switch it on: `set_up.py`
makes a `Verifier` where one is wanted.
"""
