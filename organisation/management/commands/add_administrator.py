"""manage.py add_administrator: the first person of a new council; the pages add everybody else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from core.errors import Refused
from core.history import Service
from organisation import actions
from organisation.passwords import path_to_choose
from organisation.roles import Role


class Command(BaseCommand):
    help = "Adds an administrator and prints the one-time link at which they choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        by = Service("the command line")
        try:
            validate_email(email)
            user = actions.create_user(by=by, name=name, email=email, role=Role.ADMINISTRATOR)
            actions.invite(by=by, user=user)
        except ValidationError as error:
            raise CommandError(f"'{email}' is not an e-mail address.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user} is an administrator. They choose a password, once, at")
        self.stdout.write(path_to_choose(user))
