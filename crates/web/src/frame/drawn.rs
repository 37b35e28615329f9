//! The parts of the frame, drawn once here: a page's own template only says where they stand. Written into each page's
//! template instead, they would be compiled again with every page. Knows nothing of what stands between them.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Desk, Frame};

macro_rules! drawn {
    ($($(#[$meaning:meta])* $name:ident $path:literal $($desk:ident)?),+ $(,)?) => { $(
        $(#[$meaning])*
        #[derive(Debug, Template)]
        #[template(path = $path)]
        pub struct $name<'a> {
            frame: &'a Frame,
            $($desk: &'a Desk,)?
        }

        // Its template has escaped what is not ours.
        impl HtmlSafe for $name<'_> {}
    )+ };
}

drawn! {
    /// The tab's title, what search engines may know, addresses of styles and modules.
    Head "frame/head.html",
    /// The top of a market's page: the only part that tells who reads it.
    Bar "frame/bar.html",
    /// The market's categories.
    Rail "frame/rail.html",
    /// What the last act came to.
    Notices "frame/notices.html",
    /// The end of a market's page.
    Foot "frame/foot.html",
    /// The top of a desk's page.
    DeskBar "frame/desk-bar.html" desk,
    /// The side menu of a desk.
    SideMenu "frame/desk-menu.html" desk,
    /// For whom one acts, and what the last act came to.
    DeskNotices "frame/desk-notices.html",
}

impl Frame {
    pub fn head(&self) -> Head<'_> {
        Head { frame: self }
    }

    pub fn bar(&self) -> Bar<'_> {
        Bar { frame: self }
    }

    pub fn rail(&self) -> Rail<'_> {
        Rail { frame: self }
    }

    pub fn notices(&self) -> Notices<'_> {
        Notices { frame: self }
    }

    pub fn foot(&self) -> Foot<'_> {
        Foot { frame: self }
    }

    pub fn desk_notices(&self) -> DeskNotices<'_> {
        DeskNotices { frame: self }
    }
}

impl Desk {
    pub fn bar<'a>(&'a self, frame: &'a Frame) -> DeskBar<'a> {
        DeskBar { frame, desk: self }
    }

    pub fn side_menu<'a>(&'a self, frame: &'a Frame) -> SideMenu<'a> {
        SideMenu { frame, desk: self }
    }
}
