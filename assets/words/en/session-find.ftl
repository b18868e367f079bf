### Words of the room: session, about finding.

session-finder-name = A finder cannot have this name.
session-finder-name-hint = Give it a name of at most 64 characters that no other finder has.
