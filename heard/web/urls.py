"""Pages and what they post to, one list a part of the product."""

from django.urls import include, path

from heard.web import assets

urlpatterns = [
    path("assets/heard.<slug:digest>.<slug:kind>", assets.asset, name="asset"),
    path("mark.svg", assets.mark, name="mark"),
    path("", include("heard.web.routes.pages")),
    path("", include("heard.web.routes.me")),
    path("", include("heard.web.routes.objectives")),
    path("", include("heard.web.routes.feedback")),
    path("", include("heard.web.routes.opportunities")),
    path("", include("heard.web.routes.accounts")),
    path("", include("heard.web.routes.people")),
]
