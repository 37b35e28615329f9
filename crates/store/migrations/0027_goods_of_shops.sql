-- The goods of a shop in the order of its page: a product's page shows the newest of them, and sorts none.

drop index listing_shop;
create index listing_of_shop on listing (bucket, market, shop, available desc, created_at desc, product);
