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
