"""What every page shares: look, words, the way through the desk, what goes wrong."""
