"""What people decide with: the page served on this machine, the log as a workbook, the commented copy of a document."""
