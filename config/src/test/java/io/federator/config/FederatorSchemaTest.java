package io.federator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The editors' schema says what the loader does. */
class FederatorSchemaTest {
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Optional.ofNullable(ConfigLoader.class.getResourceAsStream("federator.schema.json"))
                    .orElseThrow());

    static Stream<Section> sections() {
        return Options.sections().stream();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void declaresTheOptionsOfEverySection(Section section) {
        JsonNode definition = schema.getSchemaNode().at("/definitions/" + section.name());
        JsonNode properties = definition.path("properties");
        assertThat(properties.propertyNames()).containsExactlyElementsOf(section.names());
        assertThat(definition.path("additionalProperties").asBoolean(true)).isFalse();
        List<String> required = new ArrayList<>();
        definition.path("required").forEach(name -> required.add(name.asString()));
        for (Option<?> option : section.options()) {
            JsonNode property = properties.path(option.name());
            assertThat(property.path("description").asString())
                    .as(option.name())
                    .isEqualTo(option.meaning());
            assertThat(Optional.ofNullable(property.get("default")).map(JsonNode::asString))
                    .as(option.name())
                    .isEqualTo(option.defaultText());
            assertThat(required.contains(option.name())).as(option.name()).isEqualTo(option.required());
        }
    }

    @ParameterizedTest
    @MethodSource("io.federator.config.Samples#valid")
    void acceptsValidCatalogs(Path catalog) throws IOException {
        assertThat(errors(catalog)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown-keys",
                "wrong-types",
                "missing-keys",
                "numbers",
                "placement-choice",
                "malformed-at",
                "row-predicates",
                "keys",
                "tls",
                "ports"
            })
    void refusesWhatItCanKnowToBeWrong(String broken) throws IOException {
        assertThat(errors(Samples.file("broken/" + broken + ".yaml"))).isNotEmpty();
    }

    @Test
    void defaultsAreValid() {
        sections()
                .flatMap(section -> section.options().stream())
                .filter(option -> option.defaultText().isPresent())
                .forEach(option ->
                        assertThat(option.defaultValue()).as(option.name()).isPresent());
    }

    private List<Error> errors(Path catalog) throws IOException {
        Problems problems = new Problems();
        YamlNode root = YamlComposer.compose("c.yaml", Files.readString(catalog), problems)
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        return schema.validate(json(root));
    }

    private static JsonNode json(YamlNode node) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (node) {
            case YamlNode.Mapping mapping -> {
                ObjectNode object = factory.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
                yield object;
            }
            case YamlNode.Sequence list -> {
                ArrayNode array = factory.arrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlNode.Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT, FAULTY -> factory.stringNode(scalar.text());
                    case INTEGER -> factory.numberNode(new BigInteger(scalar.text()));
                    case NUMBER -> factory.numberNode(Double.parseDouble(scalar.text()));
                    case BOOLEAN -> factory.booleanNode(Boolean.parseBoolean(scalar.text()));
                    case NULL -> factory.nullNode();
                };
        };
    }
}
