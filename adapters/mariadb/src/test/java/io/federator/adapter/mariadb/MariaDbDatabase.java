package io.federator.adapter.mariadb;

import static io.federator.adapter.testkit.TestedDatabase.ValueCase.value;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.FamilyDatabase;
import io.federator.adapter.testkit.TestServer;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.type.SqlType;
import java.util.List;

final class MariaDbDatabase extends FamilyDatabase {
    @Override
    public SourceAdapter adapter() {
        return new MariaDbAdapter();
    }

    @Override
    public TestServer server() {
        return EmbeddedMariaDb.shared();
    }

    @Override
    public TestServer separateServer() {
        return EmbeddedMariaDb.separate();
    }

    @Override
    public List<String> textTypes() {
        return List.of(
                "varchar(40) character set utf8mb4 collate utf8mb4_uca1400_ai_ci",
                "varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin",
                "varchar(40) character set utf8mb4 collate utf8mb4_bin",
                "text character set utf8mb4 collate utf8mb4_general_ci",
                "varchar(40) character set utf8mb4 collate utf8mb4_uca1400_as_cs",
                "varchar(40) character set utf8mb4 collate utf8mb4_unicode_nopad_ci",
                "varchar(40) character set utf8mb3 collate utf8mb3_general_ci",
                "varchar(40) character set utf8mb3 collate utf8mb3_uca1400_ai_ci",
                "varchar(40) character set latin1 collate latin1_swedish_ci",
                "varchar(40) character set latin1 collate latin1_bin",
                "varchar(40) character set ascii collate ascii_general_ci",
                "varchar(40) character set utf16");
    }

    @Override
    protected String jsonb() {
        return "{\"a\": [1000, \"äA\"], \"b\": 1.50}";
    }

    @Override
    protected List<TypeCase> ownTypeCases() {
        return List.of(
                TypeCase.of(
                        "uuid",
                        SqlType.UUID,
                        value("'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
                TypeCase.of("inet6", SqlType.TEXT, value("'::1'", "::1")),
                TypeCase.of("inet4", SqlType.TEXT, value("'10.0.0.1'", "10.0.0.1")));
    }
}
