//! (room: mmf)
