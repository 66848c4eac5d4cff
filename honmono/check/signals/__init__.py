"""Facts about one mail: one question, one file."""

from honmono.check.signals import (
    address_in_display_name,
    author_ambiguous,
    disk_image,
    double_extension,
    encrypted_archive,
    executable,
    html_smuggling,
    link_text_differs,
    macro,
    name_on_foreign_address,
    namesake_at_company,
    namesake_at_partner,
    onenote,
    oversized,
    own_domain_authenticated,
    own_domain_failed,
    own_domain_from_outside,
    own_list_authenticated,
    own_network,
    parked_domain,
    password_in_body,
    private_address_authenticated,
    right_to_left_override,
    script,
    short_name_on_foreign_address,
    shortcut,
    type_differs,
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
    # what is dangerous whoever sent it, the worst first
    executable.SIGNAL,
    script.SIGNAL,
    html_smuggling.SIGNAL,
    shortcut.SIGNAL,
    onenote.SIGNAL,
    disk_image.SIGNAL,
    macro.SIGNAL,
    password_in_body.SIGNAL,
    encrypted_archive.SIGNAL,
    double_extension.SIGNAL,
    right_to_left_override.SIGNAL,
    type_differs.SIGNAL,
    oversized.SIGNAL,
    link_text_differs.SIGNAL,
)
"""Every signal, in the order in which people see them."""

__all__ = ["ALL", "Claims", "Exhibit", "Finding", "History", "Role", "Signal"]
