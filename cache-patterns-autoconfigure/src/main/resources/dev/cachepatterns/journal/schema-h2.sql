create table if not exists cache_patterns_journal (
	application varchar not null,
	id bigint not null,
	prefix varchar not null,
	cache varchar not null,
	entry varbinary,
	due timestamp with time zone not null,
	primary key (application, id)
);
