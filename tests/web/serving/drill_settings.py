"""The desk's settings, and a job that waits; HONMONO_DRILL_SLOW: a migration that waits."""

from __future__ import annotations

import os

from honmono.web.project.settings import *  # noqa: F403
from honmono.web.project.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.web.serving.drill"]
if os.environ.get("HONMONO_DRILL_SLOW"):
    INSTALLED_APPS = [*INSTALLED_APPS, "tests.web.serving.slow"]
