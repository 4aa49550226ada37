"""The catalogue is there for those who build Heard, and nowhere else."""

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


def test_it_shows_every_component_in_a_demo_and_is_absent_in_use() -> None:
    with override_settings(DEMO=True):
        shown = Client().get("/catalogue")
    assert shown.status_code == 200
    for component in (b"is-covered", b"conflict-sides", b"dot-strip", b"chip-mine", b"is-failed"):
        assert component in shown.content
    with override_settings(DEMO=False):
        assert Client().get("/catalogue").status_code == 404
