package io.federator.config;

import io.federator.config.Options.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads catalogs. Stateless, for any thread; it blocks to read the catalog and the files that it names. Everything that
 * can be found wrong without asking a source is reported at once, and no message holds a secret.
 */
public final class ConfigLoader {
    /** In bytes. A larger catalog is refused: it is surely another file. */
    public static final int MAX_FILE_SIZE = 16 << 20;

    private ConfigLoader() {}

    /**
     * The catalog in a file. Relative paths in it start from the file's folder; messages call it by its name alone.
     *
     * @param environment what {@code ${NAME}} takes values from, usually {@link System#getenv()}
     */
    public static ConfigResult load(Path file, Map<String, String> environment) {
        String name = String.valueOf(file.getFileName());
        Problems problems = new Problems();
        Optional<byte[]> bytes = bytes(file, SourceLocation.startOf(name), problems);
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (bytes.isEmpty() || folder == null) {
            return new ConfigResult.Rejected(problems.all());
        }
        Optional<String> text = decode(name, bytes.get(), problems);
        return text.isPresent()
                ? parse(name, text.get(), folder, environment)
                : new ConfigResult.Rejected(problems.all());
    }

    /**
     * A catalog that is a text already.
     *
     * @param fileName what messages call it
     * @param folder where relative paths in it start
     */
    public static ConfigResult parse(String fileName, String yaml, Path folder, Map<String, String> environment) {
        Problems problems = new Problems();
        Reading reading = new Reading(problems, environment, folder.toAbsolutePath());
        SourceLocation start = SourceLocation.startOf(fileName);
        String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        Optional<FederatorConfig> config = Optional.empty();
        if (isPrintable(fileName, text, problems)) {
            Optional<YamlNode> root = YamlComposer.compose(fileName, text, problems);
            if (root.isEmpty() && problems.isEmpty()) {
                problems.add(start, "the catalog is empty");
            }
            config = root.flatMap(node -> reading.fields(Catalog.SECTION, "the catalog", start, node))
                    .map(new ConfigReader(reading)::read);
        }
        return config.isPresent() && problems.isEmpty()
                ? new ConfigResult.Loaded(config.get())
                : new ConfigResult.Rejected(problems.all());
    }

    private static Optional<byte[]> bytes(Path file, SourceLocation start, Problems problems) {
        try {
            if (!Files.exists(file)) {
                problems.add(start, "there is no such file");
            } else if (!Files.isReadable(file) || Files.isDirectory(file)) {
                problems.add(start, "the file cannot be read");
            } else {
                byte[] bytes = firstBytes(file);
                if (bytes.length <= MAX_FILE_SIZE) {
                    return Optional.of(bytes);
                }
                problems.add(start, "the file is larger than 16MB");
            }
        } catch (IOException fault) {
            problems.add(start, "the file cannot be read");
        }
        return Optional.empty();
    }

    /** At most one byte more than is allowed: the size of a pipe is not known before it is read. */
    private static byte[] firstBytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_FILE_SIZE + 1);
        }
    }

    private static Optional<String> decode(String name, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            problems.add(end(name, text), "the file is not UTF-8 from here on");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** YAML allows no control characters, not even in quotes. */
    private static boolean isPrintable(String name, String text, Problems problems) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (!StreamReader.isPrintable(point)) {
                problems.add(
                        end(name, text.substring(0, at)),
                        "the character " + String.format("U+%04X", point) + " cannot be in YAML");
                return false;
            }
            at += Character.charCount(point);
        }
        return true;
    }

    /** The place right after a text that a file begins with. */
    private static SourceLocation end(String name, String text) {
        int line = 1;
        int lineStart = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            line++;
            lineStart = at + 1;
        }
        return new SourceLocation(name, line, text.codePointCount(lineStart, text.length()) + 1);
    }
}
