package io.federator.engine.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectNamingTest {
    private final ObjectNaming naming = new ObjectNaming();

    @Test
    void namesAsPostgresqlDoes() {
        assertThat(naming.choose("orders", "", "pkey")).isEqualTo("orders_pkey");
        assertThat(naming.choose("orders", "id_line", "key")).isEqualTo("orders_id_line_key");
    }

    @Test
    void aTakenNameGetsANumber() {
        naming.reserve("orders_pkey");
        assertThat(naming.choose("orders", "", "pkey")).isEqualTo("orders_pkey1");
        assertThat(naming.choose("orders", "", "pkey")).isEqualTo("orders_pkey2");
    }

    /** Expected names from a real server. */
    @Test
    void longNamesAreCutWhereTheyAreLonger() {
        String table = "t".repeat(40);
        assertThat(naming.choose(table, "c".repeat(40), "key"))
                .isEqualTo("t".repeat(29) + "_" + "c".repeat(29) + "_key");
        assertThat(naming.choose("t".repeat(63), "", "pkey")).isEqualTo("t".repeat(58) + "_pkey");
        assertThat(naming.choose("ä".repeat(31), "", "pkey")).isEqualTo("ä".repeat(29) + "_pkey");
    }
}
