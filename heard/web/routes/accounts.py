"""Addresses of the doors and of one's own settings."""

from django.urls import path

from heard.web.views import about_you, health, help, joining, setting_up, settings, sign_in

urlpatterns = [
    path("setup", setting_up.set_up, name="set-up"),
    path("setup/<slug:step>", setting_up.step, name="set-up-step"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    # The accounts library asks for its own names.
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-in", sign_in.sign_in, name="account_signup"),
    path("sign-in/demo", sign_in.demo_sign_in, name="demo-sign-in"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("join/about-you", about_you.about_you, name="about-you"),
    path("join/<str:token>", joining.joining, name="join"),
    path("recover", joining.recover, name="recover"),
    path("recover", joining.recover, name="account_reset_password"),
    path("recover/<str:token>", joining.recovery, name="recovery"),
    path("fresh-link", joining.fresh_link, name="fresh-link"),
    path("settings", settings.section, name="settings"),
    path("settings/display", settings.section, {"name": "display"}, name="settings-display"),
    path("settings/keys", settings.section, {"name": "keys"}, name="settings-keys"),
    path("settings/mail", settings.section, {"name": "mail"}, name="settings-mail"),
    path("settings/security", settings.security, name="settings-security"),
    path("settings/security/sessions", settings.session_ending, name="session-ending"),
    path("settings/tokens", settings.tokens, name="settings-tokens"),
    path("settings/tokens/<uuid:token_id>/ending", settings.token_ending, name="token-ending"),
    path("more", help.more, name="more"),
    path("help", help.help_page, name="help"),
    path("help/privacy", help.privacy, name="help-privacy"),
    path("help/keys", help.keys, name="help-keys"),
    path("help/accessibility", help.accessibility, name="help-accessibility"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
