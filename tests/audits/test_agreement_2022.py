"""2022's moderated audits: the agreement page says what an independent implementation says.

The council's report gives the final grades of the 169 audits that were moderated in 2022: 2 outstanding, 87
good, 71 requires improvement, 9 inadequate. The auditors' own grades were not published: those here are
invented, by a seed, so that most are agreed and some are a grade or two away.
"""

import csv
import random
from collections import Counter
from itertools import cycle as around

import numpy as np
import pytest
from django.core.management import call_command
from django.urls import reverse
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

from audits.models import Audit
from audits.second_looks import agreement
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory, ToolVersionFactory, UserFactory

WORDS = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
SLUGS = ["outstanding", "good", "requires_improvement", "inadequate"]
FINAL = {"Outstanding": 2, "Good": 87, "Requires improvement": 71, "Inadequate": 9}
STEPS, CHANCES = (0, -1, 1, -2, 2), (70, 17, 9, 3, 1)
NOT_MODERATED = 31


def pairs():
    """The auditor's grade, invented, and the final one, as published, of each of the 169."""
    chance, found = random.Random(2022), []
    for final, number in FINAL.items():
        for _ in range(number):
            place = WORDS.index(final) + chance.choices(STEPS, CHANCES)[0]
            found.append((WORDS[min(max(place, 0), 3)], final))
    return found


def rows():
    """The file: the moderated audits over twelve months, four auditors, three areas; some not moderated."""
    places = zip(
        around(range(12)), around(["PM1", "PM2", "PM3", "PM4"]), around(["SWF", "BIT", "CWD", "SWF"])
    )
    graded = [*pairs(), *[("Good", "")] * NOT_MODERATED]
    for number, ((first, final), (month, auditor, area)) in enumerate(zip(graded, places, strict=False)):
        yield {
            "cycle": f"2022-{month + 1:02}",
            "case_ref": f"CD{number:06}",
            "service_area": area,
            "auditor": auditor,
            "completed_on": f"2022-{month + 1:02}-14",
            "grade": first,
            "moderated_grade": final,
            "moderation_reason": "As agreed at the panel." if final else "",
        }


@pytest.fixture
def imported(db, tmp_path):
    for name in ("SWF", "BIT", "CWD"):
        ServiceAreaFactory(name=name)
    for number in range(1, 5):
        StaffFactory(staff_id=f"PM{number}", name=f"Manager {number}", record=TeamFactory())
    ToolVersionFactory(code="2022-01")
    path = tmp_path / "audits-2022.csv"
    written = list(rows())
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(written[0]))
        writer.writeheader()
        writer.writerows(written)
    call_command("import_audits", path, verbosity=0)
    return written


def table(written):
    """Auditors' grades by moderated grades, as counted from the file."""
    counts = Counter((row["grade"], row["moderated_grade"]) for row in written if row["moderated_grade"])
    return np.array([[counts[one, other] for other in WORDS] for one in WORDS])


def expected(written):
    """The figures of a row as statsmodels has them, in the page's words."""
    found = table(written)
    number = int(found.sum())
    steps = {
        "agreed": [0],
        "raised": [-3, -2, -1],
        "lowered": [1, 2, 3],
        "within_one": [-1, 0, 1],
    }
    said = {"number": number}
    for name, offsets in steps.items():
        count = int(sum(np.trace(found, offset) for offset in offsets))
        low, high = proportion_confint(count, number, method="wilson")
        said[name] = (count, count / number, low, high)
    kappa = cohens_kappa(found, wt="linear")
    said["kappa"] = (kappa.kappa, kappa.kappa_low, min(kappa.kappa_upp, 1))
    return said


def equal(row, written):
    """Whether a row of the page is what statsmodels says of the same rows of the file."""
    said = expected(written)
    assert row.number == said["number"]
    for name in ("agreed", "raised", "lowered", "within_one"):
        count, *shares = said[name]
        assert getattr(row.agreement, name) == count
        assert numbers(getattr(row, name)) == pytest.approx(
            [count, *(100 * each for each in shares)], abs=0.51
        )
    assert float(row.agreement.kappa.value) == pytest.approx(said["kappa"][0], abs=1e-12)
    assert numbers(row.kappa) == pytest.approx(said["kappa"], abs=0.0051)


def numbers(words):
    """'118: 70% (62% to 76%)' as numbers."""
    plain = words.replace("%", "").replace(":", "").replace("(", "").replace(")", "").replace("to", "")
    return [float(part) for part in plain.split()]


def test_the_final_grades_are_those_of_the_councils_report(imported):
    moderated = Audit.objects.completed().exclude(moderated_grade="")
    assert moderated.count() == 169
    assert Counter(moderated.values_list("final_grade", flat=True)) == dict(
        zip(SLUGS, FINAL.values(), strict=True)
    )


def test_the_figures_of_all_are_those_of_statsmodels(imported):
    equal(agreement.row("All months", agreement.moderated_audits()), imported)


@pytest.mark.parametrize(
    ("key", "column"),
    [(lambda audit: audit.auditor, "auditor"), (lambda audit: audit.area, "service_area")],
)
def test_the_figures_of_each_auditor_and_area_are_those_of_statsmodels(imported, key, column):
    found = agreement.by(agreement.moderated_audits(), key)
    for row, value in zip(found, sorted({each[column] for each in imported}), strict=True):
        equal(row, [each for each in imported if each[column] == value])


def test_the_figures_of_each_month_are_those_of_statsmodels(imported):
    for month, row in agreement.by_month(agreement.moderated_audits()):
        equal(row, [each for each in imported if each["cycle"] == f"{month:%Y-%m}"])


def test_the_page_says_so_for_a_period_and_overall(imported, client):
    client.force_login(UserFactory(roles=["qa"]))
    page = client.get(reverse("agreement"), {"from_month": "2022-03", "to_month": "2022-08"})
    period, ever = page.context["overall"].data.data
    assert (period.name, ever.name) == ("March 2022 to August 2022", "All months")
    equal(ever, imported)
    equal(period, [each for each in imported if "2022-03" <= each["cycle"] <= "2022-08"])
    assert period.kappa in page.content.decode()


def test_grades_of_moderated_audits_stand_beside_those_of_all(imported):
    found = agreement.grades(UserFactory(roles=["qa"]))
    assert [row.moderated for row in found] == [2, 87, 71, 9]
    assert [row.completed for row in found] == [2, 87 + NOT_MODERATED, 71, 9]
    assert [row.moderated_share for row in found] == ["1%", "51%", "42%", "5%"]
    assert found[1].completed_share == "59%"
