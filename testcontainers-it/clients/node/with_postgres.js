// postgres.js: pipelined extended protocol, types fetched from the system catalogs, cursors, transactions, COPY.
import postgres from 'postgres';

const show = (name, value) => console.log(`${name}: ${JSON.stringify(value)}`);
const sql = postgres({ onnotice() {} });
const ask = async (name, query) => {
  try {
    const rows = await query();
    show(name, [rows, rows.columns?.map((c) => [c.name, c.type])]);
  } catch (e) {
    show(name, { code: e.code, message: e.message, position: e.position });
  }
};
await ask('values', () => sql`select ${1}::int as x, ${'b'} as y, ${[1, 2]}::int[] as z, ${sql.json({ a: 1 })}::jsonb as j`);
await ask('kinds', () => sql`select * from kinds order by id`);
await ask('in', () => sql`select id, name, balance from person where id in ${sql([1, 2, 600])} order by id`);
await ask('any', () => sql`select name from country where id = any(${[1, 2]}) order by 1`);
await ask('arrays', () => sql`select array_agg(name order by id) as names from country`);
show('transaction', await sql.begin('isolation level repeatable read read only', async (t) => [await t`select 1 as a`, await t`select count(*) from person`]));
let ids = 0;
await sql`select id from person order by id`.cursor(50, (rows) => { ids += rows.length; });
show('cursor', ids);
await ask('several', () => sql.unsafe('select 1 as a; select 2 as b'));
await ask('error', () => sql`select 1 / ${0}::int`);
await ask('unknown', () => sql`select nothing from person`);
show('described', (await sql`select id, name from person where id = ${1} and born > ${'2000-01-01'}`.describe()).columns.map((c) => [c.name, c.type]));
show('pipelined', (await Promise.all(Array.from({ length: 40 }, (_, i) => sql`select ${i}::int as i`))).map((r) => r[0].i));
const chunks = [];
for await (const chunk of await sql`copy (select id, name from country order by id) to stdout`.readable()) {
  chunks.push(chunk.toString());
}
show('copy', chunks.join(''));
const heard = new Promise((resolve) => sql.listen('news', resolve, () => sql.notify('news', 'hello')));
show('heard', await heard);
await sql.end();
