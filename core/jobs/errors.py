"""What may go wrong with a job."""


class LeaseLost(Exception):
    """Another worker took the job over: this one's work must not count."""


class Failed(Exception):
    """Raised by a handler: the job can't be done, and this says why, in words for the person who asked."""


class UnknownKind(Exception):
    """No room registered a handler of this name."""
