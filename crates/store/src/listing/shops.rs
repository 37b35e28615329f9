//! The shops of a market as lists show them: to buyers those that are open, to its operator all, found by the words of
//! their names. How many stand how is counted beside the list.

use std::collections::BTreeSet;

use domain::shop::{ShopStanding, ShopState};
use domain::wording::Wording;
use domain::{Code, MarketId, Micros, SellerId, ShopId};

use crate::db::{Col, Problem, Record, Stored, Tx};
use crate::tally::{self, Counted, List, Part, Sums};
use crate::{record, statement, values};

/// Shops that are looked up by one word of a search. A word that more shops have is rare enough on no list to be worth
/// it: the newest that have it are found by reading the list.
pub const SEARCHED_MAX: i64 = 1_000;

/// A shop of a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedShop {
    pub market: MarketId,
    pub shop: ShopId,
    pub seller: SellerId,
    pub slug: String,
    pub name: String,
    pub legal_name: String,
    pub story: Wording,
    pub drawing: String,
    pub hue: i64,
    pub city: String,
    pub country: String,
    pub state: ShopState,
    pub products: i64,
    pub opened_at: Micros,
    pub standing: ShopStanding,
    /// The words of its names, each after a space, for who looks for it.
    pub search: String,
    /// In no list that buyers see.
    pub quiet: bool,
}

record!(ListedShop as SHOPS in "shop_list", bucket |shop| shop.market.bucket(), keys [market, shop], {
    market: i, shop: i, seller: i, slug: t, name: t, legal_name: t, story: t, drawing: t, hue: i, city: t, country: t,
    state: t, products: i, opened_at: i, standing: t, search: t, quiet: b
});

statement!(
    DROP_SHOP,
    "delete from shop_list where bucket = $1 and market = $2 and shop = $3 returning {columns shop_list}"
);
statement!(SHOP, "select {columns shop_list} from shop_list where bucket = $1 and market = $2 and shop = $3");
statement!(
    SHOPS_OF,
    "select {columns shop_list} from shop_list {lite: indexed by shop_list_state}
     where bucket = $1 and market = $2 and state = 'open' and quiet = false order by opened_at desc, shop desc limit $3"
);
statement!(
    ALL_SHOPS_OF,
    "select {columns shop_list} from shop_list where bucket = $1 and market = $2 and shop < $3
     order by shop desc limit $4"
);
statement!(
    SHOPS_STANDING,
    "select {columns shop_list} from shop_list {lite: indexed by shop_list_standing}
     where bucket = $1 and market = $2 and standing = $3 and shop < $4 order by shop desc limit $5"
);

statement!(
    /// All words of a search begin a word of the shop's; fewer are asked for as often as there are places.
    SHOPS_NAMED,
    "select {columns shop_list} from shop_list where bucket = $1 and market = $2 and shop < $3
     and search like $4 and search like $5 and search like $6
     and (standing = $7 or $7 = '') order by shop desc limit $8"
);
statement!(
    /// As the one above, of some shops.
    SOME_NAMED,
    "select {columns shop_list} from shop_list where bucket = $1 and market = $2 and shop {in 3} and shop < $4
     and search like $5 and search like $6 and search like $7
     and (standing = $8 or $8 = '') order by shop desc limit $9"
);
statement!(
    /// Counts no further than asked.
    COUNT_NAMED,
    "select count(*) from (select shop from shop_list where bucket = $1 and market = $2
     and search like $3 and search like $4 and search like $5
     and (standing = $6 or $6 = '') limit $7) as found"
);
statement!(
    SHOPS_BY_ID,
    "select {columns shop_list} from shop_list where bucket = $1 and market = $2 and shop {in 3} order by shop desc"
);
statement!(
    WORD_FROM,
    "select shop from shop_word where bucket = $1 and market = $2 and word >= $3 and word < $4 limit $5"
);
statement!(DROP_WORDS, "delete from shop_word where bucket = $1 and market = $2 and shop = $3");
statement!(
    ADD_WORDS,
    "insert into shop_word (bucket, market, word, shop) select * from {rows v: bucket i, market i, word t, shop i}"
);

/// What an operator looks for among the shops of a market.
#[derive(Debug, Clone, Default)]
pub struct ShopsWanted {
    pub standing: Option<ShopStanding>,
    /// Words that a shop's words begin with, each; the longest ones count where there are many. None takes all.
    pub words: Vec<String>,
}

/// Words of a search that are asked for at once.
const WORDS_MAX: usize = 3;

impl ShopsWanted {
    fn standing(&self) -> &'static str {
        self.standing.map_or("", Code::code)
    }

    fn longest(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        words.truncate(WORDS_MAX);
        words
    }

    /// Words are letters and digits, so that nothing in them means something else to `like`.
    fn likes(&self) -> [String; WORDS_MAX] {
        let words = self.longest();
        std::array::from_fn(|at| words.get(at).map_or("%".to_owned(), |word| format!("% {word}%")))
    }
}

