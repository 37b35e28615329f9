-- Goods that a market's rules keep out of one shop of their seller.

-- What the market had against it when the product was last saved: it is not shown meanwhile. Null: nothing.
alter table offer add column withheld text;
