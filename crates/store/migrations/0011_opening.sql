-- Shops that stand in no list, and shops on holiday.

-- In no list and found by no search; bought from by who has its address.
alter table shop add column quiet boolean not null default false;
-- From when until when nothing is bought, and what is said meanwhile: opaque JSON. Null: no holiday.
alter table shop add column holiday text;

-- As the shop's own: the lists of many shops leave these rows out.
alter table listing add column quiet boolean not null default false;
alter table shop_list add column quiet boolean not null default false;
drop index shop_list_state;
create index shop_list_state on shop_list (bucket, market, state, quiet, opened_at, shop, products);
