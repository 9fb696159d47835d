"""Choosing a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from core.forms import GovukForm
from core.importing.scope import Days

MEGABYTES = settings.FILE_LIMIT_BYTES // 2**20


class UploadForm(GovukForm):
    """One file. What it is, its content says; here only its size is looked at."""

    file = forms.FileField(
        label="File",
        help_text=f"CSV (UTF-8) or an Excel workbook (.xlsx) of up to {MEGABYTES} MB. "
        "Of a workbook, the first sheet is read.",
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """Refused where it is too large to be kept."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.FILE_LIMIT_BYTES:
            raise forms.ValidationError(
                f"The file is larger than {MEGABYTES} MB. Split it into several files."
            )
        return file

    def days(self) -> Days | None:
        """Such a file replaces nothing."""
        return None


class ReplacingForm(UploadForm):
    """A file, and perhaps the days of which it is all there is."""

    replace_from = forms.DateField(
        label="The file is all there is from",
        required=False,
        help_text="Leave these two dates empty to keep what is recorded and not in the file. With them, what "
        "is recorded between these days and not in the file is removed. You see what that is first.",
    )
    replace_to = forms.DateField(
        label="The file is all there is to", required=False, help_text="This day is included."
    )

    def clean(self) -> dict[str, Any]:
        """Both dates or neither, in order."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("replace_from"), told.get("replace_to")
        if first and not last and "replace_to" not in self.errors:
            self.add_error("replace_to", "Enter the last day too, or leave both empty.")
        elif last and not first and "replace_from" not in self.errors:
            self.add_error("replace_from", "Enter the first day too, or leave both empty.")
        elif first and last and last < first:
            self.add_error("replace_to", "The last day must not be before the first.")
        return told

    def days(self) -> Days | None:
        """The days that the file replaces; None where none were given. For a form that is valid."""
        first, last = self.cleaned_data["replace_from"], self.cleaned_data["replace_to"]
        return Days(first, last) if first and last else None
