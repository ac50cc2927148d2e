package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableConfigTest {

    @Test
    void readsTheTablesOfTheShop() {
        FederatorConfig shop = Samples.load("valid/shop.yaml");
        assertThat(shop.tables())
                .extracting(TableConfig::name)
                .containsExactly("supplier", "customer", "part", "nation", "invoice");
        assertThat(addresses(table(shop, "public", "supplier").placement())).containsExactly("us/supplier");
        assertThat(addresses(table(shop, "public", "nation").placement())).containsExactly("eu/nation", "us/nation");

        Placement.Rows customer =
                (Placement.Rows) table(shop, "public", "customer").placement();
        assertThat(customer.fragments())
                .extracting(RowFragment::where)
                .containsExactly("c_nationkey in (6, 7, 19)", "c_nationkey not in (6, 7, 19)");
        assertThat(customer.fragments().getFirst().location()).hasToString("shop.yaml:38:20");
        Placement.At second = (Placement.At) customer.fragments().getLast().placement();
        assertThat(second.primary().rename()).isEqualTo(Map.of("c_name", "full_name"));
        assertThat(second.primary().physicalName("c_name")).isEqualTo("full_name");
        assertThat(second.primary().physicalName("c_id")).isEqualTo("c_id");
        assertThat(second.primary().location()).hasToString("shop.yaml:39:56");

        Placement.Columns part =
                (Placement.Columns) table(shop, "public", "part").placement();
        assertThat(part.parts())
                .extracting(ColumnPart::has)
                .containsExactly(List.of("p_name", "p_brand", "p_retailprice"), List.of("p_comment"));

        TableConfig invoice = table(shop, "public", "invoice");
        assertThat(invoice.key()).containsExactly("id");
        assertThat(invoice.define().keySet()).containsExactly("id", "region", "amount", "paid");
        assertThat(invoice.define().get("amount"))
                .isEqualTo(new ColumnDefinition("numeric(12,2)", false, new SourceLocation("shop.yaml", 51, 56)));
        RowFragment us = ((Placement.Rows) invoice.placement()).fragments().getLast();
        assertThat(((Placement.Columns) us.placement()).parts())
                .extracting(nested -> addresses(nested.placement()))
                .containsExactly(List.of("us/invoice"), List.of("eu/invoice_us_paid"));
    }

    @Test
    void readsTheLessUsualForms() {
        FederatorConfig forms = Samples.load("valid/forms.yaml");
        List<Copy> nation = ((Placement.At) table(forms, "public", "nation").placement()).copies();
        assertThat(nation)
                .extracting(Copy::rename)
                .containsExactly(
                        Map.of("n_name", "title", "n_comment", "note"), Map.of("n_name", "name", "n_comment", "note"));
        assertThat(nation.getLast().address()).isEqualTo(new TableAddress("us", Optional.of("geo"), "odd.na/me"));
        TableConfig orderLines = table(forms, "public", "Order Lines");
        assertThat(orderLines.key()).containsExactly("order id", "line");
        assertThat(addresses(orderLines.placement())).containsExactly("us/Sales Data.Order Lines");
        assertThat(table(forms, "public", "nation").comment()).contains("Countries");
        assertThat(table(forms, "public", "nation").comments())
                .isEqualTo(Map.of("n_name", "as in English", "n_comment", ""));

        TableConfig supplier = table(forms, "public", "supplier");
        assertThat(supplier.define().get("s_suppkey"))
                .isEqualTo(new ColumnDefinition("bigint", true, new SourceLocation("forms.yaml", 38, 27)));
        assertThat(supplier.unique()).containsExactly(List.of("s_name"), List.of("s_nationkey", "s_phone"));
        assertThat(supplier.references())
                .extracting(
                        Reference::columns, Reference::targetSchema, Reference::targetTable, Reference::targetColumns)
                .containsExactly(
                        tuple(List.of("s_nationkey"), "public", "nation", List.of("n_nationkey")),
                        tuple(List.of("s_a", "s_b"), "other", "pair", List.of("a", "b")));

        Placement.Columns deep =
                (Placement.Columns) table(forms, "public", "deep").placement();
        Placement.Columns inner = (Placement.Columns) deep.parts().getFirst().placement();
        Placement.Rows rows = (Placement.Rows) inner.parts().getLast().placement();
        assertThat(rows.fragments()).extracting(RowFragment::where).containsExactly("id < 10", "id >= 10");
    }

    private static List<String> addresses(Placement placement) {
        return ((Placement.At) placement)
                .copies().stream().map(copy -> copy.address().toString()).toList();
    }

    private static TableConfig table(FederatorConfig config, String schema, String name) {
        return Optional.ofNullable(
                        config.schemas().getOrDefault(schema, Map.of()).get(name))
                .orElseThrow();
    }
}
