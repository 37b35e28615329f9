-- Categories that shops name.

-- The paths of the categories in which a shop sells, with commas, named in its application: fees follow them.
alter table application add column categories text not null default '';
