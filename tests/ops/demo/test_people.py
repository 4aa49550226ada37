"""The people of the demo, as they stand in the database."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import check_password

from heard.people.models import Organisation, Person, ReportingLine, Role, User
from heard.people.reporting import manager_of
from heard.people.tenancy import in_organisation
from tests.ops.demo.opened import OTHERWISE, TIDEWATER, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_the_cast_is_there_and_reports_to_the_right_people() -> None:
    expected = {"Priya": "Mario", "Mario": "Sol", "Pia": "Mario", "Fen": "Sol", "Sol": "Gwen"}
    for name, manager in expected.items():
        somebody = person(name)
        with in_organisation(somebody.organisation_id):
            found = manager_of(somebody)
        assert found is not None
        assert found.called == manager


def test_both_organisations_are_set_up_so_nobody_is_asked_to_begin() -> None:
    organisations = {one.name: one for one in Organisation.objects.all()}
    assert organisations.keys() == {TIDEWATER, OTHERWISE}
    assert all(one.set_up_at is not None for one in organisations.values())


def test_priyas_line_went_from_fen_to_mario_on_one_day() -> None:
    priya = person("Priya")
    with in_organisation(priya.organisation_id):
        lines = list(
            ReportingLine.objects.filter(person=priya).select_related("manager").order_by("since")
        )
    assert [line.manager.called for line in lines] == ["Fen", "Mario"]
    assert lines[0].until == lines[1].since == dt.date(2026, 2, 3) - dt.timedelta(days=155)
    assert lines[1].until is None


def test_nobody_reports_to_somebody_who_had_not_started() -> None:
    for organisation in Organisation.objects.all():
        with in_organisation(organisation.id):
            for line in ReportingLine.objects.select_related("manager", "person"):
                assert line.manager.started_on is not None
                assert line.since >= line.manager.started_on, line.person.name
                assert line.until is None or line.until > line.since


def test_hana_is_people_team_and_ade_alone_administrates() -> None:
    with in_organisation(person("Hana").organisation_id):
        roles = {(role.person.called, role.kind) for role in Role.objects.select_related("person")}
    assert ("Hana", "people_team") in roles
    assert [name for name, kind in roles if kind == "administrator"] == ["Ade"]


def test_lena_has_left_and_leila_is_away_and_neither_can_sign_in() -> None:
    lena, leila = person("Lena"), person("Leila")
    assert lena.left_on == dt.date(2026, 2, 3) - dt.timedelta(days=61)
    assert leila.paused_on == dt.date(2026, 2, 3) - dt.timedelta(days=68)
    with in_organisation(lena.organisation_id):
        assert manager_of(lena) is None
        away = {one.called for one in Person.objects.all() if not one.is_active}
    assert away == {"Lena", "Leila"}
    assert not any(one.user and one.user.is_active for one in (lena, leila))


def test_everybody_signs_in_with_the_demos_password() -> None:
    hashes = set(User.objects.values_list("password", flat=True))
    # One for each organisation: checking these is checking all.
    assert len(hashes) == 2
    assert all(word.startswith("argon2$argon2id$") for word in hashes)
    assert all(check_password("heard-demo", word) for word in hashes)


def test_otto_is_in_the_other_organisation_and_in_no_other() -> None:
    otto = person("Otto", OTHERWISE)
    assert otto.email == "otto@other.heard.example"
    with in_organisation(person("Priya").organisation_id):
        assert not Person.objects.filter(called="Otto").exists()
