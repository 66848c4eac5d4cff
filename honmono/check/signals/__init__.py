"""Facts about one mail: one question, one file."""

from honmono.check.signals import (
    address_in_display_name,
    author_ambiguous,
    name_on_foreign_address,
    namesake_at_company,
    namesake_at_partner,
    own_domain_authenticated,
    own_domain_failed,
    own_domain_from_outside,
    own_list_authenticated,
    own_network,
    parked_domain,
    private_address_authenticated,
    short_name_on_foreign_address,
)
from honmono.check.signals._core import (
    Claims,
    Exhibit,
    Finding,
    History,
    Role,
    Signal,
)

ALL: tuple[Signal, ...] = (
    # whom it shows, and from where
    name_on_foreign_address.SIGNAL,
    short_name_on_foreign_address.SIGNAL,
    address_in_display_name.SIGNAL,
    author_ambiguous.SIGNAL,
    own_domain_failed.SIGNAL,
    own_domain_from_outside.SIGNAL,
    parked_domain.SIGNAL,
    # what clears
    namesake_at_partner.SIGNAL,
    namesake_at_company.SIGNAL,
    # what proves
    own_domain_authenticated.SIGNAL,
    own_network.SIGNAL,
    private_address_authenticated.SIGNAL,
    own_list_authenticated.SIGNAL,
)
"""Every signal, in the order in which people see them."""

__all__ = ["ALL", "Claims", "Exhibit", "Finding", "History", "Role", "Signal"]
