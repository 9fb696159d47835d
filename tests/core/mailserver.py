"""A small mail server for tests: real SMTP on a real port, which fails as it is told to."""

import email
import email.policy
import re
import socketserver
import threading
import time
from contextlib import contextmanager

from tests.processes import free_port


class MailServer:
    """Keeps what it takes. It can be stopped and started again where it was."""

    def __init__(self):
        self.port = free_port()
        self.taken = []
        self.connections = 0
        self.answers = {}
        """An address, and the number that it is refused with."""
        self.hangs_up_on = None
        """A text for which it closes the connection without a word; an empty one is in every message."""
        self.on_taking = lambda: None
        """Called after a message was taken, before it is answered."""
        self.seconds = 0
        self._server = None

    def start(self):
        self._server = _Listening(("127.0.0.1", self.port), _Session)
        self._server.mail = self
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def recipients(self):
        return sorted(message["To"] for message in self.taken)


class _Listening(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.mail = self.server.mail
        self.mail.connections += 1
        self.say("220 mail.example")
        while line := self.rfile.readline():
            command = line[:4].decode().strip().upper()
            if command == "QUIT":
                return self.say("221 bye")
            if command == "RCPT":
                self.recipient(line.decode())
            elif command == "DATA":
                if not self.data():
                    return None
            else:
                self.say("250 ok")
        return None

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def recipient(self, line):
        address = re.search(r"<(.*)>", line)[1]
        self.say(f"{self.mail.answers.get(address, 250)} {address}")

    def data(self):
        """Take the message; False when it hung up instead of taking it."""
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        time.sleep(self.mail.seconds)
        text = b"".join(lines)
        if self.mail.hangs_up_on is not None and self.mail.hangs_up_on.encode() in text:
            return False
        self.mail.taken.append(email.message_from_bytes(text, policy=email.policy.default))
        self.mail.on_taking()
        self.say("250 taken")
        return True


@contextmanager
def serving(settings):
    """A server that the settings name."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER, settings.EMAIL_TIMEOUT = False, "", 2
    server.start()
    try:
        yield server
    finally:
        server.stop()
