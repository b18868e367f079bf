//! The client: settings, tracing, then the windows.

fn main() {}
