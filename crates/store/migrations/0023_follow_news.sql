-- Letters to those who follow a shop.

-- In the seller's bucket: the last news of a shop, when it began to be told, and after which follower it goes on.
create table follow_news (
  bucket bigint not null, shop bigint not null, news text not null, at bigint not null, reached bigint not null,
  is_told boolean not null, version bigint not null, primary key (bucket, shop)
) {norowid};
