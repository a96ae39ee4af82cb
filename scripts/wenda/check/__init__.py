"""Checking quotations: a draft's quotations are found in the record, compared, and judged."""
