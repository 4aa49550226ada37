"""Addresses of openings, of interest in them, and of raising them."""

from django.urls import path

from heard.web.views import interest, opportunities

ONE = "opportunities/<uuid:opening_id>"

urlpatterns = [
    path("opportunities", opportunities.opportunities, name="opportunities"),
    path("opportunities/new", opportunities.opening_new, name="opening-new"),
    path(ONE, opportunities.opening, name="opening"),
    path(f"{ONE}/edit", opportunities.opening_edit, name="opening-edit"),
    path(f"{ONE}/state", opportunities.opening_state, name="opening-state"),
    path(f"{ONE}/interest", interest.opening_interest, name="opening-interest"),
    path(f"{ONE}/aside", interest.opening_aside, name="opening-aside"),
    path(
        f"{ONE}/interest/<uuid:interest_id>/answer",
        interest.interest_answer,
        name="interest-answer",
    ),
    path(f"{ONE}/matches/<uuid:match_id>/raising", interest.match_raising, name="match-raising"),
    path("raisings/<uuid:raising_id>/item", interest.raising_on_page, name="raising-on-page"),
]
