-- A change of rules that was announced can be called off before its day.

-- When a version was called off; it stays among the versions and never holds.
alter table policy_version add column off_at bigint;

-- Who asks that the change does not come and why, who agreed and when, and the last shop whose seller was told.
alter table policy_proposal add column off_by bigint;
alter table policy_proposal add column off_name text not null default '';
alter table policy_proposal add column off_reason text not null default '';
alter table policy_proposal add column off_asked_at bigint;
alter table policy_proposal add column off_decider_name text not null default '';
alter table policy_proposal add column off_at bigint;
alter table policy_proposal add column off_told_to bigint;
