"""The pages of a draw: cases typed or uploaded, problems said, the sample shown, swapped, allocated."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.models import Draw
from audits.sampling import frame_sources
from audits.sampling.frame_sources import FrameSource, register_frame_source
from core import exports
from tests.audits.drawn import make_council
from tests.factories import AuditFactory


@pytest.fixture
def council(db):
    return make_council()


@pytest.fixture
def unit(client, council):
    client.force_login(council.qa)
    return client


PAGE = "/cycles/2023-10/draw/"
SEED = "a seed of a page"


def a_list(council, each=5):
    names = {team.pk: team.name for team in council.teams}
    return "\n".join(f"{case.case_ref}, {names[case.team]}" for case in council.frame(each))


def sent(unit, **values):
    return unit.post(PAGE, {"basis": "share", "total": "6", "seed": SEED, **values})


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_total_is_what_is_expected_and_not_allocated_yet(unit, council):
    AuditFactory(cycle=council.cycle, auditor=council.managers[0])
    answer = unit.get(PAGE)
    assert answer.context["form"]["total"].value() == 5
    assert "6 audits are expected of 6 auditors when the cycle is due on 27 October 2023" in words(answer)


def test_typed_cases_are_drawn_and_the_page_says_what_came_out(unit, council):
    answer = sent(unit, cases=a_list(council))
    draw = Draw.objects.get()
    assert answer.url == f"/draws/{draw.pk}/"
    page = words(unit.get(answer.url))
    assert "6 of 30 cases in the list" in page
    assert "6 in proportion by service area and team" in page
    assert SEED in page
    assert "None of the cases was left out." in page
    for case in draw.cases.filter(outcome="drawn"):
        assert case.case_ref in page


def test_sending_the_form_twice_draws_once(unit, council):
    assert sent(unit, cases=a_list(council)).url == sent(unit, cases=a_list(council)).url


def test_cases_are_taken_as_spreadsheets_paste_them(unit):
    pasted = "Case ref\tTeam\tService area\ncd 100001\tbit east\tBIT\nCD200001;CWD  West\n\nCD300001"
    sent(unit, total="2", cases=pasted)
    cases = Draw.objects.get().cases.values_list("case_ref", "team__name", "service_area__name", "outcome")
    assert list(cases) == [
        ("CD100001", "BIT East", "BIT", "drawn"),
        ("CD200001", "CWD West", "CWD", "drawn"),
        ("CD300001", None, None, "left_out"),
    ]


def test_each_problem_of_a_list_names_its_line_and_what_would_be_accepted_and_the_text_stays(unit):
    bad = "CD100001, BIT East\nRobin, BIT East\nCD100002, BIT North\nCD100003, BIT East, SWF\nCD100004, , XYZ"
    answer = sent(unit, cases=bad)
    page = words(answer)
    assert "Nothing was drawn: the list has 4 problems, said at the top of this page." in page
    for said in (
        "Line 2, column case_ref: 'Robin'. A case reference: 1 to 4 letters followed by 4 to 10 digits",
        "Line 3, column team: 'BIT North'. The name of a team that there is on 31 October 2023, such as",
        "Line 4, column service_area: 'SWF'. BIT East is in BIT on 31 October 2023: BIT, or leave it blank.",
        "Line 5, column service_area: 'XYZ'. The name of a service area on 31 October 2023, such as SWF",
    ):
        assert said in page
    assert answer.context["form"]["cases"].value().splitlines() == bad.splitlines()
    assert not Draw.objects.exists()


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_a_file_is_read_whatever_its_headings_look_like(unit, council, name):
    rows = [["Case Ref", "TEAM", "service area"]]
    rows += [[*line.split(", "), ""] for line in a_list(council).splitlines()]
    _, _, content = exports.as_file(name.rpartition(".")[2], "Cases", rows[0], iter(rows[1:]))
    sent(unit, file=SimpleUploadedFile(name, content))
    draw = Draw.objects.get()
    assert (draw.source, draw.cases.count()) == (f"The file {name}", 30)


def test_a_file_without_a_column_of_teams_is_refused(unit):
    answer = sent(unit, file=SimpleUploadedFile("cases.csv", b"case_ref\nCD100001\n"))
    assert "The column team is missing. It holds the name of the team that holds the case." in words(answer)


def test_a_file_that_cannot_be_read_says_why(unit):
    answer = sent(unit, file=SimpleUploadedFile("cases.csv", b""))
    assert "The file is empty." in words(answer)


def test_more_than_20000_cases_are_refused(unit, monkeypatch):
    monkeypatch.setattr(frame_sources, "MOST", 2)
    answer = sent(unit, cases="CD100001, BIT East\nCD100002, BIT East\nCD100003, BIT East")
    assert "Up to 2 cases are accepted; there are 3." in words(answer)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Enter case references, one a line, or choose a file of them."),
        ({"cases": "CD100001, BIT East", "total": ""}, "Enter how many cases to draw in all."),
        ({"cases": "CD100001, BIT East", "total": "0"}, "How many in all must be 1 or more."),
        ({"cases": "CD100001, BIT East", "basis": "fixed"}, "Enter a number for a service area."),
        ({"cases": "CD100001"}, "None of these cases can be drawn. The first was left out: Its team"),
    ],
)
def test_what_is_missing_is_asked_for(unit, values, said):
    answer = sent(unit, **values)
    assert answer.status_code == 200
    assert said in words(answer)


def test_a_list_and_a_file_at_once_are_refused(unit, council):
    file = SimpleUploadedFile("cases.csv", b"case_ref,team\nCD100001,BIT East\n")
    answer = sent(unit, cases="CD100001", file=file)
    assert "Type case references or choose a file, not both." in words(answer)


def test_numbers_by_service_area_are_drawn_and_a_shortfall_is_said(unit, council):
    few = "\n".join(line for line in a_list(council, 2).splitlines() if "BIT" in line)
    numbers = {f"number_{council.areas[0].pk}": "2", f"number_{council.areas[1].pk}": "3"}
    page = words(unit.get(sent(unit, basis="fixed", total="", cases=few, **numbers).url))
    assert "CWD has 0 of the 3 cases that were asked for. The others are missing." in page
    assert "2 of 4 cases in the list" in page


def test_more_than_is_expected_is_spread_and_said(unit, council):
    page = words(unit.get(sent(unit, total="8", cases=a_list(council)).url))
    assert "2 audits are more than is expected of the auditors who may take them" in page


def test_what_was_left_out_is_listed_with_why_and_found_by_a_reference_that_is_in_no_address(unit, council):
    AuditFactory(submitted=True, case_ref="CD100002", completed_on=council.cycle.month)
    draw = Draw.objects.get(pk=sent(unit, cases=a_list(council)).url.strip("/").split("/")[1])
    page = words(unit.get(f"/draws/{draw.pk}/"))
    assert "1: This child was audited within 12 months." in page
    cases = reverse("draw_cases", args=[draw.pk])
    left_out = unit.get(cases, {"outcome": "left_out"})
    assert [row.case_ref for row in left_out.context["table"].data.data] == ["CD100002"]
    found = unit.post(cases, {"case_ref": "cd 300001"})
    assert [row.case_ref for row in found.context["table"].data.data] == ["CD300001"]
    assert "CD100002" in unit.get(cases, {"export": "csv"}).content.decode()


def posted(unit, draw, name, **values):
    return unit.post(reverse(name, args=[draw.pk]), {"seen": draw.version, **values}, follow=True)


def test_a_draw_is_drawn_again_repeated_and_allocated_on_its_page(unit, council):
    old = Draw.objects.get(pk=sent(unit, cases=a_list(council)).url.strip("/").split("/")[1])
    page = words(posted(unit, old, "draw_again", seed="another seed"))
    assert "Drawn again. Draw 1 is dropped, and kept in the record." in page
    new = Draw.objects.get(number=2)
    assert "It comes out the same" in words(unit.get(reverse("draw_repeat", args=[new.pk])))
    assert "All cases of this draw are allocated" in words(posted(unit, new, "draw_allocate"))
    assert council.cycle.audits.count() == 6
    assert "This draw was dropped." in words(posted(unit, old, "draw_allocate"))
    assert "This draw is allocated or dropped." in words(posted(unit, new, "draw_again", seed="a third seed"))


def test_who_allocates_what_somebody_changed_since_is_shown_it_first(unit, council):
    draw = Draw.objects.get(pk=sent(unit, cases=a_list(council)).url.strip("/").split("/")[1])
    draw.version = 7
    assert "Somebody else changed this draw" in words(posted(unit, draw, "draw_allocate"))
    assert "Somebody else changed this draw" in words(posted(unit, draw, "draw_again", seed="x" * 8))
    assert not council.cycle.audits.exists()


def swap_page(unit, council):
    draw = Draw.objects.get(pk=sent(unit, cases=a_list(council)).url.strip("/").split("/")[1])
    case = draw.cases.filter(outcome="drawn").first()
    return draw, case, reverse("draw_swap", args=[draw.pk, case.pk])


def test_one_case_is_swapped_on_its_page(unit, council):
    draw, case, url = swap_page(unit, council)
    asked = unit.post(url, {"how": "next", "reason": "", "seen": "1"})
    assert "Enter the reason." in words(asked)
    done = unit.post(url, {"how": "next", "reason": "The file is at court.", "seen": "1"}, follow=True)
    new = draw.cases.get(instead_of=case)
    assert f"{new.case_ref} takes the place of {case.case_ref}." in words(done)
    assert "Swapped out: The file is at court." in words(done)
    assert f"Drawn in place of {case.case_ref}." in words(done)


def test_a_case_is_given_to_another_auditor_on_its_page(unit, council):
    _, case, url = swap_page(unit, council)
    own = council.managers[council.teams.index(case.team)]
    offered = unit.get(url).context["form"].fields["auditor"].queryset
    assert set(offered) == set(council.managers) - {case.auditor, own}
    assert "Select the auditor" in words(unit.post(url, {"how": "give", "reason": "On leave.", "seen": "1"}))
    values = {"how": "give", "auditor": offered[0].pk, "reason": "On leave.", "seen": "1"}
    assert f"{case.case_ref} goes to {offered[0]}." in words(unit.post(url, values, follow=True))


def test_a_swap_of_a_draw_that_changed_meanwhile_is_asked_again(unit, council):
    draw, _, url = swap_page(unit, council)
    Draw.objects.filter(pk=draw.pk).update(version=5)
    values = {"how": "next", "reason": "The file is at court.", "seen": "1"}
    answer = unit.post(url, values)
    assert answer.status_code == 409
    assert "The file is at court." in words(answer)
    assert unit.post(url, {**values, "seen": answer.context["form"]["seen"].value()}).status_code == 302


def test_another_source_of_cases_can_be_registered_and_is_then_offered(unit, council, monkeypatch):
    monkeypatch.setattr(frame_sources, "_sources", {})
    assert "Which cases?" not in words(unit.get(PAGE))
    source = FrameSource("all", "All cases of the test", "", lambda cycle, user: council.frame())
    register_frame_source(source)
    with pytest.raises(ValueError, match="twice"):
        register_frame_source(source)
    assert "All cases of the test" in words(unit.get(PAGE))
    sent(unit, source="all")
    draw = Draw.objects.get()
    assert (draw.source, draw.cases.count()) == ("All cases of the test", 60)
