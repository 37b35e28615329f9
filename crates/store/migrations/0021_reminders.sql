-- Who watches over papers finds them by how they stand, and reminds their holders.

-- The last time that a seller was reminded of one thing: a kind of paper, or, where that is empty, of what an application
-- lacks.
create table reminder (
  bucket bigint not null, application bigint not null, about text not null, at bigint not null, by_whom text not null,
  version bigint not null, primary key (bucket, application, about)
) {norowid};

-- Read-model in the market's bucket: what there is to watch over among the papers of shops in trade. A row is a paper that
-- ends, one that waits for a checker, or a kind that is lacking. It is dated by its end, by when it came, or by when the
-- shop is closed for want of it.
drop table paper_list;
create table paper_list (
  bucket bigint not null, market bigint not null, id bigint not null, application bigint not null,
  shop_name text not null, search text not null, kind text not null, country text not null, part text not null,
  due_at bigint not null, reminded_at bigint, primary key (bucket, market, id)
) {norowid};
create index paper_list_part on paper_list (bucket, market, part, due_at, id);
create index paper_list_kind on paper_list (bucket, market, part, kind, due_at, id);
create index paper_list_application on paper_list (bucket, market, application);
