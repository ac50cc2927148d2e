<?php
// PDO with emulated and real prepared statements, and PHP's own functions; the server comes from libpq's environment variables.
function show(string $name, mixed $value): void {
    echo $name, ': ', json_encode($value, JSON_PARTIAL_OUTPUT_ON_ERROR), "\n";
}
foreach ([true, false] as $emulated) {
    $pdo = new PDO('pgsql:host=' . getenv('PGHOST') . ';port=' . getenv('PGPORT') . ';dbname=' . getenv('PGDATABASE'), getenv('PGUSER'));
    $pdo->setAttribute(PDO::ATTR_EMULATE_PREPARES, $emulated);
    $statement = $pdo->prepare('select id, name, born, balance from person where id = ? or id = ? order by id');
    $statement->execute([1, 600]);
    show('rows', $statement->fetchAll(PDO::FETCH_ASSOC));
    for ($i = 0; $i < 4; $i++) {
        $meta = $statement->getColumnMeta($i);
        show('column', [$meta['name'], $meta['native_type'], $meta['pgsql:oid'], $meta['table'] ?? null]);
    }
    $statement = $pdo->prepare('select :a::text as a, :b::int as b, :c::bool as c, :d::text as d');
    $statement->bindValue('a', "it's");
    $statement->bindValue('b', 5, PDO::PARAM_INT);
    $statement->bindValue('c', true, PDO::PARAM_BOOL);
    $statement->bindValue('d', null, PDO::PARAM_NULL);
    $statement->execute();
    show('values', $statement->fetchAll(PDO::FETCH_ASSOC));
    $pdo->beginTransaction();
    show('count', $pdo->query('select count(*) from person')->fetchAll(PDO::FETCH_NUM));
    $pdo->commit();
    foreach (['select * from nowhere', 'select 1/0'] as $wrong) {
        try {
            $pdo->query($wrong)->fetchAll();
        } catch (PDOException $e) {
            show($wrong, $e->getCode());
        }
    }
    $pdo->beginTransaction();
    $cursor = $pdo->prepare('select id from person order by id', [PDO::ATTR_CURSOR => PDO::CURSOR_SCROLL]);
    $cursor->execute();
    show('first', $cursor->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_FIRST));
    show('last', $cursor->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_LAST));
    show('relative', $cursor->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_REL, -3));
    $cursor = null;
    $pdo->rollBack();
    show('copy', $pdo->pgsqlCopyToArray('country'));
}
$connection = pg_connect('');
show('params', pg_fetch_all(pg_query_params($connection, 'select name from country where id = $1', [1])));
show('meta data', pg_meta_data($connection, 'person'));
show('types', array_map(fn ($i) => pg_field_type(pg_query($connection, 'select * from kinds'), $i), range(0, 9)));
show('escaped', pg_escape_literal($connection, "a'b\\c"));
show('copied', pg_copy_to($connection, 'country'));
