//! The columns of a WooCommerce file, in English, French, German and Chinese. The English name comes first; names are
//! bare (letters and digits in lower case).

use super::super::header::{Column, Header};
use super::super::table::Row;
use super::super::values::WeightUnit;

#[derive(Debug)]
pub struct Columns {
    pub id: Column,
    pub kind: Column,
    pub sku: Column,
    pub barcode: Column,
    pub name: Column,
    pub published: Column,
    pub short_description: Column,
    pub description: Column,
    pub sale_starts: Column,
    pub sale_ends: Column,
    pub tax_status: Column,
    pub tax_class: Column,
    pub in_stock: Column,
    pub stock: Column,
    pub weight: Column,
    pub weight_unit: WeightUnit,
    pub sale_price: Column,
    pub regular_price: Column,
    pub categories: Column,
    pub tags: Column,
    pub pictures: Column,
    pub parent: Column,
    pub brand: Column,
    pub position: Column,
    pub attributes: Vec<Attribute>,
}

/// The two columns of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    pub name: Column,
    pub values: Column,
}

const WEIGHTS: [&str; 4] = ["weight", "poids", "gewicht", "重量"];
const ATTRIBUTE_NAMES: [&str; 7] = [
    "attribute#name",
    "nomdelattribut#",
    "attribut#nom",
    "attribut#name",
    "namedesattributs#",
    "属性#名称",
    "属性名称#",
];
const ATTRIBUTE_VALUES: [&str; 8] = [
    "attribute#values",
    "attribute#value",
    "valeursdelattribut#",
    "attribut#valeurs",
    "attribut#werte",
    "wertedesattributs#",
    "属性#值",
    "属性值#",
];

impl Columns {
    pub fn find(header: &Header) -> Self {
        let (weight, weight_unit) = weight(header);
        Self {
            id: header.find(&["id"]),
            kind: header.find(&["type", "typ", "类型"]),
            sku: header.find(&["sku", "ugs", "artikelnummer", "货号"]),
            barcode: header.find_beginning("gtinupcean").map(|(at, _)| at),
            name: header.find(&["name", "nom", "名称"]),
            published: header.find(&["published", "publié", "veröffentlicht", "已发布", "发布"]),
            short_description: header.find(&[
                "shortdescription",
                "descriptioncourte",
                "kurzbeschreibung",
                "简短描述",
                "简介",
            ]),
            description: header.find(&["description", "beschreibung", "描述", "说明"]),
            sale_starts: header.find(&[
                "datesalepricestarts",
                "datededébutdepromo",
                "datumandemangebotspreisbeginnt",
                "促销开始日期",
                "促销价格开始日期",
            ]),
            sale_ends: header.find(&[
                "datesalepriceends",
                "datedefindepromo",
                "datumandemangebotspreisendet",
                "促销截止日期",
                "促销价格结束日期",
            ]),
            tax_status: header.find(&["taxstatus", "étatdelatva", "steuerstatus", "税状态", "税务状态"]),
            tax_class: header.find(&["taxclass", "classedetva", "steuerklasse", "税类", "税率类别"]),
            in_stock: header.find(&["instock", "enstock", "vorrätig", "有货", "库存状态"]),
            stock: header.find(&["stock", "lager", "bestand", "lagerbestand", "库存"]),
            weight,
            weight_unit,
            sale_price: header.find(&[
                "saleprice",
                "tarifpromo",
                "prixpromo",
                "angebotspreis",
                "促销价格",
                "促销价",
            ]),
            regular_price: header.find(&[
                "regularprice",
                "tarifrégulier",
                "prixrégulier",
                "tarifnormal",
                "regulärerpreis",
                "常规售价",
                "原价",
            ]),
            categories: header.find(&["categories", "catégories", "kategorien", "分类"]),
            tags: header.find(&["tags", "étiquettes", "schlagwörter", "标签"]),
            pictures: header.find(&["images", "bilder", "图片", "图像"]),
            parent: header.find(&["parent", "übergeordnetesprodukt", "父级", "上级"]),
            brand: header.find(&["brands", "brand", "marques", "marken", "品牌"]),
            position: header.find(&["position", "位置"]),
            attributes: attributes(header),
        }
    }

    /// Where a product's key is looked for first.
    pub fn key(&self) -> Column {
        self.id.or(self.sku)
    }

    /// By which names a variation may call this product.
    pub fn names_of(&self, parent: &Row) -> impl Iterator<Item = String> {
        let (id, sku) = (parent.cell(self.id), parent.cell(self.sku));
        let by_id = (!id.is_empty()).then(|| format!("id:{id}"));
        by_id.into_iter().chain((!sku.is_empty()).then(|| sku.to_owned()))
    }
}

/// The unit stands in the name. Without one that is known the weights say nothing.
fn weight(header: &Header) -> (Column, WeightUnit) {
    let named = WEIGHTS.iter().find_map(|word| header.find_beginning(word));
    let known = named.and_then(|(at, unit)| Some((at, WeightUnit::parse(unit)?)));
    known.map_or((None, WeightUnit::GRAM), |(at, unit)| (Some(at), unit))
}

fn attributes(header: &Header) -> Vec<Attribute> {
    let values = header.find_numbered(&ATTRIBUTE_VALUES);
    let value_of = |number: u32| values.iter().find(|(other, _)| *other == number).map(|(_, at)| *at);
    let names = header.find_numbered(&ATTRIBUTE_NAMES).into_iter();
    names.map(|(number, at)| Attribute { name: Some(at), values: value_of(number) }).collect()
}
