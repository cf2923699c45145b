"""What outlives a run: people's decisions and pins, the baseline, and the cache of what was read."""
