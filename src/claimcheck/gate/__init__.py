"""The gate: what a change brings may not contradict the corpus unseen."""
