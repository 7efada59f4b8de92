"""The whole page: both sides, their style and script, and a policy under which nothing else runs or loads."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from importlib import resources

from foi_extract.showing.evidence import KINDS, Evidence, counts_of, evidence_of
from foi_extract.showing.links import Links
from foi_extract.showing.pictures import Picture
from foi_extract.showing.record import record_to_html
from foi_extract.showing.source import pages_to_html, text_to_html
from foi_records.response import Response


def page_from_responses(responses: Sequence[Response], pictures: Sequence[Picture], title: str) -> str:
    """A self-contained page: the pictures where there are any, else the text; beside it the records."""
    evidence = {f"r{n}": evidence_of(r, f"r{n}") for n, r in enumerate(responses, 1)}
    everything = [e for each in evidence.values() for e in each]
    if pictures:
        drawn = [e.on({p.number for p in pictures}) for e in everything]
        places = {e.key: len(e.boxes) for e in drawn}
        source = pages_to_html(pictures, drawn)
    else:
        places = {e.key: len(e.spans_in_text) for e in everything}
        source = "".join(
            text_to_html(r.text, each) for r, each in zip(responses, evidence.values(), strict=True)
        )
    links = Links(places)
    records = "".join(
        record_to_html(response, prefix, links) for prefix, response in zip(evidence, responses, strict=True)
    )
    style, script = _asset("page.css"), _asset("page.js")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(script)}">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{style}{_switches()}</style></head><body>"
        f'<div class="bar"><h1>{escape(title)}</h1>{legend(everything)}</div>'
        f"<main>{source}</main><aside>{records}</aside><script>{script}</script></body></html>\n"
    )


def policy(script: str) -> str:
    """What the page may do: its own script, styles and pictures within itself; nothing from elsewhere.

    The script is named by its hash, so that a script which got into the page by way of a letter is dead.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def legend(evidence: Sequence[Evidence]) -> str:
    """A switch for each kind of evidence."""
    switches = "".join(
        f'<label class="{kind}"><input type="checkbox" id="show-{kind}" checked>'
        f"{KINDS[kind]} <b>{n}</b></label>"
        for kind, n in counts_of(evidence).items()
    )
    return f'<div class="legend">{switches}</div>'


def _switches() -> str:
    """Rules that take a kind's boxes and marks away when its switch is off."""
    return "".join(
        f"body:has(#show-{kind}:not(:checked)) .box.{kind}{{display:none}}"
        f"body:has(#show-{kind}:not(:checked)) .mark.{kind}{{background:none;box-shadow:none}}"
        for kind in KINDS
    )


def _asset(name: str) -> str:
    return resources.files("foi_extract.showing").joinpath(name).read_text(encoding="utf-8")
