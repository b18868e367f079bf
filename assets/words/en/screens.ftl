### Words of the room: screens.
