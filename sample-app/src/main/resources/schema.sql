create table if not exists place (
	id bigint primary key,
	name varchar(200) not null,
	search_name varchar(200) not null,
	country varchar(2) not null,
	region varchar(100),
	latitude double precision not null check (latitude between -90 and 90),
	longitude double precision not null check (longitude between -180 and 180)
);

create index if not exists place_by_search_name on place (search_name);

create index if not exists place_by_country on place (country, id);

create table if not exists user_profile (
	id varchar(32) primary key,
	name varchar(100) not null,
	email varchar(200) not null unique,
	home bigint references place
);

-- As Spring Security has them: who may log in, and who is remembered

create table if not exists users (
	username varchar(50) primary key,
	password varchar(500) not null,
	enabled boolean not null
);

create table if not exists authorities (
	username varchar(50) not null references users,
	authority varchar(50) not null,
	primary key (username, authority)
);

create table if not exists persistent_logins (
	username varchar(64) not null,
	series varchar(64) primary key,
	token varchar(64) not null,
	last_used timestamp not null
);
