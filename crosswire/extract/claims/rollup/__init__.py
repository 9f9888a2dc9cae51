"""The roll-up of a report's main incident: its statements of killed and injured, its headline, and which one counts."""
