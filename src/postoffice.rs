//! (room: postoffice)
