-- One act on many applications goes through a queue in the order of ids, and the queue says when an applicant was reminded.

alter table application_list add column reminded_at bigint;
create index application_list_order on application_list (bucket, market, queue, application);
