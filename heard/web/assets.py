"""Styles and scripts: small files on disk, one of each over the wire, named by their content.

Files are joined in the order of their names when the process starts; there is no build step. The
address carries a digest of the content, so a browser keeps it for a year and never keeps it
wrongly.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

STATIC = Path(__file__).parent / "static"
KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
FOREVER = "public, max-age=31536000, immutable"


def joined(kind: str) -> bytes:
    """All files of a kind, vendored ones first. What scripts say to their readers stays on disk."""
    folder = STATIC / kind
    vendored = [file.read_bytes() for file in sorted((folder / "vendor").glob(f"*.{kind}"))]
    own = [file.read_bytes() for file in sorted(folder.glob(f"*.{kind}"))]
    if kind == "js":
        own = [without_comments(script) for script in own]
    return b"\n".join(vendored + own)


def without_comments(script: bytes) -> bytes:
    """The same lines, less those that are a comment and the space before the others."""
    lines = (line.strip() for line in script.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//"))


@cache
def bundle(kind: str) -> tuple[str, bytes]:
    """The digest and the joined content, read once a process."""
    content = joined(kind)
    return hashlib.sha256(content).hexdigest()[:12], content


def current_bundle(kind: str) -> tuple[str, bytes]:
    """Read afresh on each request while developing."""
    if settings.DEBUG:
        bundle.cache_clear()
    return bundle(kind)


def addresses() -> dict[str, str]:
    """Where the page finds its style and its script."""
    return {kind: reverse("asset", args=[current_bundle(kind)[0], kind]) for kind in KINDS}


@login_not_required
@require_safe
def asset(request: HttpRequest, digest: str, kind: str) -> HttpResponse:
    """The joined file; a digest of an older start answers with the present content, uncached."""
    if kind not in KINDS:
        raise Http404
    present, content = current_bundle(kind)
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Cache-Control"] = FOREVER if digest == present else "no-store"
    return response


@login_not_required
@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """The product mark, for the browser's tab."""
    response = HttpResponse(
        (STATIC / "img" / "mark.svg").read_bytes(), content_type="image/svg+xml"
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response
