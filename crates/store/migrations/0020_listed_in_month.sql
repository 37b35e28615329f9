-- A product is charged for each month in which it could be bought, also where it was taken off before the next one began.

drop table listing_term;

-- A product of a shop that could be bought in a month: since which (its first day), until when what it costs holds, and which
-- fee charged it: absent while the month goes on, zero where the month cost the shop nothing.
create table listing_term (
  bucket bigint not null, shop bigint not null, product bigint not null, begun_at bigint not null, until_at bigint not null,
  fee bigint, primary key (bucket, shop, product, begun_at),
  constraint listing_term_takes_time check (until_at > begun_at)
) {norowid};
