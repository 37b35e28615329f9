-- Sellers at the door: applications with their dated steps, papers, questions, checks, and who has read which paper.
-- Files of papers lie outside, sealed; a row knows under which key, and the file's own key wrapped by the installation's.

-- A seller's request to open a shop on a market.
create table application (
  bucket bigint not null, id bigint not null, seller bigint not null, market bigint not null,
  operator bigint not null, user_id bigint not null, kind text not null, country text not null,
  shop_name text not null, goods text not null, language text not null, stage text not null, turn text not null,
  due_at bigint, policy_number bigint not null, attested text not null, score bigint, reviewer text not null,
  reason text not null, ruling text not null, appeal text not null, begun_at bigint not null, submitted_at bigint,
  decided_at bigint, appealed_at bigint, shop bigint, version bigint not null, primary key (bucket, id)
) {norowid};
create index application_seller on application (bucket, seller, id);

-- A dated step in the life of an application: what its timeline tells.
create table application_step (
  bucket bigint not null, application bigint not null, id bigint not null, step text not null,
  by_whom text not null, text text not null, at bigint not null, primary key (bucket, application, id)
) {norowid};

-- What a checker wants to know of an applicant, and the answer.
create table application_question (
  bucket bigint not null, application bigint not null, ordinal bigint not null, question text not null,
  asked_by text not null, asked_at bigint not null, answer text not null, answered_at bigint,
  primary key (bucket, application, ordinal)
) {norowid};

-- A paper that an application rests on. Judged once; a correction is another paper.
create table paper (
  bucket bigint not null, id bigint not null, application bigint not null, seller bigint not null,
  kind text not null, number text not null, issuer text not null, valid_until bigint, verdict text not null,
  reason text not null, reviewer text not null, reviewed_at bigint, told text not null, added_at bigint not null,
  file_key text not null, file_type text not null, file_bytes bigint not null, wrapped_key {blob} not null,
  version bigint not null, primary key (bucket, id)
) {norowid};
create index paper_application on paper (bucket, application, id);

-- Somebody has read the file of a paper.
create table paper_reading (
  bucket bigint not null, paper bigint not null, id bigint not null, user_id bigint not null, name text not null,
  at bigint not null, primary key (bucket, paper, id)
) {norowid};

-- A question to a provider about an applicant: the intent, whose id is the idempotency key, and its outcome.
create table provider_check (
  bucket bigint not null, id bigint not null, application bigint not null, kind text not null, state text not null,
  reference text not null, note text not null, opened_at bigint not null, done_at bigint, version bigint not null,
  primary key (bucket, id)
) {norowid};
create index provider_check_application on provider_check (bucket, application, id);

-- What the law wants known of a seller beside name and address.
create table trader (
  bucket bigint not null, seller bigint not null, is_trader boolean not null, phone text not null,
  representative text not null, register text not null, register_number text not null, certified_at bigint,
  version bigint not null, primary key (bucket, seller)
) {norowid};

-- A code that lets applicants in, in the bucket of its market; only its hash is kept.
create table invitation (
  bucket bigint not null, market bigint not null, hash {blob} not null, note text not null, made_by text not null,
  made_at bigint not null, expires_at bigint not null, uses_left bigint not null, version bigint not null,
  primary key (bucket, market, hash), constraint invitation_uses_not_negative check (uses_left >= 0)
) {norowid};

-- Read-model in the market's bucket: applications as checkers list them, the most pressing first.
create table application_list (
  bucket bigint not null, market bigint not null, application bigint not null, seller bigint not null,
  shop_name text not null, legal_name text not null, kind text not null, country text not null, stage text not null,
  turn text not null, reviewer text not null, due_at bigint not null, submitted_at bigint not null,
  primary key (bucket, market, application)
) {norowid};
create index application_list_due on application_list (bucket, market, due_at, application);
create index application_list_turn on application_list (bucket, market, turn);

-- Read-model in the market's bucket: accepted papers that end, of shops in trade.
create table paper_list (
  bucket bigint not null, market bigint not null, paper bigint not null, application bigint not null,
  shop_name text not null, kind text not null, valid_until bigint not null, primary key (bucket, market, paper)
) {norowid};
create index paper_list_end on paper_list (bucket, market, valid_until, paper);
create index paper_list_application on paper_list (bucket, market, application);
