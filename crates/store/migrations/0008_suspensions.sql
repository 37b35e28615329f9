-- Shops that the operator stops, with the reasons, the seller's complaint and what became of it: in the seller's bucket.

create table suspension (
  bucket bigint not null, id bigint not null, shop bigint not null, seller bigint not null, operator bigint not null,
  cause text not null, text text not null, user_id bigint not null, by_whom text not null, since bigint not null,
  complaint text not null, complained_at bigint, ruling text not null, ruled_by text not null, ruled_at bigint,
  ended_at bigint, ended_by text not null, version bigint not null, primary key (bucket, id)
) {norowid};
create index suspension_shop on suspension (bucket, shop, id);
-- One at a time.
create unique index suspension_goes_on on suspension (bucket, shop) where ended_at is null;
create index suspension_seller on suspension (bucket, seller) where ended_at is null;

-- Shops as an operator looks for them: by how they stand, by their names.
alter table shop_list add column standing text not null default '';
alter table shop_list add column search text not null default '';
create index shop_list_standing on shop_list (bucket, market, standing, shop);
create index shop_list_state on shop_list (bucket, market, state, opened_at, shop, products);
