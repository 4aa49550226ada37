"""The words of the packs we ship, for the translators: TOML is not read by their tools.

A test holds this list to what the packs say.
"""

from django.utils.translation import gettext_noop

PHRASES = (
    gettext_noop("A week in three words"),
    gettext_noop("How did the week feel?"),
    gettext_noop("How was the amount of work?"),
    gettext_noop("I knew what mattered most"),
    gettext_noop("I had a say in how I did it"),
    gettext_noop("If I needed help it was easy to get"),
    gettext_noop("I learned or used something I care about"),
    gettext_noop("I felt part of things"),
    gettext_noop("rough"),
    gettext_noop("flat"),
    gettext_noop("mixed"),
    gettext_noop("good"),
    gettext_noop("great"),
    gettext_noop("far too little"),
    gettext_noop("a bit little"),
    gettext_noop("about right"),
    gettext_noop("a bit much"),
    gettext_noop("far too much"),
    gettext_noop("not at all"),
    gettext_noop("a little"),
    gettext_noop("partly"),
    gettext_noop("mostly"),
    gettext_noop("fully"),
)
