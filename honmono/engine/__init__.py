"""How work is spread: one process, a pool of processes, a Ray cluster.

    for verdict in spread(judge, mails, jobs=4, weight=size, initializer=load_org):

Results come in the order of the items, whoever is faster.  At no time are more items
in memory than a few batches for each process, however many there are and however slow
whoever takes the results.

    spread    many small items, in batches            spreading.py
    shards    a few large ones; each has to succeed   shards.py
    crew      workers that stay for many small runs   spreading.py
    Processes, Cluster                                who works: pool.py, cluster.py
"""

from honmono.engine._core import Engine, EngineError, Failed
from honmono.engine.cluster import Cluster
from honmono.engine.pool import Processes, get_ready
from honmono.engine.shards import Patient, ShardError, shards
from honmono.engine.spreading import Crew, crew, spread

__all__ = [
    "Cluster",
    "Crew",
    "Engine",
    "EngineError",
    "Failed",
    "Patient",
    "Processes",
    "ShardError",
    "crew",
    "get_ready",
    "shards",
    "spread",
]
