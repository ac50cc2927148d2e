// node-postgres: parameters, prepared statements, cursors, a pool, errors, notifications.
import pg from 'pg';
import Cursor from 'pg-cursor';

const show = (name, value) => console.log(`${name}: ${JSON.stringify(value)}`);
const client = new pg.Client();
await client.connect();
const ask = async (name, query, values) => {
  try {
    const result = await client.query(query, values);
    const results = Array.isArray(result) ? result : [result];
    show(name, results.map((r) => ({ rows: r.rows, fields: r.fields.map((f) => [f.name, f.dataTypeID, f.dataTypeModifier]) })));
  } catch (e) {
    show(name, { code: e.code, message: e.message, position: e.position });
  }
};
await ask('values', 'select $1::int as a, $2::text as b, $3::bool as c, $4::jsonb as d, $5::int[] as e', [1, "it's", true, { a: [1] }, [1, 2]]);
await ask('kinds', 'select * from kinds order by id');
await ask('people', 'select id, name, born::text, balance from person where id = any($1) order by id', [[1, 600]]);
await ask('date', 'select count(*) from person where born > $1', [new Date('1980-01-01T00:00:00Z')]);
for (const key of [1, 2, 600]) {
  await ask('prepared', { name: 'by_id', text: 'select name from person where id = $1', values: [key] });
}
await ask('several', 'select 1 as a; select 2 as b');
await ask('binary', { text: 'select 1::int4 as a, 2::int8 as b, 1.5::float8 as c, true as d', binary: true });
await ask('error', 'select 1/0');
await ask('syntax', 'selec 1');
await ask('array mode', { text: 'select id, name from country order by id', rowMode: 'array' });
const cursor = client.query(new Cursor('select id from person order by id'));
show('cursor', [await cursor.read(3), (await cursor.read(100)).length]);
await cursor.close();
const heard = new Promise((resolve) => client.once('notification', (m) => resolve([m.channel, m.payload])));
await client.query('listen news');
await client.query("select pg_notify('news', 'hello')");
show('heard', await heard);
await client.end();
const pool = new pg.Pool({ max: 4 });
const names = await Promise.all(Array.from({ length: 50 }, (_, i) => pool.query('select name from person where id = $1', [i + 1])));
show('pool', names.map((r) => r.rows[0].name));
await pool.end();