/// The shops that have the rarest of the words; none where each is in too many, or none is asked for.
fn of_rare_word(tx: &mut Tx<'_>, market: MarketId, wanted: &ShopsWanted) -> Stored<Option<Vec<i64>>> {
    for word in wanted.longest() {
        let end = format!("{word}\u{10ffff}");
        let key = values![market.bucket(), market, word, end, SEARCHED_MAX + 1];
        let found: Vec<i64> = tx.query(WORD_FROM, key, |row| row.get(0))?;
        if found.len() as i64 <= SEARCHED_MAX {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Shops for the operator, the newest first, older than `before`.
pub fn all_shops(
    tx: &mut Tx<'_>,
    market: MarketId,
    wanted: &ShopsWanted,
    before: i64,
    most: i64,
) -> Stored<Vec<ListedShop>> {
    let (bucket, standing) = (market.bucket(), wanted.standing());
    if !wanted.words.is_empty() {
        let [one, two, three] = wanted.likes();
        let Some(some) = of_rare_word(tx, market, wanted)? else {
            let key = values![bucket, market, before, one, two, three, standing, most];
            return tx.query(SHOPS_NAMED, key, ListedShop::from_row);
        };
        let key =
            values![bucket, market, crate::raws(some.into_iter()), before, one, two, three, standing, most];
        return tx.query(SOME_NAMED, key, ListedShop::from_row);
    }
    if wanted.standing.is_some() {
        let key = values![bucket, market, standing, before, most];
        return tx.query(SHOPS_STANDING, key, ListedShop::from_row);
    }
    tx.query(ALL_SHOPS_OF, values![bucket, market, before, most], ListedShop::from_row)
}

/// How many are found. With words, counted up to `most`.
pub fn count_shops(tx: &mut Tx<'_>, market: MarketId, wanted: &ShopsWanted, most: i64) -> Stored<i64> {
    if wanted.words.is_empty() {
        let counts = shops_by_standing(tx, market)?;
        let counted = counts.iter().filter(|(of, _)| wanted.standing.is_none_or(|standing| standing == *of));
        return Ok(counted.map(|(_, count)| count).sum());
    }
    if let Some(some) = of_rare_word(tx, market, wanted)? {
        let [one, two, three] = wanted.likes();
        let (bucket, newest) = (market.bucket(), i64::MAX);
        let key = values![
            bucket,
            market,
            crate::raws(some.into_iter()),
            newest,
            one,
            two,
            three,
            wanted.standing(),
            most
        ];
        return Ok(tx.query(SOME_NAMED, key, ListedShop::from_row)?.len() as i64);
    }
    let [one, two, three] = wanted.likes();
    let key = values![market.bucket(), market, one, two, three, wanted.standing(), most];
    Ok(tx.query_one(COUNT_NAMED, key, |row| row.get(0))?.unwrap_or(0))
}

pub fn listed_shop(tx: &mut Tx<'_>, market: MarketId, shop: ShopId) -> Stored<Option<ListedShop>> {
    tx.query_one(SHOP, values![market.bucket(), market, shop], ListedShop::from_row)
}

/// Writes a shop's line anew, with the words that find it.
pub fn put_shop(tx: &mut Tx<'_>, shop: ListedShop) -> Stored<()> {
    let (bucket, market, id) = (shop.market.bucket(), shop.market, shop.shop);
    let before = tx.query(DROP_SHOP, values![bucket, market, id], ListedShop::from_row)?;
    if before.first().is_none_or(|before| before.search != shop.search) {
        tx.change(DROP_WORDS, values![bucket, market, id])?;
        let words: BTreeSet<&str> = shop.search.split_whitespace().collect();
        let words: Vec<&str> = words.into_iter().collect();
        let columns = [
            Col::gather(words.iter(), |_| bucket),
            Col::gather(words.iter(), |_| market),
            Col::gather(words.iter(), |word| (*word).to_owned()),
            Col::gather(words.iter(), |_| id),
        ];
        tx.put_any(ADD_WORDS, columns)?;
    }
    let after = [shop];
    crate::insert(tx, &after)?;
    tally::replace(tx, &before, &after)
}

impl Counted for ListedShop {
    fn parts(&self) -> Vec<(Part, Sums)> {
        let part = |list, name: &str| Part { owner: self.market.into(), list, at: 0, name: name.to_owned() };
        let mut parts = vec![(part(List::Shops, self.standing.code()), Sums::one(0))];
        if self.state == ShopState::Open && !self.quiet {
            parts.push((part(List::ShopsOpen, ""), Sums::one(self.products)));
        }
        parts
    }
}

/// Open shops, the newest first.
pub fn shops(tx: &mut Tx<'_>, market: MarketId, most: i64) -> Stored<Vec<ListedShop>> {
    tx.query(SHOPS_OF, values![market.bucket(), market, most], ListedShop::from_row)
}

/// Those of some shops that the market has, the newest first.
pub fn shops_by_id(tx: &mut Tx<'_>, market: MarketId, shops: &[i64]) -> Stored<Vec<ListedShop>> {
    let raws = crate::raws(shops.iter().copied());
    tx.query(SHOPS_BY_ID, values![market.bucket(), market, raws], ListedShop::from_row)
}

/// How many shops stand how.
pub fn shops_by_standing(tx: &mut Tx<'_>, market: MarketId) -> Stored<Vec<(ShopStanding, i64)>> {
    let found = tally::timeless(tx, market, List::Shops)?;
    let count = |(standing, sums): (String, Sums)| {
        let standing = standing.parse().map_err(|_| Problem::fault(format!("no shop stands {standing}")))?;
        Ok((standing, sums.many))
    };
    found.into_iter().map(count).collect()
}

/// Number of listings and of open shops.
pub fn counts(tx: &mut Tx<'_>, market: MarketId) -> Stored<(i64, i64)> {
    let open = tally::timeless(tx, market, List::ShopsOpen)?;
    Ok(open.first().map_or((0, 0), |(_, sums)| (sums.total, sums.many)))
}
