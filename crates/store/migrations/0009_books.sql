-- Books summed by day, so that no page adds up what years have posted: in the operator's bucket.

-- All debits and credits of a kind of account up to a midnight UTC, by the moment that the transfers' ids carry.
create table ledger_day (
  bucket bigint not null, operator bigint not null, until_at bigint not null, currency text not null,
  kind text not null, debit bigint not null, credit bigint not null,
  primary key (bucket, operator, until_at, currency, kind)
) {norowid};

-- What the lines of a settlement file come to, payouts apart, and what was posted for them.
create table settled_day (
  bucket bigint not null, operator bigint not null, day text not null, currency text not null, lines bigint not null,
  fee bigint not null, net bigint not null, unknown bigint not null, posted bigint not null,
  primary key (bucket, operator, day, currency)
) {norowid};

-- What the ledger says came to the bank for the line; refunds are negative.
alter table settlement_line add column posted bigint not null default 0;
create index settlement_line_unknown on settlement_line (bucket, operator, at) where state = 'unknown';
