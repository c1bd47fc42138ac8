create table if not exists cache_patterns_journal (
	application text not null,
	id bigint not null,
	prefix text not null,
	cache text not null,
	entry bytea,
	due timestamp with time zone not null,
	primary key (application, id)
);
