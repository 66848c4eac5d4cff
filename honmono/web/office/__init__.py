"""Settings: who we are, by forms; history; lists of people."""
