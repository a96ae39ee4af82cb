"""Bytes to text, text to turns, turns to parts; and the proof that no character is lost."""
