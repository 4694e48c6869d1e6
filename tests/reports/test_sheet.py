"""The questionnaire as a page and on paper: all of the catalog is in it, nothing else can be, and it stays small.

What the page does is tried in a real browser by `make blad-test`.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zelfscan.reports
from builders import plain_catalog
from evil import MARKUP
from paper_reports import HOSTILE, pdf_text, squeezed
from zelfscan import safe_text
from zelfscan.domain import DO_NOT_KNOW, Catalog, LearningModel, Support
from zelfscan.reports import is_intact_sheet, sheet_html, sheet_pdf
from zelfscan.safe_text import escaped, kinds_of_signs, one_line

RECIPIENT = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq"
FOLDER = Path(zelfscan.reports.__file__).parent / "forms" / "sheet"
VOID = {"meta", "input", "progress", "br"}


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and the text in each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]][-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def said(self) -> str:
        """What a person can read."""
        return "\n".join(text for tag, texts in self.texts.items() if tag not in {"script", "style"} for text in texts)


def sheet(catalog: Catalog, **options: Any) -> str:
    """The page with the usual form of files."""
    return sheet_html(catalog, schema=1, size=2 * 1024 * 1024, **options)


def hash_of(text: str) -> str:
    """How a policy names a text that it lets run."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def facts_of(page: Page) -> dict[str, Any]:
    """What the page's program knows."""
    found: dict[str, Any] = json.loads(page.texts["script"][0])
    return found


