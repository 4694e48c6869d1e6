"""What the command palette offers, in Dutch."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit, Hits, Provider


class HouseCommands(Provider):
    """Searches the app's own commands, and says in Dutch when nothing fits."""

    async def discover(self) -> Hits:
        for title, explanation, run, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(title, run, help=explanation)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        found = False
        for title, explanation, run, _ in self.app.get_system_commands(self.screen):
            if (score := matcher.match(title)) > 0:
                found = True
                yield Hit(score, matcher.highlight(title), run, help=explanation)
        if not found:
            yield Hit(0.01, "Geen opdracht gevonden", _do_nothing, help="Probeer een ander woord, of sluit met Esc")


def _do_nothing() -> None:
    """There is nothing to run."""
