"""Stretches of the calendar and lengths of time, and how TIMEX3 writes them; nothing here reads words."""
