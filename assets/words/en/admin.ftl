### Words of the room: admin.
