-- What Tableau sends for its worksheets: the formulas of its dialect for PostgreSQL, its aliases, its HAVING (COUNT(1) > 0) where
-- nothing is grouped, its joins that let NULL meet NULL.
select 1 as "one" from "public"."shop" "shop" limit 1;
select * from "public"."shop" "shop" where 1 = 0;
select * from "public"."shop" "shop" limit 0;
select "shop"."region" as "region" from "public"."shop" "shop" group by 1 order by 1 asc nulls first;
select count(1) as "sum:Number of Records:ok" from "public"."shop" "shop" having (count(1) > 0);
select sum(1) as "cnt:shop_1A:ok", min("shop"."price") as "TEMP(attr:price:nk)(1)(0)", max("shop"."price") as "TEMP(attr:price:nk)(2)(0)" from "public"."shop" "shop" where ("shop"."region" = 'nowhere') having (count(1) > 0);
select cast("shop"."region" as text) as "region", sum("shop"."qty") as "sum:qty:ok" from "public"."shop" "shop" group by 1 order by 1;
select (case when cast("shop"."region" as text) in ('north', 'south') then 'Both' else cast("shop"."region" as text) end) as "Region (group)", count(distinct "shop"."product") as "ctd:product:ok" from "public"."shop" "shop" group by 1 order by 1 nulls last;
select sum("shop"."price") as "sum:price:ok" from "public"."shop" "shop" where (case when (("shop"."region" in ('north', 'east')) or ("shop"."region" is null)) then false else true end) having (count(1) > 0);
select (case when (cast("shop"."product" as text) is not null) then strpos(cast(upper(cast("shop"."product" as text)) as text), cast('APP' as text)) > 0 else null end) as "c", count(1) as "n" from "public"."shop" "shop" group by 1 order by 1;
select sum("shop"."qty") as "q" from "public"."shop" "shop" where ((lower(cast("shop"."product" as text)) like '%p%') and not (lower(cast("shop"."product" as text)) like '%r')) having (count(1) > 0);
-- Parts of dates: DATETRUNC, DATEPART, DATENAME, DATEADD, DATEDIFF.
select date_trunc('MONTH', cast("shop"."day" as timestamp)) as "tmn:day:ok", sum("shop"."price") as "sum:price:ok" from "public"."shop" "shop" where (("shop"."day" >= (date '2023-02-01')) and ("shop"."day" <= (date '2023-11-30'))) group by 1 order by 1;
select cast(date_trunc('QUARTER', cast("shop"."day" as date)) as date) as "tqr:day:ok", count(1) as "n" from "public"."shop" "shop" group by 1 order by 1;
select cast((date_trunc('DAY', cast("shop"."day" as date)) + (-extract(dow from "shop"."day") * interval '1 DAY')) as date) as "twk:day:ok", count(1) as "n" from "public"."shop" "shop" group by 1 order by 1;
select cast(trunc(extract(year from "shop"."day")) as integer) as "yr:day:ok", cast(trunc(extract(quarter from "shop"."day")) as integer) as "qr:day:ok", sum("shop"."qty") as "sum:qty:ok" from "public"."shop" "shop" group by 1, 2 order by 1, 2;
select (1 + cast(extract(dow from "shop"."day") as integer)) as "wd:day:ok", to_char("shop"."day", 'FMDay') as "name", count(1) as "n" from "public"."shop" "shop" group by 1, 2 order by 1;
select cast(floor((7 + extract(doy from "shop"."day") - 1 + extract(dow from date_trunc('YEAR', "shop"."day"))) / 7) as integer) as "wk:day:ok", count(1) as "n" from "public"."shop" "shop" group by 1 order by 1;
select cast(trunc(extract(isodow from "shop"."day")) as integer) as "iso", to_date(to_char("shop"."day", 'IYYY-01'), 'IYYY-IW') as "iyr", to_char("shop"."day", 'IW') as "iw", count(1) as "n" from "public"."shop" "shop" group by 1, 2, 3 order by 2, 3, 1;
select (least(cast((extract(week from "shop"."day") - 1) as bigint) / 13, 3) + 1) as "iqr", count(1) as "n" from "public"."shop" "shop" group by 1 order by 1;
select ("shop"."day" + 3 * interval '1 DAY') as "a", ("shop"."at" + 2 * 3 * interval '1 MONTH') as "b", ("shop"."at" - 1 * interval '1 DAY') as "c" from "public"."shop" "shop" where ("shop"."id" < 9) order by "shop"."id";
select cast((12 * extract(year from cast("shop"."at" as timestamp)) + extract(month from cast("shop"."at" as timestamp))) - (12 * extract(year from cast("shop"."day" as timestamp)) + extract(month from cast("shop"."day" as timestamp))) as bigint) as "months", cast(floor(extract(epoch from cast("shop"."at" as timestamp)) / 86400) - floor(extract(epoch from cast("shop"."day" as timestamp)) / 86400) as bigint) as "days", count(1) as "n" from "public"."shop" "shop" group by 1, 2 order by 1, 2;
select (extract(epoch from (cast("shop"."at" as timestamp) - "shop"."day")) / (60.0 * 60 * 24)) as "span" from "public"."shop" "shop" where "shop"."id" < 20 order by "shop"."id";
select ((extract(epoch from "shop"."day") / (60 * 60 * 24)) + (365 * 70 + 17)) as "number" from "public"."shop" "shop" where "shop"."id" < 9 order by "shop"."id";
select ((cast('1900-01-01 00:00:00' as timestamp) + null * interval '1 DAY') + 1 * interval '1 DAY') as "TEMP(Test)(1)(0)" from "public"."shop" "shop" having (count(1) > 0);
select min("shop"."day") as "lower", max("shop"."day") as "upper" from "public"."shop" "shop" having (count(1) > 0);
select sum("shop"."price") as "s" from "public"."shop" "shop" where (("shop"."at" >= (timestamp '2023-01-01 00:00:00.000')) and ("shop"."at" < (timestamp '2023-07-01 00:00:00.000'))) having (count(1) > 0);
select sum("shop"."price") as "s" from "public"."shop" "shop" where (cast(date_trunc('YEAR', cast("shop"."day" as date)) as date) = (date '2024-01-01')) having (count(1) > 0);
select (timestamp '2024-12-31 23:59:59.250') as "t", (date '2024-02-29') as "d", E'a\\b''c' as "s", to_timestamp('29.02.2024 10:11', 'DD.MM.YYYY HH24:MI') is not null as "parsed";
-- Numbers and text.
select (case when "shop"."qty" = 0 then null else cast("shop"."price" as double precision) / "shop"."qty" end) as "ratio", (case when "shop"."qty" = 0 then null else ("shop"."id" / "shop"."qty") end) as "div" from "public"."shop" "shop" where "shop"."id" < 30 order by "shop"."id";
select cast(floor("shop"."price" / 10) as bigint) as "price (bin)", count(1) as "n" from "public"."shop" "shop" group by 1 order by 1;
select (case when "shop"."price" > 0 then ln("shop"."price") else null end) as "ln", (case when "shop"."price" < 0 then null else sqrt("shop"."price") end) as "root", power("shop"."price", 2) as "p", round(cast("shop"."price" as numeric), cast(1 as integer)) as "r" from "public"."shop" "shop" where "shop"."id" < 12 order by "shop"."id";
select "shop"."region" as "region", (case when count("shop"."qty") = 1 then 0.0 when count("shop"."qty") > 0 then (stddev("shop"."qty") * sqrt(count("shop"."qty") - 1) / sqrt(count("shop"."qty"))) else null end) as "stdp", variance("shop"."qty") as "var" from "public"."shop" "shop" group by 1 order by 1;
select percentile_cont(0.5) within group (order by "shop"."price") as "med:price:ok", percentile_cont(0.9) within group (order by "shop"."price") as "p90" from "public"."shop" "shop" having (count(1) > 0);
select corr("shop"."qty", "shop"."id") is not null as "c", covar_samp(cast("shop"."qty" as double precision), 1) as "v" from "public"."shop" "shop" having (count(1) > 0);
select (case when 2 >= 0 then substr(cast("shop"."product" as text), 1, cast(floor(2) as integer)) else null end) as "left", (case when 2 >= 0 then substr(cast("shop"."product" as text), (length(cast("shop"."product" as text)) - cast(floor(2) as integer) + 1)) else null end) as "right", count(1) as "n" from "public"."shop" "shop" group by 1, 2 order by 1, 2;
select split_part("shop"."product", 'p', 1) as "split", reverse(split_part(reverse("shop"."product"), reverse('p'), 1)) as "last", count(1) as "n" from "public"."shop" "shop" group by 1, 2 order by 1, 2;
select (substr(ltrim(cast("shop"."product" as text), ' '), 1, length(cast('pe' as text))) = cast('pe' as text)) as "starts", btrim(cast("shop"."product" as text), ' ') as "trimmed", ascii(cast("shop"."product" as text)) as "code", count(1) as "n" from "public"."shop" "shop" group by 1, 2, 3 order by 1, 2, 3;
select regexp_replace("shop"."product", '[aeiou]', '_', 'g') as "r", (select (regexp_matches("shop"."product", '([a-z]+)'))[1]) as "m", ("shop"."product" ~ '^p') as "is", count(1) as "n" from "public"."shop" "shop" group by 1, 2, 3 order by 1, 2, 3;
select (not "shop"."paid") as "x", ("shop"."paid" and "shop"."qty" > 2 or not "shop"."paid" and not "shop"."qty" > 2) as "same", bool_or("shop"."paid") as "any", count(1) as "n" from "public"."shop" "shop" group by 1, 2 order by 1, 2;
-- Sets, top n, levels of detail, blends.
select "shop"."product" as "product", sum("shop"."price") as "sum:price:ok" from "public"."shop" "shop" inner join (select "shop"."product" as "product", sum("shop"."price") as "$__alias__0" from "public"."shop" "shop" group by 1 order by 2 desc nulls last, 1 limit 2) "t0" on ("shop"."product" is not distinct from "t0"."product") group by 1 order by 1;
select "shop"."region" as "region", sum("shop"."price") as "s", max("t0"."__measure__0") as "m" from "public"."shop" "shop" inner join (select "shop"."region" as "region", avg("shop"."price") as "__measure__0" from "public"."shop" "shop" group by 1) "t0" on (("shop"."region" = "t0"."region") or (("shop"."region" is null) and ("t0"."region" is null))) group by 1 order by 1;
select ("t0"."__measure__0" / "t2"."__measure__1") as "share" from (select sum("shop"."price") as "__measure__0" from "public"."shop" "shop" having (count(1) > 0)) "t0" cross join (select avg("t1"."__measure__0") as "__measure__1" from (select "shop"."region" as "region", sum("shop"."price") as "__measure__0" from "public"."shop" "shop" group by 1) "t1" having (count(1) > 0)) "t2";
select "t0"."TEMP(Test)(2)(0)" as "TEMP(Test)(2)(0)" from (select "shop"."region" as "region", sum("shop"."qty") as "TEMP(Test)(2)(0)" from "public"."shop" "shop" group by 1) "t0" group by 1 order by 1;
select "t1"."x" as "x", count(1) as "n" from (select "t0"."product" as "product", min("t0"."first") as "x" from (select "shop"."product" as "product", "shop"."region" as "region", min(cast(date_trunc('YEAR', cast("shop"."day" as timestamp)) as date)) as "first" from "public"."shop" "shop" group by 1, 2) "t0" group by 1) "t1" group by 1 order by 1;
select "SUBQUERY"."COL" as "COL" from (select 1 as "COL") "SUBQUERY" group by 1;
select "SUBCOL" as "COL" from (select 1 as "SUBCOL") "SUBQUERY" group by 2;
select "Custom SQL Query"."region" as "region", sum("Custom SQL Query"."price") as "sum:price:ok" from (
  select * from shop where qty > 1
) "Custom SQL Query" group by 1 order by 1;
