-- Nobody asks by them.
drop index hold_item;
drop index application_list_turn;
