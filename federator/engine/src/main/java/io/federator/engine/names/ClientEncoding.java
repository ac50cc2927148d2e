package io.federator.engine.names;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An encoding of text outside, by PostgreSQL's name; inside it is always UTF-8. Those of more than one byte a character are known
 * but not converted to.
 *
 * @param name as {@code SHOW client_encoding} has it
 * @param charset empty where there is no conversion
 */
public record ClientEncoding(String name, Optional<Charset> charset) {
    public static final ClientEncoding UTF8 = new ClientEncoding("UTF8", Optional.of(StandardCharsets.UTF_8));

    /** PostgreSQL's name, the name of Java's, and other names of PostgreSQL's without punctuation. */
    private static final String[][] KNOWN = {
        {"UTF8", "UTF-8", "unicode"},
        // It asks for no conversion, and everything inside is UTF-8.
        {"SQL_ASCII", "UTF-8"},
        {"LATIN1", "ISO-8859-1", "iso88591"},
        {"LATIN2", "ISO-8859-2", "iso88592"},
        {"LATIN3", "ISO-8859-3", "iso88593"},
        {"LATIN4", "ISO-8859-4", "iso88594"},
        {"LATIN5", "ISO-8859-9", "iso88599"},
        {"LATIN6", "ISO-8859-10", "iso885910"},
        {"LATIN7", "ISO-8859-13", "iso885913"},
        {"LATIN8", "ISO-8859-14", "iso885914"},
        {"LATIN9", "ISO-8859-15", "iso885915"},
        {"LATIN10", "ISO-8859-16", "iso885916"},
        {"ISO_8859_5", "ISO-8859-5"},
        {"ISO_8859_6", "ISO-8859-6"},
        {"ISO_8859_7", "ISO-8859-7"},
        {"ISO_8859_8", "ISO-8859-8"},
        {"WIN866", "IBM866", "windows866", "alt"},
        {"WIN874", "windows-874", "windows874"},
        {"WIN1250", "windows-1250", "windows1250"},
        {"WIN1251", "windows-1251", "windows1251", "win"},
        {"WIN1252", "windows-1252", "windows1252"},
        {"WIN1253", "windows-1253", "windows1253"},
        {"WIN1254", "windows-1254", "windows1254"},
        {"WIN1255", "windows-1255", "windows1255"},
        {"WIN1256", "windows-1256", "windows1256"},
        {"WIN1257", "windows-1257", "windows1257"},
        {"WIN1258", "windows-1258", "windows1258", "abc", "tcvn", "tcvn5712", "vscii"},
        {"KOI8R", "KOI8-R", "koi8"},
        {"KOI8U", "KOI8-U"},
        {"BIG5", "", "win950", "windows950"},
        {"EUC_CN", ""},
        {"EUC_JIS_2004", ""},
        {"EUC_JP", ""},
        {"EUC_KR", ""},
        {"EUC_TW", ""},
        {"GB18030", ""},
        {"GBK", "", "win936", "windows936"},
        {"JOHAB", ""},
        {"MULE_INTERNAL", ""},
        {"SHIFT_JIS_2004", ""},
        {"SJIS", "", "shiftjis", "mskanji", "win932", "windows932"},
        {"UHC", "", "win949", "windows949"},
    };

    private static final Map<String, ClientEncoding> BY_NAME = byName();

    /** In the order of PostgreSQL's numbers, which its catalogs and pg_encoding_to_char use. */
    private static final List<String> NUMBERED = List.of(
            "SQL_ASCII,EUC_JP,EUC_CN,EUC_KR,EUC_TW,EUC_JIS_2004,UTF8,MULE_INTERNAL,LATIN1,LATIN2,LATIN3,LATIN4,LATIN5,"
                    .concat("LATIN6,LATIN7,LATIN8,LATIN9,LATIN10,WIN1256,WIN1258,WIN866,WIN874,KOI8R,WIN1251,WIN1252,")
                    .concat(
                            "ISO_8859_5,ISO_8859_6,ISO_8859_7,ISO_8859_8,WIN1250,WIN1253,WIN1254,WIN1255,WIN1257,KOI8U,")
                    .concat("SJIS,BIG5,GBK,UHC,GB18030,JOHAB,SHIFT_JIS_2004")
                    .split(","));

    /** The bytes of the longest character, by number. */
    private static final String WIDTHS = "133343441111111111111111111111111112222432";

    private static Map<String, ClientEncoding> byName() {
        Map<String, ClientEncoding> all = new HashMap<>();
        for (String[] names : KNOWN) {
            Optional<Charset> charset = names[1].isEmpty() || !Charset.isSupported(names[1])
                    ? Optional.empty()
                    : Optional.of(Charset.forName(names[1]));
            ClientEncoding encoding = new ClientEncoding(names[0], charset);
            all.put(folded(names[0]), encoding);
            for (int i = 2; i < names.length; i++) {
                all.put(names[i], encoding);
            }
        }
        return Map.copyOf(all);
    }

    /** PostgreSQL ignores case and punctuation in these names. */
    public static Optional<ClientEncoding> find(String name) {
        return Optional.ofNullable(BY_NAME.get(folded(name)));
    }

    /** PostgreSQL's number of the encoding. */
    public int number() {
        return NUMBERED.indexOf(name);
    }

    /** The name of the encoding of that number; empty when there is none. */
    public static Optional<String> numbered(int number) {
        return number >= 0 && number < NUMBERED.size() ? Optional.of(NUMBERED.get(number)) : Optional.empty();
    }

    /** The most bytes that a character takes. */
    public int width() {
        return WIDTHS.charAt(number()) - '0';
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
