"""Choosing a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from core.forms import GovukForm

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
