-- Members of an operator who act for a seller for a while.

-- One time of it, at one browser of one user; in the user's bucket. Kept for ever.
create table stand_in (
  bucket bigint not null, id bigint not null, user_id bigint not null, session bigint not null, by_whom text not null,
  operator bigint not null, seller bigint not null, seller_name text not null, shop bigint not null,
  reason text not null, begun_at bigint not null, ends_at bigint not null, ended_at bigint, version bigint not null,
  primary key (bucket, id)
) {norowid};
-- One at a time.
create unique index stand_in_session on stand_in (bucket, session) where ended_at is null;
create index stand_in_user on stand_in (bucket, user_id) where ended_at is null;
