"""Damages inputs on purpose and reads them: nothing may crash, hang, or take memory past the limits."""
