create table words (id int primary key, t text, v varchar(20), c char(6), n numeric(20,3), grp int);
insert into words select row_number() over (), w, left(w,20), left(w,6), row_number() over () * 1.5, (row_number() over ()) % 3 from unnest(array[
'a','A','á','a ','á','b','B','','aa','ab','a-b','ab-','co-op','coop','COOP','résumé','resume','Resume','RÉSUMÉ','ß','ss','SS','ẞ','z','Z','😀','日本','あ','ア','ｱ','ﬀ','ff','０','0','1','10','2','9','_','-',' x','x','x ','ä','Ä','ae','æ','Æ','ø','Ø','o','é','É','e','i','I','ı','İ','ñ','n','ñ','%','a%','!','?','"','''','σ','ς','Σ','ΑΣ','да','Да','ё','е','ж','א','ب','가','힣','ⅷ','Ⅷ','①','K','k','K','Å','Å','å','straße','STRASSE','e1','E1','E10','e2']) w;
insert into words values (1001,null,null,null,null,1);
