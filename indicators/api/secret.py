"""What a key to the API looks like, and what is kept of it. Nobody can guess one: 256 bits are random."""

import hashlib
import re
import secrets
from dataclasses import dataclass

_WHOLE = re.compile(r"(plb_[0-9a-f]{8})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class NewKey:
    """A key as its consumer gets it, once, and what is kept: its beginning, and a digest of the whole."""

    whole: str
    prefix: str
    digest: str


def new_key() -> NewKey:
    """A key that nobody has."""
    prefix = f"plb_{secrets.token_hex(4)}"
    whole = f"{prefix}_{secrets.token_urlsafe(32)}"
    return NewKey(whole, prefix, digest_of(whole))


def prefix_of(presented: str) -> str:
    """By which a key is looked up; blank of what is no key at all."""
    found = _WHOLE.fullmatch(presented)
    return found[1] if found else ""


def digest_of(whole: str) -> str:
    """What is kept. A plain digest is enough for what cannot be guessed."""
    return hashlib.sha256(whole.encode()).hexdigest()


def matches(presented: str, digest: str) -> bool:
    """Whether this is the key of the digest; takes as long whether it is or not."""
    return secrets.compare_digest(digest_of(presented), digest)
