//! What `shop.toml` says becomes the shop's window and its zones, by the same rules as a form's; all of it or nothing.

use domain::ShopId;
use domain::event::EventKind;
use domain::job::{LineOutcome, Told};
use domain::shop::{Shop, ZONES_MAX, Zone};
use domain::wording::Wording;
use gateways::boutique_file::SHOP;
use gateways::boutique_file::description::{Description, Texts, ZoneRow};
use money::Currency;

use super::write::Into;
use crate::shop::{ShopForm, ShopRefusal, ZoneForm, ZoneRefusal, fits, zone_of};
use crate::{Act, Seen};

pub(super) fn describe(act: &mut Act<'_, '_>, into: &Into, said: &Description) -> Seen<Told> {
    let Some(before) = store::shop::shop(act.tx, into.shop.id)? else { return Err(crate::Stop::Absent) };
    let zones_before = store::shop::zones(act.tx, &[before.id])?;
    let language = if said.language.is_empty() { &into.language } else { &said.language };
    let shop = match described(&before, said, language) {
        Ok(shop) => shop,
        Err(refusal) => return Ok(Told::refused(0, SHOP, &refusal.to_string())),
    };
    let zones = match zones(said, before.id, into.currency, language) {
        Ok(zones) => zones,
        Err(refusal) => return Ok(Told::refused(0, SHOP, &refusal.to_string())),
    };
    let has_zones = !zones.is_empty() && zones != zones_before;
    if shop == before && !has_zones {
        return Ok(Told::new(0, SHOP, LineOutcome::Unchanged));
    }
    act.event(EventKind::ShopChanged, before.id.get(), "");
    store::save(act.tx, &[shop])?;
    if has_zones {
        store::shop::replace_zones(act.tx, before.id, &zones)?;
    }
    Ok(Told::new(0, SHOP, LineOutcome::Done))
}

/// The shop as it will be; what the file does not say stays.
fn described(before: &Shop, said: &Description, language: &str) -> Result<Shop, ShopRefusal> {
    let story = wording(before.story.clone(), &said.story, language);
    let longest = story.texts().max_by_key(|text| text.chars().count()).unwrap_or_default().to_owned();
    let or_before = |text: &str, before: &str| {
        if text.trim().is_empty() { before.to_owned() } else { text.trim().to_owned() }
    };
    let form = ShopForm {
        name: or_before(&said.name, &before.name),
        story: longest,
        language: language.to_owned(),
        city: or_before(&said.city, &before.city),
        handling_days: said.handling_days.unwrap_or(before.handling_days),
        drawing: or_before(&said.drawing, &before.drawing),
        hue: said.hue.unwrap_or(before.hue).rem_euclid(360),
    };
    fits(&form)?;
    let ShopForm { name, city, handling_days, drawing, hue, .. } = form;
    Ok(Shop { name, story, city, handling_days, drawing, hue, ..before.clone() })
}

/// The zones that the file names; none where it names none.
pub(super) fn zones(
    said: &Description,
    shop: ShopId,
    currency: Currency,
    language: &str,
) -> Result<Vec<Zone>, ZoneRefusal> {
    if said.zones.len() > ZONES_MAX {
        return Err(ZoneRefusal::TooMany);
    }
    said.zones.iter().enumerate().map(|(row, zone)| one(row, zone, shop, (currency, language))).collect()
}

fn one(
    row: usize,
    said: &ZoneRow,
    shop: ShopId,
    (currency, language): (Currency, &str),
) -> Result<Zone, ZoneRefusal> {
    let (price, per_kg, free_above) = said.amounts(currency).ok_or(ZoneRefusal::Price { row })?;
    let name = wording(Wording::default(), &said.name, language);
    let form = ZoneForm {
        name: name.say(language).to_owned(),
        countries: said.countries.join(","),
        price,
        per_kg,
        free_above,
        days_min: said.days_min,
        days_max: said.days_max,
    };
    Ok(Zone { name, ..zone_of(row, &form, shop, language)? })
}

fn wording(mut before: Wording, said: &Texts, language: &str) -> Wording {
    for (own, text) in said.entries(language) {
        before = before.with(&own, text.trim());
    }
    before
}
