"""Jobs of this folder, by the names under which the registry knows them."""

from honmono.web.tracing.asking import trace
from honmono.web.tracing.indexing import forget, index

__all__ = ["forget", "index", "trace"]
