//! Figures that others computed.

#[path = "vectors/calendar.rs"]
mod calendar;
#[path = "vectors/spc.rs"]
mod spc;
