//! (room: format)
