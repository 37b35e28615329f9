-- Goods that a market's rules keep out of a shop are listed without looking at all others.

create index offer_withheld on offer (bucket {leads}, product) where withheld is not null;
