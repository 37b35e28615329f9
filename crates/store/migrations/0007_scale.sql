-- Lists that stay as fast as they were when a market has a million orders.

-- A shop's orders by state; what is open is a few among many.
create index orders_state on orders (bucket, shop, state, id);
-- The same over a whole market, and its sales by day.
create index order_list_state on order_list (bucket, market, state, order_id, total);
create index order_list_placed on order_list (bucket, market, placed_at, total);
create index order_list_request on order_list (bucket, market, request_state, changed_at, order_id);

-- Applications by the part of the work that they are in, the most pressing first.
alter table application_list add column queue text not null default '';
create index application_list_queue on application_list (bucket, market, queue, due_at, application);
create index application_list_kind on application_list (bucket, market, queue, kind, due_at, application);
drop index application_list_due;
