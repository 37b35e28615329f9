-- Up to where a provider's settlement files were taken in whole.

-- All days before `day` (its midnight UTC) were; the day itself comes next, however long ago it is.
create table settlement_read (
  bucket bigint not null, operator bigint not null, day bigint not null, primary key (bucket, operator)
) {norowid};
