-- Types of the fragments in PostgreSQL.
create type size as enum ('small', 'medium', 'large');
create type mood as enum ('sad', 'ok', 'happy');
create collation if not exists nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
