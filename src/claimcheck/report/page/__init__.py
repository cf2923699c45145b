"""What report.html shows, part by part: each module prepares one, in words and order; the templates place it."""
