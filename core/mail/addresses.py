"""Addresses in an e-mail: of a page, and of the message itself."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings


def link(url_path: str) -> str:
    """The address of a page, with the host that people reach Plumbline by (SITE_URL)."""
    if not url_path.startswith("/") or url_path.startswith("//"):
        raise ValueError("A link is made of a path from the root, such as reverse() gives.")
    return f"{settings.SITE_URL}{url_path}"


def message_id(key: str) -> str:
    """The Message-ID of the e-mail with this key: the same at each try, so that a double is known as one."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"<{digest[:40]}@{urlsplit(settings.SITE_URL).hostname}>"
