//! What goes into and comes out of a column: 64-bit integers, text, booleans, bytes, and their absence.

use postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::{Problem, Row};

/// One parameter of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    I(i64),
    OI(Option<i64>),
    T(String),
    OT(Option<String>),
    B(bool),
    X(Vec<u8>),
    /// For `{in n}`.
    Is(Vec<i64>),
    /// For `{in n}` over text.
    Ts(Vec<String>),
}

/// One column of many rows, for `{rows …}`.
#[derive(Debug, Clone, PartialEq)]
pub enum Col {
    I(Vec<i64>),
    OI(Vec<Option<i64>>),
    T(Vec<String>),
    OT(Vec<Option<String>>),
    B(Vec<bool>),
    X(Vec<Vec<u8>>),
}

impl Col {
    pub fn len(&self) -> usize {
        match self {
            Self::I(all) => all.len(),
            Self::OI(all) => all.len(),
            Self::T(all) => all.len(),
            Self::OT(all) => all.len(),
            Self::B(all) => all.len(),
            Self::X(all) => all.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn as_array(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::I(all) => all,
            Self::OI(all) => all,
            Self::T(all) => all,
            Self::OT(all) => all,
            Self::B(all) => all,
            Self::X(all) => all,
        }
    }

    /// What PostgreSQL is given of one row.
    pub(super) fn cell(&self, row: usize) -> &(dyn ToSql + Sync) {
        match self {
            Self::I(all) => &all[row],
            Self::OI(all) => &all[row],
            Self::T(all) => &all[row],
            Self::OT(all) => &all[row],
            Self::B(all) => &all[row],
            Self::X(all) => &all[row],
        }
    }

    /// Gathers one column out of rows.
    pub fn gather<'r, R: 'r, C: Cell>(rows: impl Iterator<Item = &'r R>, cell: impl Fn(&'r R) -> C) -> Self {
        let mut column = C::column(rows.size_hint().0);
        for row in rows {
            column.push(cell(row).value());
        }
        column
    }

    /// Made once for all cells, not again for each of a thousand columns.
    fn push(&mut self, value: Value) {
        match (self, value) {
            (Self::I(all), Value::I(one)) => all.push(one),
            (Self::OI(all), Value::OI(one)) => all.push(one),
            (Self::T(all), Value::T(one)) => all.push(one),
            (Self::OT(all), Value::OT(one)) => all.push(one),
            (Self::B(all), Value::B(one)) => all.push(one),
            (Self::X(all), Value::X(one)) => all.push(one),
            (_, other) => unreachable!("a column of one type got {other:?}"),
        }
    }
}

/// A type that one column holds.
pub trait Cell: Sized {
    fn value(self) -> Value;
    fn read(row: &Row<'_>, at: usize) -> Result<Self, Problem>;
    /// An empty column of such cells, with room for `rows` of them.
    fn column(rows: usize) -> Col;
}

macro_rules! cell {
    ($type:ty, $variant:ident, $read:ident) => {
        impl Cell for $type {
            fn value(self) -> Value {
                Value::$variant(self)
            }

            fn read(row: &Row<'_>, at: usize) -> Result<Self, Problem> {
                row.$read(at)
            }

            fn column(rows: usize) -> Col {
                Col::$variant(Vec::with_capacity(rows))
            }
        }
    };
}

cell!(i64, I, integer);
cell!(Option<i64>, OI, maybe_integer);
cell!(String, T, text);
cell!(Option<String>, OT, maybe_text);
cell!(bool, B, boolean);
cell!(Vec<u8>, X, bytes);

/// Makes a domain type a cell by way of a plainer one: `cell_as!(OrderId, i64, |id| id.get(), OrderId::from_raw)`.
#[macro_export]
macro_rules! cell_as {
    ($type:ty, $plain:ty, $to:expr, $from:expr) => {
        impl $crate::db::Cell for $type {
            fn value(self) -> $crate::db::Value {
                let plain: $plain = ($to)(self);
                $crate::db::Cell::value(plain)
            }

            fn read(row: &$crate::db::Row<'_>, at: usize) -> Result<Self, $crate::db::Problem> {
                let plain = <$plain as $crate::db::Cell>::read(row, at)?;
                ($from)(plain).map_err(|error| $crate::db::Problem::fault(format!("column {at}: {error}")))
            }

            fn column(rows: usize) -> $crate::db::Col {
                <$plain as $crate::db::Cell>::column(rows)
            }
        }
    };
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut bytes_mut::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::I(value) => value.to_sql_checked(ty, out),
            Self::OI(value) => value.to_sql_checked(ty, out),
            Self::T(value) => value.to_sql_checked(ty, out),
            Self::OT(value) => value.to_sql_checked(ty, out),
            Self::B(value) => value.to_sql_checked(ty, out),
            Self::X(value) => value.to_sql_checked(ty, out),
            Self::Is(value) => value.to_sql_checked(ty, out),
            Self::Ts(value) => value.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

use postgres::types::private as bytes_mut;

macro_rules! value_from {
    ($($type:ty => $variant:ident),*) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        })*
    };
}

value_from!(i64 => I, Option<i64> => OI, String => T, Option<String> => OT, bool => B, Vec<u8> => X, Vec<i64> => Is, Vec<String> => Ts);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::T(value.to_owned())
    }
}
