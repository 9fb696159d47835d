"""Numbers as reports print them: what the import of a report reads, a form reads too."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from figures.digits import DIGITS
from indicators.imports.reported.cells import TooLong
from indicators.imports.reported.targets import Aim, read_target
from indicators.models import Kind


class NumberField(forms.DecimalField):
    """A number that is not negative: 36%, 1,700, 17K, 3.5."""

    widget = forms.TextInput
    kind: str = Kind.COUNT.value
    """Of which kind of indicator it is: only of a percentage it may have its sign."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        aim = self._read(str(value))
        if aim is None:
            return None
        if aim.operator:
            raise ValidationError(f"{self.label} must be a number alone, without {aim.operator} before it.")
        if aim.per_cent and self.kind != Kind.PERCENTAGE:
            raise ValidationError(f"{self.label} must be a number without %: it is no percentage.")
        return aim.value

    def _read(self, text: str) -> Aim | None:
        try:
            if len(re.sub(r"\D", "", text).lstrip("0")) > DIGITS:
                raise TooLong("too many digits")
            return read_target(text)
        except TooLong as error:
            raise ValidationError(
                f"{self.label} must have no more than 12 digits before the point, 6 after it and 15 in all."
            ) from error
        except ValueError as error:
            such = "36%, 36.5" if self.kind == Kind.PERCENTAGE else "3.5, 1,700"
            raise ValidationError(
                f"{self.label} must be a number that is not negative, such as {such} or 17K."
            ) from error


class WholeField(NumberField):
    """A whole number of the same: 1,700, 17K."""

    def clean(self, value: Any) -> int | None:
        """The number; an error where it has a part of one."""
        found = super().clean(value)
        if found is not None and found % 1:
            raise ValidationError(f"{self.label} must be a whole number, such as 1,700 or 17K.")
        return None if found is None else int(found)
