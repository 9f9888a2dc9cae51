"""Who can be a victim: counted people, single ones, named ones, and the lists they stand in."""
