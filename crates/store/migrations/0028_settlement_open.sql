-- Days whose settlement files were not taken in whole yet.

-- A day (its midnight UTC) from before it is read first until all of its file was taken in, however long ago it is.
create table settlement_open (
  bucket bigint not null, operator bigint not null, day bigint not null, primary key (bucket, operator, day)
) {norowid};
