-- What buyers say once the goods are there: of each thing, and of the shop; with pictures, reports and the lists of them.

-- One buyer's word on one line of an order, in the seller's bucket.
create table review (
  bucket bigint not null, id bigint not null, order_id bigint not null, ordinal bigint not null,
  product bigint not null, shop bigint not null, seller bigint not null, market bigint not null,
  user_id bigint not null, author text not null, language text not null, stars bigint not null, title text not null,
  text text not null, pictures bigint not null, state text not null, reason text not null, ruling text not null,
  answer text not null, answered_at bigint, reports bigint not null, posted_at bigint not null, edited_at bigint,
  judged_at bigint, version bigint not null, primary key (bucket, id), unique (bucket, order_id, ordinal),
  constraint review_stars check (stars between 1 and 5)
) {norowid};
create index review_product on review (bucket, product, shop, state, id);
create index review_shop on review (bucket, shop, id);

-- Somebody says that a review should not stand there; each person once.
create table review_report (
  bucket bigint not null, review bigint not null, user_id bigint not null, reason text not null, text text not null,
  at bigint not null, primary key (bucket, review, user_id)
) {norowid};

-- The three scores that the buyer of an order gives its shop, once.
create table rating (
  bucket bigint not null, order_id bigint not null, shop bigint not null, market bigint not null,
  user_id bigint not null, described bigint not null, service bigint not null, delivery bigint not null,
  counted boolean not null, day bigint not null, month bigint not null, at bigint not null,
  primary key (bucket, order_id),
  constraint rating_scores check (described between 1 and 5 and service between 1 and 5 and delivery between 1 and 5)
) {norowid};
create index rating_buyer on rating (bucket, shop, user_id, month);
create index rating_day on rating (bucket, shop, day);

-- A picture of a review or of a shop's boutique, in the bucket of what it is attached to.
create table attached_picture (
  bucket bigint not null, owner bigint not null, ordinal bigint not null, of_kind text not null, name text not null,
  alt text not null, width bigint not null, height bigint not null, source text not null, state text not null,
  added_at bigint not null, primary key (bucket, owner, ordinal)
) {norowid};

-- How a product is rated on a market: a read-model in the market's bucket.
create table product_rating (
  bucket bigint not null, market bigint not null, product bigint not null, shop bigint not null, one bigint not null,
  two bigint not null, three bigint not null, four bigint not null, five bigint not null, pictured bigint not null,
  primary key (bucket, market, product, shop)
) {norowid};

-- What the counted ratings of a shop's day come to: a read-model in the market's bucket.
create table shop_day (
  bucket bigint not null, market bigint not null, shop bigint not null, day bigint not null, count bigint not null,
  described bigint not null, service bigint not null, delivery bigint not null,
  primary key (bucket, market, shop, day)
) {norowid};

-- A review as an operator lists it: a read-model in the market's bucket.
create table review_list (
  bucket bigint not null, market bigint not null, review bigint not null, product bigint not null,
  title text not null, shop bigint not null, shop_name text not null, author text not null, stars bigint not null,
  text text not null, queue text not null, reports bigint not null, at bigint not null,
  primary key (bucket, market, review)
) {norowid};
create index review_list_queue on review_list (bucket, market, queue, review);

-- Cards show how a product is rated.
alter table listing add column rating_count bigint not null default 0;
alter table listing add column rating_sum bigint not null default 0;
