//! (room: disk)
