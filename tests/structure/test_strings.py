"""What people read goes through translation; templates are free of script and style.

Text that is the same in every language is marked in HTML's own way: `translate="no"`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.reading import ROOT, files, modules, place, plant
from tests.structure.templates import Reader, translatable

TEMPLATES = ("heard/**/templates/**/*.html",)
LETTERS = ("heard/**/templates/**/*.txt",)

GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_CONTEXT = {"npgettext", "npgettext_lazy"}


def exclamations(root: Path) -> list[str]:
    """Translatable strings that raise their voice. A mark quoted as a key to press does not."""
    return [f"{where}: {text}" for where, text in all_translatable(root) if raises_its_voice(text)]


def raises_its_voice(text: str) -> bool:
    """Ends a word or a sentence with `!`; standing alone it is a sign to type."""
    return any(
        mark == "!" and before not in " “‘\"'`(>"
        for before, mark in zip(" " + text, text + " ", strict=False)
    )


def all_translatable(root: Path) -> Iterator[tuple[str, str]]:
    for name, module in modules(root, "heard/**/*.py"):
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                yield from ((f"{name}:{node.lineno}", text) for text in strings_of(node))
    for path in files(root, *TEMPLATES, *LETTERS):
        for text in translatable(path.read_text(encoding="utf-8")):
            yield place(root, path), text


def strings_of(call: ast.Call) -> Iterator[str]:
    """The strings that a call gives to the translation system."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = 1 if name in CONTEXT | PLURAL_CONTEXT else 0
    count = 2 if name in PLURAL | PLURAL_CONTEXT else 1
    if name in GETTEXT | PLURAL | CONTEXT | PLURAL_CONTEXT:
        for argument in call.args[first : first + count]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def untranslated(root: Path) -> list[str]:
    return [
        f"{place(root, path)}: {text}"
        for path in files(root, *TEMPLATES)
        for text in Reader.of(path).untranslated
    ]


def inline_code(root: Path) -> list[str]:
    """Script and style in a template: the content security policy would refuse them."""
    return [
        f"{place(root, path)}: {code}"
        for path in files(root, *TEMPLATES)
        for code in Reader.of(path).inline_code
    ]


def test_no_string_raises_its_voice() -> None:
    assert exclamations(ROOT) == []


def test_every_text_is_translatable() -> None:
    assert untranslated(ROOT) == []


def test_templates_hold_neither_script_nor_style() -> None:
    assert inline_code(ROOT) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("heard/people/joining.py", "x = _('Welcome!')"),
        ("heard/people/joining.py", "x = gettext_lazy('Well done! Next.')"),
        ("heard/people/joining.py", "x = ngettext('One!', 'Many', 1)"),
        ("heard/people/joining.py", "x = ngettext('One', 'Many!', 2)"),
        ("heard/people/joining.py", "x = pgettext('greeting', 'Hello!')"),
        ("heard/web/templates/a.html", "{% translate 'Saved!' %}"),
        ("heard/web/templates/a.html", '{% trans "Saved!" as saved %}'),
        (
            "heard/web/templates/a.html",
            "{% blocktranslate %}Saved, {{ name }}!{% endblocktranslate %}",
        ),
        ("heard/web/templates/a.html", '<p title="{{ _("Saved!") }}">'),
        ("heard/web/templates/mail/a.txt", "{% translate 'Saved!' %}"),
    ],
)
def test_a_raised_voice_is_found(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert len(exclamations(tmp_path)) == 1


@pytest.mark.parametrize("text", ["Begin with ! for an action", "“!” makes an action", "Saved."])
def test_a_sign_to_type_is_let_be(text: str) -> None:
    assert not raises_its_voice(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Nothing on the page yet.</p>",
        "<p>{{ count }} items</p>",
        "{% if open %}Open{% endif %}",
        '<input placeholder="Add an item">',
        '<a href="/" title="Home">{% translate "Home" %}</a>',
        '<button aria-label="Close"></button>',
        '<img alt="A page for two" src="/x.png">',
        '<input type="submit" value="Add">',
        "{% translate 'Home' %} and more",
        '<p translate="no">One</p><p>Two</p>',
        "{% block main %}Two{% endblock %}",
    ],
)
def test_text_outside_the_translation_system_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "heard/web/templates/a.html", text)
    assert len(untranslated(tmp_path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<p>{% translate 'Nothing on the page yet.' %}</p>",
        "{% blocktranslate count n=n %}One{% plural %}Many{% endblocktranslate %}",
        "{# a remark #}{% comment %}and a longer one{% endcomment %}<!-- and one more -->",
        '<input type="hidden" value="covered"><p class="quiet">{{ text }} · 3 &nbsp;</p>',
        "<input placeholder=\"{% translate 'Add an item' %}\">",
        '<div translate="no"><p>Heard</p><br><b>Tidewater Studio</b></div>',
        "{% block body_class %}wide{% endblock %}<title>{{ page }} · Heard</title>",
        '<p class="{% if a > b %}large{% else %}small{% endif %}">{{ x }}</p>',
    ],
)
def test_translated_text_is_welcome(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "heard/web/templates/a.html", text)
    assert untranslated(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        '<p {% if a %}style="color: red"{% endif %}>',
        '<button onclick="go()">',
        '<button hx-on:click="go()">',
        '<button hx-on--after-request="go()">',
        "<script>go()</script>",
        '<script type="module">go()</script>',
        "<style>p { color: red }</style>",
        '<a href="javascript:go()">',
    ],
)
def test_inline_code_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "heard/web/templates/a.html", text)
    assert len(inline_code(tmp_path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<script type="module" src="{{ page }}"></script>',
        '<script type="application/json">{"once": true}</script>',
        '<p class="style" data-on="yes">{{ one }}</p>',
    ],
)
def test_code_in_its_own_file_is_welcome(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "heard/web/templates/a.html", text)
    assert inline_code(tmp_path) == []
