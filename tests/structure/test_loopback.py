"""A test that reaches for another machine fails, wherever it runs."""

import socket

import pytest

from tests.loopback import ReachedOutside


@pytest.mark.parametrize("host", ["192.0.2.1", "example.com"])
def test_another_machine_is_out_of_reach(host: str) -> None:
    with socket.socket() as outbound, pytest.raises(ReachedOutside, match=host):
        outbound.connect((host, 80))


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket() as outbound:
        outbound.connect(listener.getsockname())
        assert outbound.getpeername() == listener.getsockname()