@pytest.mark.parametrize("recipients", [(), (RECIPIENT,)])
def test_the_policy_lets_run_what_is_in_the_page_and_nothing_else(
    catalog: Catalog, recipients: tuple[str, ...]
) -> None:
    """Guards that the hashes are those of the programs and the style in the page, and that nothing may be fetched."""
    page = Page(sheet(catalog, recipients=recipients))
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    programs = [text for text, made in zip(page.texts["script"], page.all("script"), strict=True) if "type" not in made]
    assert len(programs) == 1 + len(recipients)
    assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == {
        "default-src": "'none'", "script-src": " ".join(map(hash_of, programs)),
        "style-src": hash_of(page.texts["style"][0]), "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip


def test_nothing_in_the_page_leads_outside(catalog: Catalog) -> None:
    """Guards that there is no address, no style or program in an attribute, and no call to a network."""
    page = Page(sheet(catalog, round_name="najaar-2026"))
    for tag, attributes in page.elements:
        assert not {"src", "style", "action", "srcset", "data"} & set(attributes), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert attributes.get("href", "#").startswith("#"), tag
    program = page.texts["script"][-1]
    assert not re.search(
        r"https?://|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|indexedDB|cookie", program
    )
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(", program)
    assert "url(" not in page.texts["style"][0]


def test_the_page_is_small(catalog: Catalog) -> None:
    """Guards what can be mailed: 150 kB, and 320 kB when it seals."""
    assert len(sheet(catalog, round_name="najaar-2026").encode()) <= 150_000
    assert len(sheet(catalog, round_name="najaar-2026", recipients=(RECIPIENT,)).encode()) <= 320_000


def test_everything_of_the_questionnaire_is_in_it(catalog: Catalog) -> None:
    """Guards every text of the catalog that a leader gets to see in the scan, and every field that a scan has."""
    page = Page(sheet(catalog))
    told = page.said
    for item in catalog.competencies:
        for text in (item.label, item.statement, item.explanation, *item.examples):
            assert text in told, item.number
    words = catalog.model
    for text in (
        *(f"{level}: {word}" for scale in (catalog.importance, catalog.attainment)
          for level, word in enumerate(scale.levels, 1)),
        catalog.importance.question, catalog.attainment.question, words.left, words.right, words.top, words.bottom,
        *(part for support in catalog.support for part in (support.name, support.explanation)),
    ):  # fmt: skip
        assert text in told
    radios = Counter(made["name"] for made in page.all("input") if made.get("type") == "radio")
    assert all(radios[f"{scale}{number}"] == 5 for scale in "ia" for number in catalog.numbers)
    assert told.count(DO_NOT_KNOW) >= 58
    assert [len(re.findall(rf"\b{number} ", told)) > 0 for number in catalog.numbers] == [True] * 29
    facts = facts_of(page)
    assert (facts["instrument"], facts["version"]) == (catalog.instrument, catalog.version)
    assert len(facts["links"]) == len(catalog.links)


def test_the_page_is_sound(catalog: Catalog) -> None:
    """Guards what screen readers go by: closed elements, one id each, a label or legend for each field, headings in
    order, and references that lead somewhere.
    """
    page = Page(sheet(catalog, round_name="najaar-2026", recipients=(RECIPIENT,)))
    assert (page.open, page.unclosed) == ([], [])
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    named = {label["for"] for label in page.all("label") if "for" in label}
    assert named <= set(ids)
    fields = [*page.all("input"), *page.all("textarea"), *page.all("select")]
    loose = [one for one in fields if one.get("type") not in ("radio", "checkbox")]
    assert [one for one in loose if one.get("id") not in named] == []
    assert len(page.all("label")) == len(fields)
    assert len(page.all("fieldset")) == len(page.all("legend"))
    references = [name for _, attributes in page.elements
                  for key in ("aria-labelledby", "aria-describedby", "aria-controls")
                  for name in attributes.get(key, "").split()]  # fmt: skip
    assert set(references) <= set(ids)
    assert {link["href"].removeprefix("#") for link in page.all("a")} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.all("html") == [{"lang": "nl"}]


def hostile_catalog(text: str) -> Catalog:
    """A catalog with this text in every place that the page shows."""
    plain = plain_catalog()
    return plain._replace(
        source=text,
        domains=tuple(item._replace(name=text) for item in plain.domains),
        importance=plain.importance._replace(question=text, levels=(text,) * 4),
        attainment=plain.attainment._replace(question=text, levels=(text,) * 4),
        learning=LearningModel(*[text] * 10),
        competencies=tuple(
            item._replace(label=text, statement=text, explanation=text, examples=(text, text))
            for item in plain.competencies
        ),
        support=(Support("sparren", text, text),),
        topics=tuple(item._replace(title=text) for item in plain.topics),
    )


@pytest.mark.parametrize(
    "text", [" ".join(MARKUP), HOSTILE, '"><script>x()</script><!--', "</script>", "$style ${data} $$", "</title>"]
)
def test_no_text_of_a_catalog_becomes_a_part_of_the_page(text: str) -> None:
    """Guards that a text stays a text, whatever tags, references and placeholders stand in it."""
    page = Page(sheet(hostile_catalog(text), round_name=text))
    calm = Page(sheet(hostile_catalog("rustig"), round_name="rustig"))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in calm.elements]
    assert (page.open, page.unclosed) == ([], [])
    assert facts_of(page)["labels"]["1"] == text
    assert safe_text.printable(text) in page.said
    assert page.texts["script"][1:] == calm.texts["script"][1:]


def test_a_page_knows_itself(catalog: Catalog) -> None:
    """Guards that a page that somebody changed, or that is cut off, is not taken for ours."""
    data = sheet(catalog).encode()
    assert is_intact_sheet(data)
    assert not is_intact_sheet(data.replace(b"Welke", b"Wat"))
    assert not is_intact_sheet(data[:-1])
    assert not is_intact_sheet(b"")


def test_only_a_sealed_page_holds_what_seals(catalog: Catalog) -> None:
    """Guards who the file is for, and that each kind of page says what becomes of it."""
    sealed, plain = sheet(catalog, recipients=(RECIPIENT,)), sheet(catalog)
    assert facts_of(Page(sealed))["recipients"] == [RECIPIENT]
    assert facts_of(Page(plain))["recipients"] == []
    assert "Het bestand wordt verzegeld" in sealed
    assert "Wie uw bestand krijgt en de sleutel van de ronde heeft, kan al uw antwoorden lezen." in sealed
    assert "Wie uw bestand krijgt, kan al uw antwoorden lezen." in plain
    assert "Encrypter" in sealed.split("<script>")[1]
    assert "Het bestand is gewone tekst" in plain
    assert "age-encryption.org" not in plain


def test_what_seals_is_what_was_read() -> None:
    """Guards the bundle by its checksum, and that its licences go with it wherever it goes."""
    bundle = (FOLDER / "age-encryption.js").read_bytes()
    recipe = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"`{sha256(bundle).hexdigest()}`" in recipe
    assert bundle.startswith((FOLDER / "age-encryption.licence").read_bytes().rstrip())
    assert b"</script" not in bundle
    assert b"<!--" not in bundle


SIGNS = st.text(st.characters(), max_size=30) | st.text(
    st.sampled_from('a1 "=\t\x85\u2028\u0301\u200d\u202e\u2800\ufe0f\ufffd\ue000©\U0001f469\U0001f3eb\U000e0041'),
    max_size=12,
)


@given(SIGNS)
def test_the_kinds_of_signs_say_how_to_escape(text: str) -> None:
    """Guards the table that the page escapes by: what `escaped` does follows from the kinds alone."""
    kinds = unpacked_kinds()
    line = text.replace("\n", " ")
    made, base, marks = "", "", 0
    for place, sign in enumerate(line):
        kind = kinds(ord(sign))
        kept = kind not in "KX"
        if kind == "M":
            marks += 1
            kept = base != "" and marks <= 4
        elif kind == "U" and sign in "\ufe0e\ufe0f" and marks == 0 and base and base in "EY":
            marks = 1
        elif kind == "U":
            after = line[place + 1 : place + 2]
            joins = bool(after) and (kinds(ord(after)) == "E" or after == "\u2800")
            kept = sign == "\u200d" and base == "E" and joins
        else:
            marks, base = 0, "" if kind in "BK" else "E" if kind == "X" else kind
        made += sign if kept else "?"
    assert made == escaped(line, lambda _: "?")


def unpacked_kinds() -> Any:
    """The kind of a sign by its number."""
    whole = "".join(
        letter * (int(length, 36) if length else 1)
        for letter, length in re.findall("([A-Z])([0-9a-z]*)", kinds_of_signs())
    )
    assert len(whole) == 0x110000
    return whole.__getitem__


def test_the_form_for_paper_holds_every_question(catalog: Catalog) -> None:
    """Guards the statements, the words of both scales with their digits, the support, and that it is three pages."""
    text = squeezed(pdf_text(sheet_pdf(catalog, "najaar-2026")))
    for words in (
        *(item.statement for item in catalog.competencies), *(item.name for item in catalog.support),
        *(f"{digit} = {word}" for scale in (catalog.importance, catalog.attainment)
          for digit, word in [*enumerate(scale.levels, 1), (0, DO_NOT_KNOW)]),
        "najaar-2026", catalog.model.left, catalog.model.top,
    ):  # fmt: skip
        assert squeezed(words) in text
    assert "pagina3van3" in text


def test_the_form_for_paper_takes_any_text() -> None:
    """Guards that hostile text of a catalog is set as text."""
    text = squeezed(pdf_text(sheet_pdf(hostile_catalog(HOSTILE), one_line(HOSTILE))))
    assert "#panic()" in text
