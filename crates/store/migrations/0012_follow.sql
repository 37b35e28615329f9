-- Who follows which shop.

-- In the user's bucket: a shop on the user's list.
create table follow (
  bucket bigint not null, user_id bigint not null, shop bigint not null, market bigint not null, since bigint not null,
  primary key (bucket, user_id, shop)
) {norowid};

-- Read-model in the seller's bucket: somebody who follows a shop, as the outbox told it.
create table follower (
  bucket bigint not null, shop bigint not null, user_id bigint not null, since bigint not null,
  primary key (bucket, shop, user_id)
) {norowid};
