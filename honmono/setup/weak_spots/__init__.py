"""What of the organization file makes answers weak: one knowledge, for every command.

`of_file.ALL` looks at the file, `of_mail.MailSeen` at the file and mail.
"""

from honmono.setup.weak_spots._core import WeakSpot
from honmono.setup.weak_spots.of_file import weak_spots
from honmono.setup.weak_spots.of_mail import MailSeen

__all__ = ["MailSeen", "WeakSpot", "weak_spots"]
