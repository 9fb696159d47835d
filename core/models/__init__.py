"""The tables of core: each part has its own module."""

from core.models.files import StoredFile
from core.models.history import Entry, EntryText, Head
from core.models.imports import Import
from core.models.jobs import Due, Job
from core.models.kept import KeptPost
from core.models.mail import Message

__all__ = ["Due", "Entry", "EntryText", "Head", "Import", "Job", "KeptPost", "Message", "StoredFile"]
