-- A second step of signing in: codes of an app, and recovery codes.

-- Since when signing in asks for a code as well; the secret itself stands in second_step.
alter table users add column second_step_at bigint;

-- A person's secret, sealed with the installation's key, the last code that was taken and the wrong ones since; without
-- `confirmed_at` it was only begun.
create table second_step (
  bucket bigint not null, user_id bigint not null, sealed {blob} not null, wrapped_key {blob} not null,
  begun_at bigint not null, confirmed_at bigint, last_step bigint not null, wrong bigint not null, wrong_at bigint,
  version bigint not null, primary key (bucket, user_id)
) {norowid};

-- A way back for who has lost the app; only the hash is kept, and it is taken once.
create table recovery_code (
  bucket bigint not null, user_id bigint not null, hash {blob} not null, used_at bigint,
  primary key (bucket, user_id, hash)
) {norowid};
