-- How shops look: the draft that a seller changes, and the versions that visitors have seen. Both in the seller's bucket; a
-- decor is opaque JSON.

-- The draft of a shop's decor, and the number of the version that is shown.
create table decor (
  bucket bigint not null, shop bigint not null, draft text not null, published bigint not null,
  changed_at bigint not null, version bigint not null, primary key (bucket, shop)
) {norowid};

-- A published decor. Never changed; the next one takes its place.
create table decor_version (
  bucket bigint not null, shop bigint not null, number bigint not null, decor text not null, author text not null,
  at bigint not null, primary key (bucket, shop, number)
) {norowid};
