"""Addresses of the directory and the organisation's settings."""

from django.urls import path

from heard.web.views import people

urlpatterns = [
    path("admin/people", people.people, name="people"),
    path("admin/people/new", people.person_new, name="person-new"),
    path("admin/people/<uuid:person_id>", people.person, name="person"),
    path("admin/people/<uuid:person_id>/manager", people.person_manager, name="person-manager"),
    path(
        "admin/people/<uuid:person_id>/invitation",
        people.person_invitation,
        name="person-invitation",
    ),
    path("admin/people/<uuid:person_id>/standing", people.person_standing, name="person-standing"),
    path("admin/people/<uuid:person_id>/role", people.person_role, name="person-role"),
    path("admin/organisation", people.organisation, name="organisation"),
]
