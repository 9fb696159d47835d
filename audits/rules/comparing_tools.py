"""Two versions of the audit tool beside each other, by the codes of their sections and questions. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
KINDS = {
    "yes_no_na": "yes, no or not applicable",
    "scale": "scale from 1 to 5",
    "text": "text",
    "choice": "choice",
}


@dataclass(frozen=True)
class Asked:
    """A question, and the code and title of the section in which it is asked."""

    code: str
    text: str
    kind: str
    required: bool
    guidance: str
    choices: tuple[str, ...]
    ends: tuple[str, str]
    section: str
    section_title: str


@dataclass(frozen=True)
class Part:
    """A section: what it is called and for whom it is."""

    code: str
    title: str
    guidance: str
    audience: str


@dataclass(frozen=True)
class Changed:
    """What is in both and says something else: each change as a sentence."""

    code: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What is new, what is gone, and what changed, from one version to the other."""

    added: list[Asked]
    removed: list[Asked]
    changed: list[Changed]
    sections_added: list[Part]
    sections_removed: list[Part]
    sections_changed: list[Changed]

    @property
    def same(self) -> bool:
        """Whether both ask the same of the same audits."""
        return not any(
            (
                self.added,
                self.removed,
                self.changed,
                self.sections_added,
                self.sections_removed,
                self.sections_changed,
            )
        )


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """From one version to another, each as its file says it (`audits.tools.files`)."""
    was, now = {each.code: each for each in questions(old)}, {each.code: each for each in questions(new)}
    parts_was, parts_now = {each.code: each for each in parts(old)}, {each.code: each for each in parts(new)}
    both = [(was[code], now[code]) for code in now if code in was]
    parts_both = [(parts_was[code], parts_now[code]) for code in parts_now if code in parts_was]
    return Comparison(
        added=_without(now, was),
        removed=_without(was, now),
        changed=_changed((b.code, b.text, _question_changes(a, b)) for a, b in both),
        sections_added=_without(parts_now, parts_was),
        sections_removed=_without(parts_was, parts_now),
        sections_changed=_changed((b.code, b.title, _part_changes(a, b)) for a, b in parts_both),
    )


def _without(these: Mapping[str, T], those: Mapping[str, T]) -> list[T]:
    return [each for code, each in these.items() if code not in those]


def _changed(found: Iterable[tuple[str, str, Iterator[str]]]) -> list[Changed]:
    every = [Changed(code, name, tuple(words)) for code, name, words in found]
    return [each for each in every if each.words]


def questions(tool: Mapping[str, Any]) -> list[Asked]:
    """Every question of a version, in order."""
    return [
        Asked(
            code=question["code"],
            text=question["text"],
            kind=question["kind"],
            required=question["required"],
            guidance=question["guidance"],
            choices=tuple(question["choices"]),
            ends=(question["low"], question["high"]),
            section=section["code"],
            section_title=section["title"],
        )
        for section in tool["sections"]
        for question in section["questions"]
    ]


def parts(tool: Mapping[str, Any]) -> list[Part]:
    """Every section of a version, in order."""
    return [
        Part(section["code"], section["title"], section["guidance"], audience_in_words(section["for"]))
        for section in tool["sections"]
    ]


def audience_in_words(audience: Any) -> str:
    """Whom a section is for, as its file says it."""
    if audience == "all":
        return "every audit"
    if audience == "case_holding":
        return "case-holding services"
    if "theme" in audience:
        return f"the theme ‘{audience['theme']}’"
    return _listed(sorted(audience["service_areas"]))


def _question_changes(old: Asked, new: Asked) -> Iterator[str]:
    if old.text != new.text:
        yield f"Reworded. It was: ‘{old.text}’"
    if old.kind != new.kind:
        yield f"Its kind was {KINDS[old.kind]}, and is {KINDS[new.kind]}"
    if old.required != new.required:
        yield "It is required now" if new.required else "It is optional now"
    if old.choices != new.choices:
        yield f"Its choices were {_listed(old.choices)}, and are {_listed(new.choices)}"
    if old.ends != new.ends:
        yield f"The ends of its scale were {_listed(old.ends)}, and are {_listed(new.ends)}"
    if old.section != new.section:
        yield f"Moved from the section ‘{old.section_title}’ to ‘{new.section_title}’"
    if old.guidance != new.guidance:
        yield _other("Its guidance", old.guidance)


def _part_changes(old: Part, new: Part) -> Iterator[str]:
    if old.title != new.title:
        yield f"Its title was ‘{old.title}’"
    if old.audience != new.audience:
        yield f"It was for {old.audience}, and is for {new.audience}"
    if old.guidance != new.guidance:
        yield _other("Its guidance", old.guidance)


def _other(what: str, before: str) -> str:
    return f"{what} was: ‘{before}’" if before else f"{what} is new"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(word for word in words if word) or "none"
