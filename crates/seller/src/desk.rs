//! The surroundings of every page of the seller centre: menu, shops to switch to, and the links that keep the shop.

use domain::permission::Permission;
use domain::shop::Shop;
use web::{Desk, Link, Words};

/// Where the reader is in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Today,
    Orders,
    Tracking,
    Reviews,
    Products,
    Assortment,
    Balance,
    Payouts,
    Fees,
    Policy,
    Shop,
    Decor,
    Applications,
    Members,
    Audit,
}

impl Room {
    const ALL: [Self; 15] = [
        Self::Today,
        Self::Orders,
        Self::Tracking,
        Self::Reviews,
        Self::Products,
        Self::Assortment,
        Self::Balance,
        Self::Payouts,
        Self::Fees,
        Self::Policy,
        Self::Shop,
        Self::Decor,
        Self::Applications,
        Self::Members,
        Self::Audit,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::Today => "/seller",
            Self::Orders => "/seller/orders",
            Self::Tracking => "/seller/tracking",
            Self::Reviews => "/seller/reviews",
            Self::Products => "/seller/products",
            Self::Assortment => "/seller/assortment",
            Self::Balance => "/seller/balance",
            Self::Payouts => "/seller/payouts",
            Self::Fees => "/seller/fees",
            Self::Policy => "/seller/policy",
            Self::Shop => "/seller/shop",
            Self::Decor => "/seller/decor",
            Self::Applications => "/seller/applications",
            Self::Members => "/seller/members",
            Self::Audit => "/seller/audit",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Today => "seller-menu-today",
            Self::Orders => "seller-menu-orders",
            Self::Tracking => "seller-menu-tracking",
            Self::Reviews => "seller-menu-reviews",
            Self::Products => "seller-menu-products",
            Self::Assortment => "assortment-menu",
            Self::Balance => "seller-menu-balance",
            Self::Payouts => "seller-menu-payouts",
            Self::Fees => "fee-title",
            Self::Policy => "seller-menu-policy",
            Self::Shop => "seller-menu-shop",
            Self::Decor => "seller-menu-decor",
            Self::Applications => "admission-list",
            Self::Members => "people-menu",
            Self::Audit => "audit-menu-seller",
        }
    }

    /// What a member must be allowed to see it.
    fn asks(self) -> Permission {
        match self {
            Self::Today | Self::Policy => Permission::ShopRead,
            Self::Orders | Self::Reviews => Permission::OrdersRead,
            Self::Tracking => Permission::OrdersShip,
            Self::Products | Self::Assortment => Permission::ProductsRead,
            Self::Balance | Self::Fees | Self::Payouts => Permission::MoneyRead,
            Self::Shop | Self::Decor => Permission::ShopEdit,
            Self::Applications => Permission::PapersRead,
            Self::Members => Permission::MembersRead,
            Self::Audit => Permission::AuditRead,
        }
    }
}

/// The shop that a link keeps: only who has several needs it said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    shop: String,
}

/// By what an address names one of the seller's shops: its slug, or its id where it has a namesake on another market.
pub fn key(shop: &Shop, shops: &[Shop]) -> String {
    let has_namesake = shops.iter().any(|other| other.id != shop.id && other.slug == shop.slug);
    if has_namesake { shop.id.to_string() } else { shop.slug.clone() }
}

impl Scope {
    pub fn new(shop: &Shop, shops: &[Shop]) -> Self {
        Self { shop: if shops.len() < 2 { String::new() } else { key(shop, shops) } }
    }

    /// `path` within the same shop.
    pub fn to(&self, path: &str) -> String {
        if self.shop.is_empty() {
            return path.to_owned();
        }
        let mark = if path.contains('?') { '&' } else { '?' };
        format!("{path}{mark}shop={}", self.shop)
    }
}

/// The desk of who applies and has no shop yet.
pub fn waiting_room(words: Words) -> Desk {
    let room = Room::Applications;
    Desk {
        name: words.say("web-seller-centre").into_owned(),
        home: "/".to_owned(),
        menu: vec![Link::new(words.say(room.key()), room.path()).here()],
        ..Desk::default()
    }
}

/// The desk around a page of `shop`, one of the seller's `shops`, with the rooms that the member may enter.
pub fn desk(
    words: Words,
    room: Room,
    (shop, shops): (&Shop, &[Shop]),
    may: impl Fn(Permission) -> bool,
) -> Desk {
    let scope = Scope::new(shop, shops);
    let item = |place: Room| {
        let link = Link::new(words.say(place.key()), scope.to(place.path()));
        if place == room { link.here() } else { link }
    };
    let switch = |one: &Shop| {
        let link = Link::new(&one.name, format!("{}?shop={}", room.path(), key(one, shops)));
        if one.id == shop.id { link.here() } else { link }
    };
    Desk {
        name: words.say("web-seller-centre").into_owned(),
        home: scope.to("/seller"),
        menu: Room::ALL.into_iter().filter(|room| may(room.asks())).map(item).collect(),
        switch: shops.iter().map(switch).collect(),
        search_action: String::new(),
        search_hint: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_rooms_have_one_name_in_any_language() {
        for lang in web::Lang::ALL {
            let words = Words::new(lang);
            let names: BTreeSet<String> =
                Room::ALL.iter().map(|room| words.say(room.key()).into_owned()).collect();
            assert_eq!(names.len(), Room::ALL.len(), "{names:?}");
        }
    }
}
