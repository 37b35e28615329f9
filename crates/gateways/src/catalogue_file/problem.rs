//! What can be wrong with a product file, its products and its cells: closed lists with stable codes, which pages translate.

use std::io;

/// So much of a wrong value is shown.
const SHOWN_CHARS_MAX: usize = 80;

/// Something about one cell. It rejects the product, or is a remark on a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {column}: {reason} ({value})")]
pub struct RowProblem {
    pub line: u64,
    /// The column's name in the file; empty when the row as a whole is meant.
    pub column: String,
    pub reason: Reason,
    /// What stood there, shortened.
    pub value: String,
}

impl RowProblem {
    pub(super) fn new(line: u64, column: &str, reason: Reason, value: &str) -> Self {
        let shown: String = value.chars().take(SHOWN_CHARS_MAX).collect();
        let value = if shown.len() < value.len() { shown + "…" } else { shown };
        Self { line, column: column.to_owned(), reason, value }
    }
}

macro_rules! reasons {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $code:literal $sentence:literal)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        pub enum $name { $(#[error($sentence)] $variant,)* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

reasons! {
    /// Why a product is rejected, or what a remark on its draft says.
    Reason {
        CellCount "row.cell_count" "the row has more cells than the header"
        FieldTooLong "row.field_too_long" "the cell is too long"
        ProductTooLarge "product.too_large" "the product has too many rows or too much text"
        KeyMissing "product.key_missing" "nothing identifies the product"
        KeyRepeated "product.key_repeated" "the product stands in the file already"
        TitleMissing "product.title_missing" "the product has no title"
        NoVariants "product.no_variants" "the product has no variant that can be sold"
        TooManyVariants "product.too_many_variants" "the product has too many variants"
        TooManyOptions "product.too_many_options" "the product has more than three options"
        TooManyPictures "product.too_many_pictures" "the product has too many pictures"
        OptionNameMissing "option.name_missing" "the option has a value but no name"
        OptionValueMissing "option.value_missing" "the variant says nothing about an option"
        VariantRepeated "variant.repeated" "another variant has the same options"
        ParentMissing "variant.parent_missing" "the product of this variant is not in the file"
        PriceMissing "price.missing" "there is no price"
        PriceInvalid "price.invalid" "the price can't be read"
        PriceTooPrecise "price.too_precise" "the price has more decimals than the currency"
        QuantityInvalid "quantity.invalid" "the quantity is not a whole number"
        // Remarks
        CompareAtInvalid "compare_at.invalid" "the former price can't be read and is left out"
        CompareAtNotHigher "compare_at.not_higher" "the former price is not higher and is left out"
        SaleDated "price.sale_dated" "the sale price has dates; the regular price is taken"
        QuantityNegative "quantity.negative" "a negative quantity is taken as none"
        StockShared "quantity.shared" "the variants share one stock; give each its quantity"
        WeightInvalid "weight.invalid" "the weight can't be read and is left out"
        FlagInvalid "flag.invalid" "neither yes nor no; taken as no"
        PictureUrlInvalid "picture_url.invalid" "not an address of the web; the picture is left out"
        OptionOpen "option.open" "no variant chooses a value; the option is left out"
        VariantUnpublished "variant.unpublished" "the variant is not published and is left out"
        VariantNotGoods "variant.not_goods" "the variant is no goods and is left out"
        TooManyTags "product.too_many_tags" "only the first tags are kept"
    }
}

reasons! {
    /// Why a product is left out although nothing is wrong with it.
    SkipReason {
        GiftCard "skipped.gift_card" "gift cards are not goods"
        Grouped "skipped.grouped" "a group of products; its products stand in the file themselves"
        External "skipped.external" "sold on another site"
        Downloadable "skipped.downloadable" "a download, not goods"
        Virtual "skipped.virtual" "a service, not goods"
        OtherType "skipped.other_type" "a kind of product that an extension of the other shop adds"
    }
}

/// Why a file can't be read, or can't be read further.
#[derive(Debug, thiserror::Error)]
pub enum FileRefusal {
    #[error("the file is empty")]
    Empty,
    #[error("the file is a spreadsheet; save it as CSV")]
    Spreadsheet,
    #[error("the file is in UTF-16; save it as CSV in UTF-8")]
    Utf16,
    #[error("the header is neither Shopify's nor WooCommerce's")]
    UnknownFormat,
    #[error("the header has too many columns")]
    TooManyColumns,
    #[error("the record that begins on line {line} does not end; a quotation mark is missing")]
    RecordTooLong { line: u64 },
    #[error("the file has too many rows")]
    TooManyRows,
    #[error("too many variants stand apart from their products; sort the file by product")]
    TooManyApart,
    #[error("the file can't be read: {0}")]
    Unreadable(#[source] io::Error),
}

impl FileRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file.empty",
            Self::Spreadsheet => "file.spreadsheet",
            Self::Utf16 => "file.utf16",
            Self::UnknownFormat => "file.unknown_format",
            Self::TooManyColumns => "file.too_many_columns",
            Self::RecordTooLong { .. } => "file.record_too_long",
            Self::TooManyRows => "file.too_many_rows",
            Self::TooManyApart => "file.too_many_apart",
            Self::Unreadable(_) => "file.unreadable",
        }
    }
}
