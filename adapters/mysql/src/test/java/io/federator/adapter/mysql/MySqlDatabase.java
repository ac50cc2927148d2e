package io.federator.adapter.mysql;

import io.federator.adapter.testkit.FamilyDatabase;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.adapter.testkit.TestServer;
import io.federator.spi.source.SourceAdapter;
import java.util.List;

final class MySqlDatabase extends FamilyDatabase {
    @Override
    public SourceAdapter adapter() {
        return new MySqlAdapter();
    }

    @Override
    public TestServer server() {
        return MySqlServer.shared();
    }

    @Override
    public TestServer separateServer() {
        return MySqlServer.separate();
    }

    @Override
    public List<String> textTypes() {
        return List.of(
                "varchar(40) character set utf8mb4 collate utf8mb4_0900_ai_ci",
                "varchar(40) character set utf8mb4 collate utf8mb4_0900_bin",
                "varchar(40) character set utf8mb4 collate utf8mb4_bin",
                "text character set utf8mb4 collate utf8mb4_general_ci",
                "varchar(40) character set utf8mb4 collate utf8mb4_0900_as_cs",
                "varchar(40) character set utf8mb4 collate utf8mb4_0900_as_ci",
                "varchar(40) character set utf8mb4 collate utf8mb4_unicode_520_ci",
                "varchar(40) character set utf8mb4 collate utf8mb4_tr_0900_ai_ci",
                "varchar(40) character set utf8mb3 collate utf8mb3_general_ci",
                "varchar(40) character set utf8mb3 collate utf8mb3_bin",
                "varchar(40) character set latin1 collate latin1_swedish_ci",
                "varchar(40) character set latin1 collate latin1_bin",
                "text character set latin1 collate latin1_german2_ci",
                "varchar(40) character set ascii collate ascii_general_ci",
                "varchar(40) character set utf16");
    }

    @Override
    protected String jsonb() {
        return "{\"a\": [1000.0, \"äA\"], \"b\": 1.5}";
    }

    @Override
    protected List<TypeCase> ownTypeCases() {
        return List.of();
    }
}
