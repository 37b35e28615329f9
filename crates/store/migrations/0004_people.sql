-- People who act for sellers and operators: their roles, the proof that it is them, and the audit of what they did.

-- What a member of an operator may do.
alter table operator_member add column role text not null default 'owner';

-- When the person at this browser last proved who they are, by password or by the second step.
alter table session add column proved_at bigint;

-- One thing that a person did to money, rights, rules, papers or sign-in, in the bucket of whose matter it is. The hash
-- covers the entry before. Never changed, never deleted; the key lets a chain have one entry of each number only.
create table audit_entry (
  bucket bigint not null, number bigint not null, id bigint not null, at bigint not null, deed text not null,
  person bigint not null, person_name text not null, acts_for text not null, about text not null,
  subject text not null, before text not null, after text not null, origin text not null, request text not null,
  previous {blob} not null, hash {blob} not null, primary key (bucket {leads}, number)
) {norowid};
create index audit_entry_about on audit_entry (bucket, about, number);

-- The end of a bucket's chain as it was signed with the installation's key.
create table audit_head (
  bucket bigint not null, number bigint not null, id bigint not null, hash {blob} not null, signed_at bigint not null,
  key {blob} not null, signature {blob} not null, primary key (bucket {leads}, number)
) {norowid};

-- Read-model: which entries an operator may see, in the operator's bucket; the entries themselves stay where they are.
create table audit_list (
  bucket bigint not null, operator bigint not null, id bigint not null, number bigint not null, at bigint not null,
  deed text not null, person bigint not null, about text not null, subject text not null,
  primary key (bucket, operator, id)
) {norowid};

-- Somebody was asked by letter to become a member, in the bucket of the seller or operator who asks; only the hash of the
-- link's secret is kept. It ends by being used, taken back or running out.
create table member_invitation (
  bucket bigint not null, hash {blob} not null, member_of text not null, subject bigint not null, email text not null,
  role text not null, invited_by text not null, invited_at bigint not null, expires_at bigint not null, ended_at bigint,
  version bigint not null, primary key (bucket, hash)
) {norowid};
create index member_invitation_of on member_invitation (bucket, member_of, subject);
