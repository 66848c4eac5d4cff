"""Who we are: names, domains, people, services that send for us."""

from honmono.check.org.model import Organization, Person

__all__ = ["Organization", "Person"]
