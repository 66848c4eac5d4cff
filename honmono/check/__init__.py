"""Is it ours?  Facts, then one opinion."""
