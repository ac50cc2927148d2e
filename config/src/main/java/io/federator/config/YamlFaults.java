package io.federator.config;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Syntax errors of YAML in words for the author of a catalog. The library's own messages are never passed on: several
 * quote the text at fault, which may be a password without its quotes.
 */
final class YamlFaults {
    private static final String INDENTATION = "check the indentation of this line and those above it";

    private record Wording(String prefix, String message) {}

    /** The first that fits; the prefixes are those of the library's messages. */
    private static final List<Wording> WORDINGS = List.of(
            new Wording("found character '\\t", "a tab cannot indent; use spaces"),
            new Wording("found character", "a value cannot begin with this character; put it in quotes"),
            new Wording(
                    "mapping values are not allowed",
                    "a \":\" does not fit here; check the indentation and the \":\""
                            + " of the line above, or put a text that holds \": \" in quotes"),
            new Wording("mapping keys are not allowed", "a key does not fit here; " + INDENTATION),
            new Wording("sequence entries are not allowed", "a list entry does not fit here; " + INDENTATION),
            new Wording("could not find expected ':'", "a key without its \":\""),
            new Wording("expected <block end>", "this does not line up with what is above it; " + INDENTATION),
            new Wording("expected ',' or '}'", "a \",\" or \"}\" is missing before this"),
            new Wording("expected ',' or ']'", "a \",\" or \"]\" is missing before this"),
            new Wording("found unknown escape", "an unknown escape; in single quotes a \\ is an ordinary character"),
            new Wording(
                    "expected escape sequence", "an unknown escape; in single quotes a \\ is an ordinary character"),
            new Wording("expected the node content", "a value is missing before this"),
            new Wording("expected alphabetic or numeric", "put a text that begins with \"&\" or \"*\" in quotes"),
            new Wording("unexpected character found", "put a text that begins with \"&\" or \"*\" in quotes"),
            new Wording("found undefined tag handle", "put a text that begins with \"!\" in quotes"),
            new Wording("expected '<document start>'", "text after the end of the catalog; " + INDENTATION),
            new Wording("expected chomping", "\"|\" and \">\" begin a text on the next line; put others in quotes"),
            new Wording("expected a comment or a line break", "\"|\" and \">\" begin a text on the next line"));

    private YamlFaults() {}

    static SourceLocation location(String file, MarkedYamlEngineException fault) {
        Optional<Mark> mark = neverClosed(fault) ? fault.getContextMark() : fault.getProblemMark();
        return mark.or(fault::getContextMark)
                .map(at -> new SourceLocation(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> SourceLocation.startOf(file));
    }

    static String message(MarkedYamlEngineException fault, String text) {
        if (neverClosed(fault)) {
            return "this is never closed";
        }
        String problem = fault.getProblem();
        if (problem.startsWith("expected ',' or") && afterDollar(fault, text)) {
            return "inside { } and [ ] a value with ${…} needs quotes";
        }
        return WORDINGS.stream()
                .filter(wording -> problem.startsWith(wording.prefix()))
                .map(Wording::message)
                .findFirst()
                .orElse("this is not valid YAML");
    }

    /** A quote, bracket or brace is open at the end of the file: where it was opened says more than where the file ends. */
    private static boolean neverClosed(MarkedYamlEngineException fault) {
        String problem = fault.getProblem();
        return fault.getContextMark().isPresent()
                && (problem.startsWith("found unexpected end of stream")
                        || problem.startsWith("found unexpected document separator")
                        || (problem.startsWith("expected ',' or") && problem.endsWith("<stream end>")));
    }

    private static boolean afterDollar(MarkedYamlEngineException fault, String text) {
        int index = fault.getProblemMark().map(Mark::getIndex).orElse(0);
        return index > 0 && text.charAt(text.offsetByCodePoints(0, index - 1)) == '$';
    }
}
