"""E-mail: the one way in which Plumbline sends any. The public names, for every room.

Inside an action, in its transaction:

    mail.post(
        by=by,
        key=f"audits.reminder:before:{months.key(month)}:person {user.pk}",
        to=user,
        subject="Audits for October 2023 are due on Friday 27 October",
        body=f"… {mail.link(reverse('home'))}",
    )

The key names the message once and for ever: posting it again does nothing. Nobody waits for a mail
server: a row is written, and a job sends it once that is committed. No case reference and no child's
name stands in a key, a subject or a body. How a message is sent once: `core.mail.delivering`.
"""

from core.mail.actions import post
from core.mail.addresses import link
from core.models.mail import MailState, Message

__all__ = ["MailState", "Message", "link", "post"]
