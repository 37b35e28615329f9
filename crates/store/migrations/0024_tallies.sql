-- Lists are counted beside themselves, and shops are found by the words of their names.

-- How many rows of a list are in one part of it, and what they come to; in the bucket of the list's owner.
create table tally (
  bucket bigint not null, owner bigint not null, list text not null, at bigint not null, part text not null,
  many bigint not null, total bigint not null, vat bigint not null,
  primary key (bucket, owner, list, at, part)
) {norowid};

insert into tally (bucket, owner, list, at, part, many, total, vat)
  select bucket, market, 'orders_by_state', 0, state, count(*), cast(sum(total) as bigint), 0 from order_list
  group by bucket, market, state;
insert into tally (bucket, owner, list, at, part, many, total, vat)
  select bucket, market, 'orders_by_day', placed_at / 86400000000 * 86400000000, '', count(*), cast(sum(total) as bigint), 0
  from order_list group by bucket, market, placed_at / 86400000000 * 86400000000;
insert into tally (bucket, owner, list, at, part, many, total, vat)
  select bucket, market, 'shops', 0, standing, count(*), 0, 0 from shop_list group by bucket, market, standing;
insert into tally (bucket, owner, list, at, part, many, total, vat)
  select bucket, market, 'shops_open', 0, '', count(*), cast(sum(products) as bigint), 0 from shop_list
  where state = 'open' and quiet = false group by bucket, market;
insert into tally (bucket, owner, list, at, part, many, total, vat)
  select bucket, market, 'applications', 0, turn, count(*), 0, 0 from application_list group by bucket, market, turn;

insert into tally (bucket, owner, list, at, part, many, total, vat)
  select bucket, market, 'listings', 0, category, count(*), 0, 0 from listing where quiet = false
  group by bucket, market, category;
insert into tally (bucket, owner, list, at, part, many, total, vat)
  select bucket, operator, 'invoices', issued_at / 86400000000 * 86400000000, series || ' ' || cause || ' ' || currency,
    count(*), cast(sum(net) as bigint), cast(sum(vat) as bigint)
  from invoice_list group by bucket, operator, issued_at / 86400000000, series, cause, currency;

-- The goods of a place in the order of a page; no page sorts all of a category.
drop index listing_category;
drop index listing_price;
create index listing_in_newest on listing (bucket, market, category, quiet, available, created_at, product, shop);
create index listing_in_price on listing (bucket, market, category, quiet, available, price, product, shop);

-- A shop is in it once for each word of its names.
create table shop_word (
  bucket bigint not null, market bigint not null, word text not null, shop bigint not null,
  primary key (bucket, market, word, shop)
) {norowid};
create index shop_word_shop on shop_word (bucket, market, shop);

-- Orders are no longer counted by reading them.
drop index order_list_placed;
drop index order_list_state;
create index order_list_state on order_list (bucket, market, state, order_id);
