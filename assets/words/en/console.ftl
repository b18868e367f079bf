### Words of the room: console.
