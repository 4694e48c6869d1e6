"""Reports to take along: one document of blocks, set as PDF or written as Markdown."""
