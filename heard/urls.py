"""Where each address leads: pages, the API, health."""

from django.urls import include, path

from heard.web.views import errors

urlpatterns = [
    path("api/v1/", include("heard.api.urls")),
    path("", include("heard.web.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
