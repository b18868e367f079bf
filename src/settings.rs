//! (room: settings)
