"""The extract rooms: each takes one report and its parsed passages and gives one kind of annotation."""
