-- One catalogue in many shops: what a shop shows of it is the seller's word for that shop; work too long for one act is
-- done slice by slice.

-- Work too long for one act, in the bucket of the seller or market for which it is done.
create table job (
  bucket bigint not null, id bigint not null, owner bigint not null, kind text not null, shop bigint not null,
  asked text not null, state text not null, reason text not null, total bigint not null, done bigint not null,
  unchanged bigint not null, refused bigint not null, reached bigint not null, author bigint not null,
  author_name text not null, begun_at bigint not null, ended_at bigint, version bigint not null,
  primary key (bucket, id)
) {norowid};
create index job_owner on job (bucket, owner, id);

-- What became of one thing of a job.
create table job_line (
  bucket bigint not null, job bigint not null, ordinal bigint not null, subject bigint not null, name text not null,
  outcome text not null, code text not null, value text not null, primary key (bucket, job, ordinal)
) {norowid};

-- Whether the seller wants a product in this shop; what can be bought is shown and published.
alter table offer add column shown boolean not null default true;

-- A seller's catalogue, in the order of its products.
create index product_seller on product (bucket, seller, id);

-- Who keeps the money of a payout until then: a seller may have shops with several operators in one currency.
alter table payout add column operator bigint not null default 0;
