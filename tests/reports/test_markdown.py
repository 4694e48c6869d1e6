"""Reports as Markdown: the same content in the same order, and nothing that a person typed becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from builders import make_scan
from paper_reports import HOSTILE, full_leader, group_document, squeezed, texts_in
from zelfscan.domain import Assessment, Catalog
from zelfscan.reports.document import Bars, Block, Document, Heading, Paragraph, Point, Quote, Table, TopicBlock
from zelfscan.reports.forms.markdown import escape, markdown
from zelfscan.reports.leader import leader_report
from zelfscan.safe_text import one_line


def parsed(text: str) -> list[Token]:
    """Every token of a Markdown text, as a reader with tables and links for bare addresses takes it."""
    return list(flattened(MarkdownIt("gfm-like").parse(text)))


def flattened(tokens: list[Token]) -> Iterator[Token]:
    """The tokens with what is in them."""
    for token in tokens:
        yield token
        if token.children:
            yield from flattened(token.children)


def shown(tokens: list[Token]) -> str:
    """The text that a reader sees."""
    return "".join(token.content for token in tokens if token.type in ("text", "text_special", "fence", "code_inline"))


@given(st.text() | st.sampled_from(HOSTILE.split()) | st.just(HOSTILE))
def test_a_text_is_shown_as_it_is(text: str) -> None:
    """Guards that any text, alone, in a list, quoted or in a table, is a plain text with the same signs."""
    for place in ("{}", "- {}", "> {}", "| a |\n| --- |\n| {} |"):
        tokens = parsed(place.format(escape(text)))
        kinds = {token.type for token in tokens} - {"inline", "text", "text_special"}
        assert kinds <= {
            "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close", "list_item_open",
            "list_item_close", "blockquote_open", "blockquote_close", "table_open", "table_close", "thead_open",
            "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open",
            "td_close",
        } | ({"link_open", "link_close"} if "@" in text or "." in text else set())  # fmt: skip
        assert squeezed(shown(tokens)).removeprefix("a") in (squeezed(one_line(text)), squeezed(one_line(text))[1:])


@pytest.mark.parametrize("sign", ["<b>", "[x](y)", "![x](y)", "`x`", "*x*", "_x_", "~~x~~", "# x", "- x", "+ x", "1. x",
                                  "1) x", "> x", "| x", "===", "&lt;", "$x$", "\\", "https://x.nl", "www.x.nl",
                                  "http://[::1]/"])  # fmt: skip
def test_markup_does_nothing(sign: str) -> None:
    """Guards each kind of Markdown, HTML and bare address by itself."""
    tokens = parsed(escape(sign))
    assert [token.type for token in tokens if token.type not in ("text", "text_special")] == [
        "paragraph_open", "inline", "paragraph_close",
    ]  # fmt: skip
    assert shown(tokens) == sign


def test_the_reports_hold_no_markup_of_people(catalog: Catalog) -> None:
    """Guards whole reports with hostile texts everywhere: no HTML, no link, no picture."""
    hostile = replace(full_leader(HOSTILE), participant=HOSTILE, round_name=HOSTILE)
    kinds = {token.type for token in parsed(markdown(leader_report(catalog, hostile)))}
    assert kinds.isdisjoint({"html_inline", "html_block", "image"})
    links = [token for token in parsed(markdown(leader_report(catalog, hostile))) if token.type == "link_open"]
    assert {str(link.attrGet("href")).split(":")[0] for link in links} <= {"mailto"}
    assert "\x1b" not in markdown(leader_report(catalog, hostile))


def test_the_content_and_its_order_are_those_of_the_document(catalog: Catalog) -> None:
    """Guards that Markdown holds each text and number of the blocks, and the headings in the same order."""
    for document in (leader_report(catalog, full_leader()), group_document(catalog)):
        tokens = parsed(markdown(document))
        text = squeezed(shown(tokens))
        assert [told for told in texts_in(document) if squeezed(told) not in text] == []
        places = [text.index(squeezed(title), 40) for title in titles(document)]
        assert places == sorted(places)


def titles(document: Document) -> Iterator[str]:
    """What names each part of a report."""
    for block in document.blocks:
        match block:
            case Heading(_, text):
                yield text
            case Point() | TopicBlock():
                yield block.summary if isinstance(block, TopicBlock) else block.statement
            case Bars():
                yield block.title


def test_every_block_has_a_form(catalog: Catalog) -> None:
    """Guards that no kind of block is left without Markdown."""
    importance = make_scan("SL-01", {7: (4, None)}, assessment=Assessment.IMPORTANCE_ONLY)
    documents = [leader_report(catalog, full_leader()), leader_report(catalog, make_scan("SL-01", {})),
                 leader_report(catalog, importance), group_document(catalog)]  # fmt: skip
    seen = {type(block) for document in documents for block in document.blocks} | {Quote, Paragraph}
    assert seen == set(get_args(Block))
    assert all(markdown(document).startswith("# ") for document in documents)


def test_cells_stay_in_their_table() -> None:
    """Guards that line ends and bars in a cell do not break a row."""
    table = Table(("a", "b"), (("x|y\nz", "q"),))
    tokens = parsed(markdown(Document("t", "s", "f", None, (table,))))
    assert sum(token.type == "td_open" for token in tokens) == 2


def test_paragraphs_keep_their_line_ends() -> None:
    """Guards that what a person wrote under each other stays under each other, quoted or not."""
    text = markdown(Document("t", "s", "f", None, (Paragraph("een\n\ntwee"), Quote("q", "drie\nvier"))))
    assert "\neen\n\ntwee\n" in text
    assert "\n> drie\n>\n> vier\n" in text
