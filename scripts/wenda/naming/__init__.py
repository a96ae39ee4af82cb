"""Addresses that keep their words: folding, ledgers, the register."""
