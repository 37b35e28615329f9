-- Host names of shops.

-- reference: a host name that leads to one shop; the slug is its page on its market
create table shop_host (
  host text not null primary key, shop bigint not null, market bigint not null references market (id),
  slug text not null, since bigint not null
);
