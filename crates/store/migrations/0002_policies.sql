-- Rules as an operator lives with them: proposed by one member, decided by another, announced, in force at their date;
-- commission by category, decided when a purchase is made.

-- A change of a market's rules on its way, in the market's bucket, with everything that happened to it.
create table policy_proposal (
  bucket bigint not null, id bigint not null, market bigint not null, state text not null, changes text not null,
  note text not null, wanted_at bigint, author bigint not null, author_name text not null, proposed_at bigint not null,
  decider bigint, decider_name text not null, decided_at bigint, reason text not null, number bigint, since bigint,
  told_to bigint, version bigint not null, primary key (bucket, id)
) {norowid};
create index policy_proposal_market on policy_proposal (bucket, market, id);

-- Who acts for an operator: the same memberships in the operator's bucket.
create table operator_member (
  bucket bigint not null, operator bigint not null, user_id bigint not null, since bigint not null,
  email text not null, name text not null, language text not null, primary key (bucket, operator, user_id)
) {norowid};

-- What the market takes of a part is one amount, worked out from the rates of its lines.
alter table purchase_part rename column commission_ppm to commission;
alter table orders rename column commission_ppm to commission;
alter table purchase_line add column commission_ppm bigint not null default 0;
alter table order_line add column commission_ppm bigint not null default 0;

-- The rules that an order was made under.
alter table orders add column policy_number bigint not null default 1;
