"""Addresses of Me: what a person says of themselves."""

from django.urls import path

from heard.web.views import blend, heard, me, wishes

urlpatterns = [
    path("me", me.me, name="me"),
    path("me/statements", me.statements, name="statements"),
    path("me/statements/<uuid:statement_id>", me.statement, name="statement"),
    path(
        "me/statements/<uuid:statement_id>/audience",
        me.statement_audience,
        name="statement-audience",
    ),
    path(
        "me/statements/<uuid:statement_id>/removal", me.statement_removal, name="statement-removal"
    ),
    path("me/blend", blend.blend, name="blend"),
    path("me/blend/closing", blend.blend_closing, name="blend-closing"),
    path("me/blend/work-side", blend.work_side, name="work-side"),
    path("me/elements", blend.elements, name="elements"),
    path("me/elements/<uuid:element_id>", blend.element, name="element"),
    path("me/elements/<uuid:element_id>/audience", blend.element_audience, name="element-audience"),
    path("me/elements/<uuid:element_id>/item", blend.element_item, name="element-item"),
    path("me/elements/<uuid:element_id>/position", blend.element_position, name="element-position"),
    path("me/elements/<uuid:element_id>/removal", blend.element_removal, name="element-removal"),
    path("me/heard", heard.heard, name="heard"),
    path("me/work", wishes.work, name="work"),
    path("me/wishes", wishes.wishes, name="wishes"),
    path("me/wishes/<uuid:wish_id>", wishes.wish, name="wish"),
    path("me/wishes/<uuid:wish_id>/audience", wishes.wish_audience, name="wish-audience"),
    path("me/wishes/<uuid:wish_id>/position", wishes.wish_position, name="wish-position"),
    path("me/wishes/<uuid:wish_id>/removal", wishes.wish_removal, name="wish-removal"),
]
