"""Takes the names of a report, gives its entities, each with all its mentions; cannot read what describes them."""

from crosswire.extract.names.coreference.bodies import government, join_bodies
from crosswire.extract.names.coreference.nodes import Node, Nodes, Pointing
from crosswire.extract.names.coreference.people import join_people
from crosswire.extract.names.coreference.pronouns import pronouns
from crosswire.extract.names.coreference.states import join_states

__all__ = ["Node", "Nodes", "Pointing", "government", "join_bodies", "join_people", "join_states", "pronouns"]
