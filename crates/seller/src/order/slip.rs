//! The packing slip that lies in the parcel: what is in it and for whom, without any price.

use domain::order::{Order, OrderLine};
use domain::shop::Shop;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

use super::list::address;
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

/// `/seller/orders/{id}/packing-slip`
#[derive(Debug, askama::Template)]
#[template(path = "order/slip.html")]
pub struct PackingSlip {
    pub frame: Frame,
    pub id: String,
    pub shop: String,
    pub from: String,
    pub placed: String,
    pub delivery: String,
    pub address: Vec<String>,
    pub lines: Vec<(i64, String, String)>,
    /// The order's page.
    pub back: String,
}

impl PackingSlip {
    pub fn new(frame: Frame, moment: Moment, shop: &Shop, order: &Order, lines: &[OrderLine]) -> Self {
        let to = address(order);
        let note = |line: &OrderLine| {
            let parts = [line.options.as_str(), line.sku.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        };
        let country = moment.words.country(&to.country).into_owned();
        let town = format!("{} {}", to.postcode, to.city);
        Self {
            frame: frame.titled(moment.words.say("seller-order-slip")),
            id: order.id.to_string(),
            shop: shop.name.clone(),
            from: format!("{}, {}", shop.city, moment.words.country(&shop.country)),
            placed: moment.words.date(order.placed_at, moment.offset_minutes),
            delivery: order.delivery_name.clone(),
            address: [to.name, to.street, to.extra, town, to.region, country, to.phone]
                .into_iter()
                .filter(|line| !line.trim().is_empty())
                .collect(),
            back: String::new(),
            lines: lines.iter().map(|line| (line.quantity, line.title.clone(), note(line))).collect(),
        }
    }
}

impl PackingSlip {
    /// With the way back to the order.
    pub fn leading_back(self, back: String) -> Self {
        Self { back, ..self }
    }
}

#[cfg(test)]
impl Page for PackingSlip {
    fn samples(words: Words) -> Vec<Self> {
        let (order, lines) = sample::orders().remove(2);
        vec![Self::new(Frame::sample(words), sample::moment(words), &sample::shops()[0], &order, &lines)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::PackingSlip>();
    }
}
