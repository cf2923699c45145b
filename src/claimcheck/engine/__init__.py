"""The work over documents: which files there are, what maps a function over them, how long each may take."""

from claimcheck.engine.files import File, Reach, find, named
from claimcheck.engine.limits import OutOfTimeError, cpu_limit
from claimcheck.engine.serial import serial

__all__ = ["File", "OutOfTimeError", "Reach", "cpu_limit", "find", "named", "serial"]
