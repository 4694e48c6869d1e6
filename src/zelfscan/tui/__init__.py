"""The screens. Everything that knows Textual lives here."""
