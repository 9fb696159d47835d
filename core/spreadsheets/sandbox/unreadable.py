"""Why a file was refused."""


class Unreadable(Exception):
    """A file that is not read: what is wrong, where, and what would be accepted.

    `row` is the file's own row number and `column` its letter or heading, where they are known.
    """

    def __init__(self, what: str, accepted: str, *, row: int | None = None, column: str = "") -> None:
        super().__init__(f"{what} {accepted}")
        self.what = what
        self.accepted = accepted
        self.row = row
        self.column = column

    def as_dict(self) -> dict[str, str | int | None]:
        """For the way from the child process to its parent."""
        return {"what": self.what, "accepted": self.accepted, "row": self.row, "column": self.column}


SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV UTF-8, and choose that file."
"""What most people can do about most files."""


def too_much() -> Unreadable:
    """The refusal of a file that made the child run out of memory or time, or fall over."""
    return Unreadable(
        "The file needs more memory or time than a spreadsheet of its size should.",
        "Copy the rows into a new workbook, or save the sheet as CSV UTF-8.",
    )
