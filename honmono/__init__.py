"""Honmono (本物, the genuine article): is this mail really ours?

    mail                     check
    source ──▶ message ──▶ signals ──▶ verdict
    bytes      a value      facts       one
    from       that never   about       opinion
    anywhere   changes      one mail

Mail flows one way.  Each stage takes the value of the stage before it and returns a
value of its own; none calls back, and none changes what it was given.
"""

__version__ = "0.1.0"
