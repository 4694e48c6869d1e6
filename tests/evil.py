"""Texts that a person could type and that must stay text."""

from __future__ import annotations

EVIL = (
    "=1+1",
    "@SUM(A1)",
    "+31 6 12345678",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://x.nl";"klik")',
    'Jan "de baas";=1+1',
    "Jan,=1+1",
    'Jan\n"=1+1',
    'Jan",=1+1,"',
    "=cmd|' /C calc'!A0",
    "\x1b[31mrood\x1b]0;titel\x07",
    "\u202e=1+1",
    "https://x.nl",
    "1",
)
