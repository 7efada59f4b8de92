"""The request page of WhatDoTheyKnow and other Alaveteli sites; ``id="incoming-N"`` is stable since 2008."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from foi_extract.errors import SourceError
from foi_extract.reading.html.soup import attribute, classes, words_of
from foi_extract.reading.html.thread import Message, documents_from_thread
from foi_extract.reading.iso_dates import iso_date
from foi_records.document import Document, Known, Source

STATE = re.compile(r"request-status-message--([a-z_]+)")
LEFT_OUT = ".attachments, .unfold_link, .correspondence__footer, .event_actions, .cplink, .comment_in_request"


def read_page(soup: BeautifulSoup, source: Source) -> list[Document]:
    """Each reply of the request's thread as a document."""
    known = known_from_page(soup)
    messages = [message_from_element(tag) for tag in message_elements(soup)]
    if not messages:
        raise SourceError(
            "empty",
            f"{source.name} is a request page without its messages. Save the whole page and give that.",
        )
    return documents_from_thread(messages, source, known)


def message_elements(soup: BeautifulSoup) -> list[Tag]:
    """The messages in the page's order; resendings, annotations and notes are none."""
    found = soup.select("div.correspondence[id^=incoming-], div.correspondence[id^=outgoing-]")
    return [tag for tag in found if tag.select_one(".correspondence_text, #hidden_message, .hidden_message")]


def message_from_element(tag: Tag) -> Message:
    """One message of the thread."""
    hidden = tag.select_one(".hidden_message")
    bodies = [] if hidden else tag.select(".correspondence_text")
    when = tag.select_one("time[datetime]")
    heading = tag.select_one(".correspondence__header, h2")
    return Message(
        id=attribute(tag, "id"),
        incoming="incoming" in classes(tag),
        bodies=bodies,
        date=iso_date(words_of(when), attribute(when, "datetime")) if when else iso_date(words_of(heading)),
        author=words_of(tag.select_one(".correspondence__header__author")) or None,
        attachments=attachment_names(tag),
        left_out={id(part) for part in tag.select(LEFT_OUT)},
        hidden=words_of(hidden) or None,
    )


def attachment_names(tag: Tag) -> tuple[str, ...]:
    """File names of a message's attachments; old pages print the name in bold beside its links."""
    named = tag.select(".attachment .attachment__name, .attachments .attachment_name")
    return tuple(
        filter(None, (words_of(name) for name in named or tag.select(".attachments li.attachment > a b")))
    )


def known_from_page(soup: BeautifulSoup) -> Known:
    """What the page says of its request: authority, state, address.

    Its law is left out: "Environmental Information Regulations" may be the Scottish ones.
    """
    subtitle = soup.select_one(".request-header__subtitle")
    body = (subtitle or soup).select_one("a[href*='/body/']")
    permalink = soup.select_one("link[rel=canonical][href], meta[property='og:url'][content]")
    status = (
        STATE.search(attribute(status_of, "class"))
        if (status_of := soup.select_one("#request_status"))
        else None
    )
    return Known(
        authority=words_of(body) or None,
        status=status.group(1) if status else None,
        url=(attribute(permalink, "href") or attribute(permalink, "content") or None) if permalink else None,
    )
