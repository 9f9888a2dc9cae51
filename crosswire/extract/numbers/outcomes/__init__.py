"""What became of those counted: triggers of harm and their victims, and which counts are running totals."""
