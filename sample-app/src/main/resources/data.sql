-- ada's password is "analytical", grace's is "compiler"

insert into users (username, password, enabled)
select 'ada', '{bcrypt}$2a$10$HKZRM8xGGbe7NDxB2dTXnu4kyp6pq0BLbZpD1ioT.LiWGAz0C0d2C', true
where not exists (select 1 from users where username = 'ada');

insert into users (username, password, enabled)
select 'grace', '{bcrypt}$2a$10$AIMVvnIh06yhZojhjU27iOoXP8CXEjFAXYjdnJe9oAi1FCNp3GXJW', true
where not exists (select 1 from users where username = 'grace');

insert into authorities (username, authority)
select username, 'ROLE_USER' from users
where not exists (select 1 from authorities where authorities.username = users.username);
