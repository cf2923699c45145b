"""How the work over documents is spread: which files there are, and what maps a function over them."""

from claimcheck.engine.files import File, find
from claimcheck.engine.serial import serial

__all__ = ["File", "find", "serial"]
