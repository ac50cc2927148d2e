import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings every Java file below a folder into the project's style, or says which ones are not.
 *
 * <p>Usage: {@code java Format.java check|write FOLDER}
 */
final class Format {
    private static final Set<String> SKIPPED_FOLDERS = Set.of("target", ".git", "node_modules");

    private static final int MAX_COLUMNS = 120;

    private static final Pattern LONE_NULLABLE = Pattern.compile("(?m)^( *@Nullable)\\n +(\\S.*)$");

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    public static void main(String[] args) throws IOException {
        boolean write = args[0].equals("write");
        Path root = Path.of(args[1]).normalize();
        Set<Path> different = new ConcurrentSkipListSet<>();
        Set<String> unreadable = new ConcurrentSkipListSet<>();
        javaFilesBelow(root).parallelStream().forEach(file -> {
            try {
                String text = Files.readString(file);
                String formatted = format(text);
                if (!formatted.equals(text)) {
                    different.add(file);
                    if (write) {
                        Files.writeString(file, formatted);
                    }
                }
            } catch (FormatterException e) {
                unreadable.add(file + ": " + e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        unreadable.forEach(problem -> System.err.println("Cannot be formatted: " + problem));
        different.forEach(file -> System.err.println((write ? "Formatted: " : "Not formatted: ") + file));
        if (!write && !different.isEmpty()) {
            System.err.println("Run `mvn -q -Pformat validate` to format them.");
        }
        if (!unreadable.isEmpty() || (!write && !different.isEmpty())) {
            System.exit(1);
        }
    }

    /** The formatter takes {@code @Nullable} before a method for a declaration's annotation; it belongs to the type. */
    private static String format(String text) throws FormatterException {
        String formatted = FORMATTER.formatSourceAndFixImports(text);
        return LONE_NULLABLE
                .matcher(formatted)
                .replaceAll(match -> match.group(1).length() + match.group(2).length() < MAX_COLUMNS
                        ? Matcher.quoteReplacement(match.group(1) + " " + match.group(2))
                        : Matcher.quoteReplacement(match.group()));
    }

    private static List<Path> javaFilesBelow(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skip = SKIPPED_FOLDERS.contains(folder.getFileName().toString());
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
