-- What sellers owe a market beside commission: deposits, yearly fees, plans, listed products. All of it lies in the
-- seller's bucket. An account is the application that a shop comes from, or the shop where there was none.

-- What is kept of a fee account beside its fees: the deposit that is asked, what waits.
create table fee_terms (
  bucket bigint not null, account bigint not null, seller bigint not null, market bigint not null,
  operator bigint not null, currency text not null, deposit bigint not null, top_up_by bigint,
  back_at bigint, version bigint not null, primary key (bucket, account),
  constraint fee_terms_deposit_not_negative check (deposit >= 0)
) {norowid};

-- One amount that a seller owes, with its VAT: due, paid, owed, dropped or given back.
create table fee (
  bucket bigint not null, id bigint not null, account bigint not null, seller bigint not null, market bigint not null,
  operator bigint not null, kind text not null, about text not null, net bigint not null, vat bigint not null,
  vat_ppm bigint not null, currency text not null, state text not null, owed bigint not null, covers_from bigint,
  covers_until bigint, earned bigint not null, months_earned bigint not null, given_back bigint not null,
  due_at bigint not null, paid_at bigint, version bigint not null, primary key (bucket, id),
  constraint fee_within_its_amount check (net > 0 and vat >= 0 and owed >= 0 and owed <= net + vat and earned >= 0
    and earned <= net and given_back >= 0 and given_back <= net)
) {norowid};
create index fee_account on fee (bucket, account, id);
create index fee_owed on fee (bucket, seller, id) where state = 'owed';

-- Which plan a shop has, and which one comes with the next month.
create table shop_plan (
  bucket bigint not null, shop bigint not null, seller bigint not null, market bigint not null, plan text not null,
  next text, until_at bigint, version bigint not null, primary key (bucket, shop)
) {norowid};

-- Until when a listed product of a shop is paid for.
create table listing_term (
  bucket bigint not null, shop bigint not null, product bigint not null, until_at bigint not null,
  primary key (bucket, shop, product)
) {norowid};

-- A seller's attempt to pay through the provider what is due of one account.
create table fee_payment (
  bucket bigint not null, id bigint not null, account bigint not null, seller bigint not null, market bigint not null,
  operator bigint not null, user_id bigint not null, amount bigint not null, currency text not null,
  state text not null, provider text not null, reference text not null, pay_url text not null, code text not null,
  created_at bigint not null, paid_at bigint, version bigint not null, primary key (bucket, id)
) {norowid};
create index fee_payment_account on fee_payment (bucket, account, id);

-- An invoice of the operator's legal entity to a seller, or a credit note, with both parties as they were; its number comes
-- after the act that wrote it.
create table invoice (
  bucket bigint not null, id bigint not null, seller bigint not null, market bigint not null, operator bigint not null,
  series text not null, cause text not null, about bigint not null, covers_from bigint, covers_until bigint,
  net bigint not null, vat bigint not null, currency text not null, lines text not null, parties text not null,
  is_reverse_charge boolean not null, number bigint, written_at bigint not null, issued_at bigint,
  version bigint not null, primary key (bucket, id)
) {norowid};
create index invoice_seller on invoice (bucket, seller, id);

-- The counter of a series of a legal entity, in the operator's bucket: the number that comes next, and which process counts.
create table invoice_counter (
  bucket bigint not null, operator bigint not null, series text not null, next bigint not null, holder text not null,
  until_at bigint not null, version bigint not null, primary key (bucket, operator, series)
) {norowid};

-- An invoice that waits for its number, in the operator's bucket.
create table invoice_queue (
  bucket bigint not null, operator bigint not null, invoice bigint not null, series text not null,
  primary key (bucket, operator, invoice)
) {norowid};

-- Read-model in the operator's bucket: numbered invoices.
create table invoice_list (
  bucket bigint not null, operator bigint not null, invoice bigint not null, series text not null,
  number bigint not null, market bigint not null, seller bigint not null, seller_name text not null, cause text not null,
  net bigint not null, vat bigint not null, currency text not null, issued_at bigint not null,
  primary key (bucket, operator, invoice), unique (bucket, operator, series, number)
) {norowid};
create index invoice_list_day on invoice_list (bucket, operator, issued_at, invoice);
