"""What every context stands on, without a word of the domain: audit, errors, jobs, pages."""
