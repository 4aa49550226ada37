"""Addresses of the directory and the organisation's settings."""

from django.urls import path

from heard.web.views import importing, people, places

urlpatterns = [
    path("admin/people", people.people, name="people"),
    path("admin/people/new", people.person_new, name="person-new"),
    path("admin/people/import", importing.importing, name="people-import"),
    path("admin/people/import/template.csv", importing.template, name="people-import-template"),
    path("admin/people/import/<uuid:import_id>", importing.one_import, name="people-import-one"),
    path(
        "admin/people/import/<uuid:import_id>/columns",
        importing.columns,
        name="people-import-columns",
    ),
    path("admin/people/import/<uuid:import_id>/rows", importing.rows, name="people-import-rows"),
    path(
        "admin/people/import/<uuid:import_id>/applying",
        importing.applying,
        name="people-import-applying",
    ),
    path(
        "admin/people/import/<uuid:import_id>/giving-up",
        importing.giving_up,
        name="people-import-giving-up",
    ),
    path(
        "admin/people/import/<uuid:import_id>/undoing",
        importing.undoing,
        name="people-import-undoing",
    ),
    path("admin/people/<uuid:person_id>", people.person, name="person"),
    path("admin/people/<uuid:person_id>/manager", people.person_manager, name="person-manager"),
    path(
        "admin/people/<uuid:person_id>/invitation",
        people.person_invitation,
        name="person-invitation",
    ),
    path("admin/people/<uuid:person_id>/standing", people.person_standing, name="person-standing"),
    path("admin/people/<uuid:person_id>/role", people.person_role, name="person-role"),
    path("admin/places", places.places, name="places"),
    path("admin/places/<uuid:place_id>", places.place, name="place"),
    path("admin/organisation", people.organisation, name="organisation"),
]
