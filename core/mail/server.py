"""The mail server, through the backend that the settings name; what it says, in our words.

Nothing of what a server answers is kept or logged but its number: its words hold addresses.
"""

import contextlib
import smtplib
import socket

from django.core import mail
from django.core.mail.backends import dummy

NO_SERVER = "No mail server is set up (EMAIL_HOST)."
UNWRITABLE = "Plumbline could not make an e-mail of this ({kind})."
CLOSING = 421
"""The number with which a server says that it ends the connection."""
HANG_UPS = 3
"""With so many in a row, the server is not well: the next tick goes on."""

_words: list[tuple[type[BaseException], str]] = [
    (smtplib.SMTPAuthenticationError, "The mail server refused Plumbline’s user or password"),
    (smtplib.SMTPRecipientsRefused, "The mail server takes no mail for this address"),
    (smtplib.SMTPSenderRefused, "The mail server refused the sender, DEFAULT_FROM_EMAIL"),
    (smtplib.SMTPDataError, "The mail server refused the text"),
    (smtplib.SMTPNotSupportedError, "The mail server can’t do what the settings ask of it"),
    (smtplib.SMTPServerDisconnected, "The mail server stopped answering"),
    (smtplib.SMTPException, "The mail server refused"),
    (TimeoutError, "The mail server did not answer in time"),
    (ConnectionRefusedError, "Nothing answers where the mail server should be"),
    (socket.gaierror, "The mail server’s name is not known"),
    (OSError, "The mail server can’t be reached"),
    (Exception, "Something went wrong that Plumbline did not expect"),
]


class TryLater(Exception):
    """It was not sent this time; the message says why, in words."""


class Unsendable(Exception):
    """It can't be sent at all; the message says why, in words."""


class Server:
    """One connection for many messages, opened when the first is there and again after it broke."""

    def __init__(self) -> None:
        self.connection = mail.get_connection()
        self.away = ""
        """Why it could not be reached: it isn't asked again by this object."""
        self._hang_ups = 0

    @property
    def is_unwell(self) -> bool:
        """It answers, but hung up on several messages in a row."""
        return self._hang_ups >= HANG_UPS

    def send(self, email: mail.EmailMessage) -> None:
        """Return when the server has it; else TryLater or Unsendable."""
        self._open()
        try:
            self.connection.send_messages([email])
        except ValueError as error:
            self.close()  # it may be in the middle of a command
            raise Unsendable(UNWRITABLE.format(kind=type(error).__name__)) from None
        except Exception as error:
            self._note(error)
            raise (Unsendable if is_final(error) else TryLater)(in_words(error)) from None
        self._hang_ups = 0

    def close(self) -> None:
        """Take leave, if it still listens."""
        with contextlib.suppress(OSError):
            self.connection.close()

    def _open(self) -> None:
        if self.away:
            raise TryLater(self.away)
        if isinstance(self.connection, dummy.EmailBackend):
            self.away = NO_SERVER
            raise TryLater(NO_SERVER)
        try:
            self.connection.open()
        except Exception as error:
            self.away = in_words(error)
            self.close()
            raise TryLater(self.away) from None

    def _note(self, error: Exception) -> None:
        """After an answer the connection goes on; after silence, or 421, there is a new one."""
        if number_of(error) in (0, CLOSING):
            self._hang_ups += 1
            self.close()
        else:
            self._hang_ups = 0


def number_of(error: BaseException) -> int:
    """The number of the server's answer, 0 if it gave none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def is_final(error: BaseException) -> bool:
    """Whether the server refused the recipient for good."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and number_of(error) >= 500


def in_words(error: BaseException) -> str:
    """What went wrong: our words, the error's type, the answer's number."""
    words = next(words for kind, words in _words if isinstance(error, kind))
    number = number_of(error)
    return f"{words} ({type(error).__name__}{f' {number}' if number else ''})."
