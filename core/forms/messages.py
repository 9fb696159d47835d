"""What a form says when an answer will not do: which question it is, and what to do about it.

Django's own words ('This field is required.') don't say which field; a summary at the page's top needs it.
Words that a form or a field sets for itself are left alone.
"""

from django import forms

CHOICES = (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField)


# A label that begins so needs no 'the' before it: 'Enter your name', 'Select which teams'.
DETERMINED = {"a", "an", "any", "how", "the", "their", "what", "when", "where", "which", "who", "your"}


def phrase(label: str) -> str:
    """The label within a sentence: 'Due date' as 'the due date'; abbreviations keep their capitals."""
    label = label.rstrip(" ?:.")
    if label and not label[1:2].isupper():
        label = label[0].lower() + label[1:]
    return label if label.partition(" ")[0] in DETERMINED else f"the {label}"


def _required(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Tick ‘{label}’ to go on."
    if label.endswith("?"):
        return f"Answer ‘{label}’."
    if isinstance(field, forms.FileField):
        return f"Select a file for ‘{label}’."
    verb = "Select" if isinstance(field, CHOICES) else "Enter"
    return f"{verb} {phrase(label)}."


def _invalid(field: forms.Field, label: str) -> str | None:
    if isinstance(field, forms.DateField):
        return f"{label} must be a real date, such as 16 10 2023."
    if isinstance(field, (forms.DecimalField, forms.FloatField)):
        return f"{label} must be a number."
    if isinstance(field, forms.IntegerField):
        return f"{label} must be a whole number."
    if isinstance(field, forms.EmailField):
        return f"{label} must be an address such as name@example.com."
    return None


def _djangos_own(field: forms.Field) -> dict[str, str]:
    """What Django's classes say, without what a class of ours adds."""
    words: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            words.update(getattr(kind, "default_error_messages", {}))
    return words


def put_into_words(field: forms.Field, label: str) -> None:
    """Replace what Django says of the field by sentences that name it; again, after its label changed."""
    wanted = {
        "required": _required(field, label),
        "invalid": _invalid(field, label),
        "year": f"Year must include 4 numbers in ‘{label}’, such as 2023.",
        "invalid_choice": f"Choose {phrase(label)} from the list.",
        "max_length": f"{label} must be %(limit_value)d characters or fewer; it is %(show_value)d.",
        "min_length": f"{label} must be %(limit_value)d characters or more; it is %(show_value)d.",
        "max_value": f"{label} must be %(limit_value)s or less.",
        "min_value": f"{label} must be %(limit_value)s or more.",
    }
    if isinstance(field, forms.FileField):  # its own max_length is of the name, with other placeholders
        wanted = {"required": wanted["required"]}
    djangos, before = _djangos_own(field), getattr(field, "in_words", {})
    for code, words in wanted.items():
        said = field.error_messages.get(code)
        if words and (said is None or str(said) in (str(djangos.get(code)), before.get(code))):
            field.error_messages[code] = words
    field.in_words = wanted  # type: ignore[attr-defined]
