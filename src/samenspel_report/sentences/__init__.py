"""Every sentence of a report: results in, plain language out, in the reader's language."""
