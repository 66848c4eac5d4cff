"""`python -m benchmarks`: print the figures that we publish (what `make bench` calls)."""

import sys

from benchmarks.exam import main

sys.exit(main(""))
