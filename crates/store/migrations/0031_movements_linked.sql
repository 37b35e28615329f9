-- Each movement names the one before it of the same item, and the item its newest: they are found without an index, into
-- which each purchase wrote twice, somewhere among all items. `previous` of an item is what its newest was before the
-- last change.
alter table stock_item add column newest bigint;
alter table stock_item add column previous bigint;
alter table movement add column previous bigint;
update movement set previous = (select max(p.id) from movement p
  where p.bucket = movement.bucket and p.item = movement.item and p.id < movement.id);
update stock_item set newest = (select max(m.id) from movement m
  where m.bucket = stock_item.bucket and m.item = stock_item.id);
drop index movement_item;
