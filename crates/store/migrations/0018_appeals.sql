-- Who refused an application does not decide its appeal.

-- The user who refused it last.
alter table application add column refused_by bigint;
