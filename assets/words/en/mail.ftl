### Words of the room: mail.
