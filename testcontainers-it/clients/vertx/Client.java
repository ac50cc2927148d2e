import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Vert.x: binary results, pipelining, prepared batches, cursors, row streams, notifications, cancelling. */
public final class Client {
    private Client() {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        PgConnectOptions options =
                PgConnectOptions.fromEnv().setPipeliningLimit(64).setCachePreparedStatements(true);
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(options)
                .using(vertx)
                .build();
        RowSet<Row> kinds = await(pool.query("select * from kinds order by id").execute());
        show(
                "columns",
                kinds.columnDescriptors().stream()
                        .map(column -> column.name() + " " + column.typeName() + " " + column.jdbcType())
                        .toList());
        kinds.forEach(row -> show("kinds in text", shown(row)));
        await(pool.preparedQuery("select * from kinds order by id").execute())
                .forEach(row -> show("kinds in binary", shown(row)));
        show(
                "parameters",
                shown(await(pool.preparedQuery("select $1::int, $2::text, $3::numeric, $4::bytea, $5::int[], $6::jsonb")
                                .execute(Tuple.from(Arrays.asList(
                                        7,
                                        "it's",
                                        null,
                                        Buffer.buffer(new byte[] {0, -1}),
                                        new Integer[] {1, null},
                                        "[1]"))))
                        .iterator()
                        .next()));
        List<Future<RowSet<Row>>> pipelined = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            pipelined.add(
                    pool.preparedQuery("select name from person where id = $1").execute(Tuple.of((long) i * 5)));
        }
        List<String> names = new ArrayList<>();
        for (Future<RowSet<Row>> one : pipelined) {
            names.add(await(one).iterator().next().getString(0));
        }
        show("pipelined", names);
        List<Object> batch = new ArrayList<>();
        RowSet<Row> rows = await(pool.preparedQuery("select count(*) from person where country = $1")
                .executeBatch(List.of(Tuple.of(1), Tuple.of(2), Tuple.of(9))));
        for (RowSet<Row> each = rows; each != null; each = each.next()) {
            batch.add(each.iterator().next().getValue(0));
        }
        show("batch", batch);
        for (String statement : List.of("select 1/0", "select nothing from person", "selec 1", "select 'x'::int")) {
            show(statement, failure(pool.query(statement).execute()));
            show(statement + ", prepared", failure(pool.preparedQuery(statement).execute()));
        }
        PgConnection connection = await(PgConnection.connect(vertx, options));
        show(
                "server",
                connection.databaseMetadata().productName() + " "
                        + connection.databaseMetadata().majorVersion());
        Transaction transaction = await(connection.begin());
        PreparedStatement people = await(connection.prepare("select id from person where id > $1 order by id"));
        Cursor cursor = people.cursor(Tuple.of(100L));
        List<Integer> sizes = new ArrayList<>();
        do {
            sizes.add(await(cursor.read(250)).size());
        } while (cursor.hasMore());
        show("cursor", sizes);
        await(cursor.close());
        CompletableFuture<Long> sum = new CompletableFuture<>();
        long[] total = {0};
        RowStream<Row> stream = people.createStream(50, Tuple.of(0L));
        stream.exceptionHandler(sum::completeExceptionally)
                .endHandler(end -> sum.complete(total[0]))
                .handler(row -> total[0] += row.getLong(0));
        show("stream", sum.get(20, TimeUnit.SECONDS));
        show("in a failed transaction", failure(connection.query("select 1/0").execute()));
        show("afterwards", failure(connection.query("select 1").execute()));
        show("rolled back", failure(transaction.rollback()));
        CompletableFuture<String> told = new CompletableFuture<>();
        connection.notificationHandler(n -> told.complete(n.getChannel() + " " + n.getPayload()));
        await(connection.query("listen news").execute());
        await(pool.query("notify news, 'hello'").execute());
        show("notification", told.get(20, TimeUnit.SECONDS));
        Future<RowSet<Row>> slow = connection.query("select pg_sleep(30)").execute();
        vertx.setTimer(300, id -> connection.cancelRequest());
        show("cancelled", failure(slow));
        show(
                "usable",
                await(connection.query("select 1 as one").execute())
                        .iterator()
                        .next()
                        .getInteger("one"));
        await(connection.close());
        await(pool.close());
        await(vertx.close());
    }

    private static String shown(Row row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.getValue(i);
            values.add(
                    switch (value) {
                        case null -> "null";
                        case Object[] array -> Arrays.toString(array);
                        case Buffer bytes -> Arrays.toString(bytes.getBytes());
                        default -> value.getClass().getSimpleName() + " " + Json.CODEC.toString(value.toString());
                    });
        }
        return values.toString();
    }

    private static String failure(Future<?> future) throws Exception {
        try {
            await(future);
            return "none";
        } catch (PgException e) {
            return e.getSqlState() + " " + e.getErrorMessage() + " " + e.getPosition();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }

    private static void show(String name, Object value) {
        System.out.println(name + ": " + value);
    }
}
