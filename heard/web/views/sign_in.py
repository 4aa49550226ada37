"""Signing in and out, through the accounts library, at our addresses and in our words."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heard.lib.limits import longest_wait
from heard.people.models import Organisation, Person
from heard.people.setting_up import is_set_up
from heard.people.tenancy import in_organisation
from heard.web.limits import remember_browser, sign_in_tries
from heard.web.replies import wait_words
from heard.web.sign_in import DEMO_CAST, enter


class SignIn(LoginView):  # type: ignore[misc]
    """One sentence for any wrong pair; afterwards, back to the exact place."""

    template_name = "accounts/sign_in.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Each try counts until it turns out right: many at once get no further than a few."""
        self.email = request.POST.get("login", "")[:254].strip().casefold()
        self.tries = sign_in_tries(request, self.email)
        wait = longest_wait(self.tries)
        if wait:
            context = self.get_context_data(wait=wait_words(wait))
            response = render(request, self.template_name, context, status=429)
            response["Retry-After"] = str(wait)
            return response
        for limit, whose in self.tries:
            limit.count(whose)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        for limit, whose in self.tries:
            limit.give_back(whose)
        response: HttpResponse = super().form_valid(form)
        remember_browser(self.request, response, self.email)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["cast"] = demo_cast() if settings.DEMO else []
        context["not_set_up"] = self.request.method == "GET" and not is_set_up()
        context["next"] = self.request.GET.get("next", self.request.POST.get("next", ""))
        return context


sign_in = login_not_required(SignIn.as_view())


def demo_cast() -> list[dict[str, str]]:
    """The people of the demo, for one press each; who they are in a line."""
    lines = {
        "priya": _("Designer. Reports to Mario."),
        "mario": _("Leads the designers. Priya's manager."),
        "sol": _("Heads design. Mario's manager."),
        "pia": _("Designer. Priya's colleague."),
        "fen": _("Priya's manager until last summer."),
        "hana": _("People team. Reads no page."),
        "ade": _("Administrator. Reads no page either."),
        "otto": _("Of another organisation altogether."),
    }
    return [
        {"key": key, "name": name, "line": lines[key]} for key, (name, _email) in DEMO_CAST.items()
    ]


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's cast. Only in a demo; anywhere else it isn't there."""
    known = DEMO_CAST.get(request.POST.get("who", ""))
    if not settings.DEMO or known is None:
        raise Http404
    for organisation in Organisation.objects.all():
        with in_organisation(organisation.id):
            person = Person.objects.active().by_email(known[1]).select_related("user").first()
        if person is not None and person.user is not None:
            return enter(request, person, next_place(request))
    raise Http404


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session here, and asks the browser to forget what it kept."""
    logout(request)
    response = HttpResponseRedirect(reverse("sign-in"))
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def next_place(request: HttpRequest) -> str:
    """Where they were going, if it is a place of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return "/"
