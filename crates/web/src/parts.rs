//! The values behind the parts of a page. What a template can't compute (addresses, widths, paths of a drawing)
//! is computed here, in integers; the markup stands in `templates/parts/`.

mod chart;
mod mark;
mod pager;
mod picture;
mod progress;
mod square;

pub use chart::{Bar, Spark};
pub use mark::{icon, stars};
pub use pager::Pager;
pub use picture::{Picture, picture};
pub use progress::{Choice, Crumb, Step, Stop};
pub use square::{Square, square};
