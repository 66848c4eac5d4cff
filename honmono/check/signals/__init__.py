"""Facts about one mail: one question, one file."""

from honmono.check.signals import (
    address_in_display_name,
    author_ambiguous,
    envelope_elsewhere,
    link_shows_us,
    link_to_lookalike,
    lookalike_domain,
    lookalike_in_display_name,
    name_on_foreign_address,
    name_through_service,
    namesake_at_company,
    namesake_at_partner,
    own_domain_authenticated,
    own_domain_failed,
    own_domain_from_outside,
    own_domain_not_proved,
    own_domain_outside_networks,
    own_list_authenticated,
    own_network,
    parked_domain,
    private_address_authenticated,
    quoted_thread_from_outside,
    reply_to_elsewhere,
    reply_to_in_our_name,
    reply_without_thread,
    short_name_on_foreign_address,
    signature_block,
    signature_part,
    similar_domain,
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
    lookalike_in_display_name.SIGNAL,
    author_ambiguous.SIGNAL,
    lookalike_domain.SIGNAL,
    similar_domain.SIGNAL,
    # our own domain in From
    own_domain_failed.SIGNAL,
    own_domain_outside_networks.SIGNAL,
    own_domain_from_outside.SIGNAL,
    own_domain_not_proved.SIGNAL,
    envelope_elsewhere.SIGNAL,
    parked_domain.SIGNAL,
    # where answers go, what thread and signature it shows, where links lead
    reply_to_in_our_name.SIGNAL,
    reply_to_elsewhere.SIGNAL,
    quoted_thread_from_outside.SIGNAL,
    reply_without_thread.SIGNAL,
    signature_block.SIGNAL,
    signature_part.SIGNAL,
    link_shows_us.SIGNAL,
    link_to_lookalike.SIGNAL,
    # what clears
    namesake_at_partner.SIGNAL,
    namesake_at_company.SIGNAL,
    name_through_service.SIGNAL,
    # what proves
    own_domain_authenticated.SIGNAL,
    own_network.SIGNAL,
    private_address_authenticated.SIGNAL,
    own_list_authenticated.SIGNAL,
)
"""Every signal, in the order in which people see them."""

__all__ = ["ALL", "Claims", "Exhibit", "Finding", "History", "Role", "Signal"]
