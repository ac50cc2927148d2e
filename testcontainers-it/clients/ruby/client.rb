# pg: parameters, prepared statements, type maps, single-row mode, COPY; the server comes from libpq's environment variables.
require 'pg'

connection = PG.connect
p connection.exec_params('select $1::int + 1 as a, $2 as b, $3::text as c', [1, 'x', nil]).to_a
p connection.exec('select id, name, balance from person where id in (1, 2, 600) order by id').to_a
result = connection.exec('select * from kinds order by id')
p result.fields.each_with_index.map { |f, i| [f, result.ftype(i), result.fmod(i), result.fsize(i)] }
p result.values
connection.prepare('by_id', 'select name from person where id = $1')
p [1, 600, -1].map { |id| connection.exec_prepared('by_id', [id]).to_a }
p connection.describe_prepared('by_id').then { |d| [d.nparams, d.paramtype(0), d.ftype(0)] }
connection.type_map_for_results = PG::BasicTypeMapForResults.new(connection)
p connection.exec("select 1, 2.5::float8, '2024-01-01'::date, true, array[1, 2], null").values
connection.type_map_for_results = PG::TypeMapAllStrings.new
['select nope', 'select 1/0', "select 'x'::int"].each do |wrong|
  connection.exec(wrong)
rescue PG::Error => e
  p [e.class, e.result.error_field(PG::Result::PG_DIAG_SQLSTATE), e.result.error_field(PG::Result::PG_DIAG_STATEMENT_POSITION)]
end
connection.send_query('select id from person where id < 500')
connection.set_single_row_mode
rows = 0
while (r = connection.get_result)
  r.each { rows += 1 }
end
p rows
connection.copy_data('copy (select id, name from country order by id) to stdout') do
  while (line = connection.get_copy_data)
    p line
  end
end
connection.transaction do |c|
  c.exec('declare scrolled scroll cursor for select id from person order by id')
  p c.exec('fetch 3 from scrolled').values, c.exec('fetch last from scrolled').values, c.exec('fetch prior from scrolled').values
end
connection.exec('listen news')
connection.exec("notify news, 'hello'")
p connection.wait_for_notify(10) { |channel, _, payload| p [channel, payload] }
p connection.exec('select 1 as a; select 2 as b').to_a
connection.close
