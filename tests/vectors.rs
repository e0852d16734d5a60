//! Figures that others computed.

#[path = "vectors/calendar.rs"]
mod calendar;
