"""Our own mail, indexed: who knows whom, who held which message, which words.

`_core.py` says what a trace may ask; every store of mail answers these questions alike.
"""
