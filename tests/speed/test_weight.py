"""Budgets: what the browser is sent besides the page itself."""

import gzip

from heard.web.assets import STATIC, joined

SCRIPT, OWN_SCRIPT, STYLE = 30_000, 8_192, 18_000


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_script_and_style_stay_light() -> None:
    library = packed((STATIC / "js" / "vendor" / "htmx.min.js").read_bytes())
    assert packed(joined("js")) <= SCRIPT
    assert packed(joined("js")) - library <= OWN_SCRIPT
    assert packed(joined("css")) <= STYLE
    assert b"@font-face" not in joined("css")
