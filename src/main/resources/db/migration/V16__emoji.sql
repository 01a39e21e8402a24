-- Limits count characters as people do; a database may count a rare one as two.
alter table post alter column content set data type varchar(20000);
alter table post alter column request set data type varchar(400000);
alter table target alter column content set data type varchar(400000);
