-- A shop's orders are found state by state; in the order of their ids alone nobody looks for them any more, and each new
-- order wrote an entry somewhere in an index as large as all orders.
drop index orders_shop;
