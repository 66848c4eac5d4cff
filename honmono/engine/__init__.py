"""How work is spread: one process or a pool of processes."""
