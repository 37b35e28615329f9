//! Long reads that check every invariant of a database: what `halles doctor` asks.
