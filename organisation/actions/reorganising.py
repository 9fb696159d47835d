"""Teams merged into one and split into several; their staff moved where they are told to."""

import datetime as dt
from collections.abc import Mapping, Sequence

from core.errors import Refused
from core.history import Actor, action, record
from organisation import dated
from organisation.actions.teams import TeamValues, create_team
from organisation.listening import places_changed, staff_changed
from organisation.models import Staff, Succession, Team
from organisation.reading import staff_of


@action
def merge_teams(*, by: Actor, teams: Sequence[Team], into: Team, on: dt.date, with_staff: bool) -> Team:
    """Teams become one from a day on: those other than `into` end, and it succeeds them.

    `with_staff`: everybody who is in one of them then, or is to be later, is in `into` from that day. Else
    they stay recorded where they were until they are moved one by one. Twice is the same as once.
    """
    merged = [team for team in _locked([*teams, into]) if team.pk != into.pk]
    if not merged:
        raise Refused("Choose the teams to merge.")
    _exists(into, on)
    for team in merged:
        if not _succeeds(team, into, on):
            continue
        if with_staff:
            _move_everybody(by, team, into, on)
        dated.stop(team, on)
        record("merged", team, by=by, after={"successor": into.name, "from": dated.words(on)})
        record("enlarged", into, by=by, after={"team_that_joined": team.name, "from": dated.words(on)})
    places_changed(by=by, since=on, cause="teams were merged")
    return into


@action
def merge_teams_into_new(
    *, by: Actor, teams: Sequence[Team], values: TeamValues, on: dt.date, with_staff: bool
) -> Team:
    """Teams become a new one from a day on, and end."""
    new = create_team(by=by, values=values, starts_on=on)
    return merge_teams(by=by, teams=teams, into=new, on=on, with_staff=with_staff)


@action
def split_team(
    *, by: Actor, team: Team, into: Sequence[TeamValues], on: dt.date, ends: bool, seen: str | None = None
) -> list[Team]:
    """A team becomes several from a day on: the new ones begin, and the old one ends if it is said to.

    Who of its staff goes where is for `move_staff` to say. Twice is the same as once.
    """
    now = dated.locked(team)
    if len(into) < (2 if ends else 1):
        raise Refused("Name at least 2 new teams, or say that the old team goes on.")
    _existed(now, on)
    new = [create_team(by=by, values=values, starts_on=on) for values in into]
    succeeds = [_succeeds(now, each, on) for each in new]
    if not any(succeeds):
        return new
    dated.check_seen(now, seen)
    names = [each.name for each in new]
    after = {"successors": names, "from": dated.words(on), "this_team_goes_on": not ends}
    record("split", now, by=by, after=after)
    if ends:
        dated.stop(now, on)
    places_changed(by=by, since=on, cause="a team was split")
    return new


@action
def move_staff(*, by: Actor, moves: Mapping[Staff, Team], on: dt.date) -> int:
    """Each of the staff is in the team told from a day on, all else as it was; how many that changed."""
    moved = 0
    for staff, team in sorted(moves.items(), key=lambda move: move[0].pk):
        _exists(team, on)
        moved += _move(by, dated.locked(staff), team, on)
    return moved


def _move_everybody(by: Actor, team: Team, into: Team, on: dt.date) -> None:
    for staff in staff_of(team, on):
        _move(by, dated.locked(staff), into, on, only_from=team)


def _move(by: Actor, staff: Staff, team: Team, on: dt.date, only_from: Team | None = None) -> bool:
    """New records from the day; the records that begin later, in the team that is left, name the new one."""
    moved = False
    for old in staff.records.filter(dated.unfinished(on)).order_by("starts_on"):
        if old.team_id == team.pk or (only_from and old.team_id != only_from.pk):
            continue
        kept = {name: getattr(old, name) for name in ("role", "qualifying_status", "fte", "qualified_on")}
        begun = dated.begin(staff, max(on, old.starts_on), {**kept, "team": team})
        moved = moved or begun is not None
        if only_from is None:
            break
    if moved:
        came_from = {"team": only_from.name if only_from else old.team.name}
        record("moved", staff, by=by, before=came_from, after={"team": team.name, "from": dated.words(on)})
        staff_changed(by=by, staff=[staff], since=on, cause="staff were moved to another team")
    return moved


def _locked(teams: Sequence[Team]) -> list[Team]:
    """The teams, locked in one order so that two mergers never wait for each other."""
    return list(Team.objects.select_for_update().filter(pk__in=[team.pk for team in teams]).order_by("pk"))


def _exists(team: Team, on: dt.date) -> None:
    if not any(span.holds(on) for span in dated.spans(team.records.all())):
        raise Refused(f"{team} does not exist on {dated.words(on)}.")


def _existed(team: Team, on: dt.date) -> None:
    """It exists on the day, or ended that very day: what becomes another must have been there."""
    held = dated.spans(team.records.all())
    if not any(span.starts_on < on <= (span.ends_on or on) for span in held):
        raise Refused(f"{team} does not exist before {dated.words(on)}.")


def _succeeds(team: Team, into: Team, on: dt.date) -> bool:
    """Say that the team became the other; False if that is on record already."""
    _existed(team, on)
    _, new = Succession.objects.get_or_create(predecessor=team, successor=into, on=on)
    return new
