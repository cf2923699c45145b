"""The gate: what a change brings may not contradict the corpus unseen."""

SCOPES = ("new", "touched", "all")
"""Which conflicts fail a change: those that were not there before, all of the documents that it touches, or all."""
