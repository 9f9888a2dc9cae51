"""What rows mean as a text goes on: the day it was said, the day last told, and what comes next."""
