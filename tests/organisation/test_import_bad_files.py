"""Bad files through the whole of an import: a message in under five seconds, no row written."""

import gc

import psutil
import pytest
from django.core.management import CommandError, call_command

from core.models import Entry, Import
from organisation.models import Staff, StaffRecord
from tests.core.test_spreadsheets_bad import BAD, MEGABYTE, spent
from tests.factories import TeamFactory

pytestmark = pytest.mark.django_db

COLUMNS = "staff_id,name,role,qualifying_status,team,fte,qualified_on,from,to"
GOOD_ROW = "S{n},Sam,SW,SW,SWF West 1,1,2014-09-01,2021-04-01,"
BAD_ROW = "S{n},Sam,SW,Clever,Nowhere,1.5,2014-13-01,x,y"


def lines(headings, row, count):
    return "\n".join([headings, *(row.format(n=n) for n in range(count))]).encode()


FILES = {
    **{
        name: BAD[name][0] for name in ["a cell in the far corner", "a sheet that unpacks to 300 MB", "a NUL"]
    },
    "a hundred thousand bad rows": lambda: lines(COLUMNS, BAD_ROW, 100_000),
    "a hundred thousand rows under other columns": lambda: lines("a,b,c,d,e", GOOD_ROW, 100_000),
    "half of the rows bad": lambda: lines(COLUMNS, GOOD_ROW + "\n" + BAD_ROW, 500),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_named_soon_and_leaves_everything_as_it_was(tmp_path, capsys, name):
    TeamFactory(name="SWF West 1")
    path = tmp_path / "staff.xlsx"
    path.write_bytes(FILES[name]())
    gc.collect()
    process = psutil.Process()
    before, started = process.memory_info().rss, spent()
    with pytest.raises(CommandError, match=r"problems?\. Nothing was taken\."):
        call_command("import_staff", path)
    took = spent() - started
    gc.collect()
    assert took < 5, f"{took:.1f} s"
    assert process.memory_info().rss - before < 60 * MEGABYTE
    assert capsys.readouterr().err.strip()
    assert not Staff.objects.exists()
    assert not Import.objects.exists()
    assert not Entry.objects.exists()


def test_of_a_file_with_half_of_its_rows_bad_the_other_half_can_be_taken(tmp_path):
    TeamFactory(name="SWF West 1")
    path = tmp_path / "staff.csv"
    path.write_bytes(FILES["half of the rows bad"]())
    call_command("import_staff", path, take_good=True, verbosity=0)
    assert (StaffRecord.objects.count(), Import.objects.get().left_out) == (500, 500)
