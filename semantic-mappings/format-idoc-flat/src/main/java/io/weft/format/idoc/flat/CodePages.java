package io.weft.format.idoc.flat;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.Optional;

/** Java's charsets by SAP's code page numbers (table TCP00). */
final class CodePages {

    private static final Map<String, String> CHARSETS = Map.ofEntries(
            Map.entry("1100", "ISO-8859-1"), Map.entry("1160", "windows-1252"), Map.entry("1401", "ISO-8859-2"),
            Map.entry("1404", "windows-1250"), Map.entry("1500", "ISO-8859-5"), Map.entry("1504", "windows-1251"),
            Map.entry("1610", "ISO-8859-9"), Map.entry("1614", "windows-1254"), Map.entry("1700", "ISO-8859-7"),
            Map.entry("1704", "windows-1253"), Map.entry("1800", "ISO-8859-8"), Map.entry("1900", "ISO-8859-4"),
            Map.entry("4102", "UTF-16BE"), Map.entry("4103", "UTF-16LE"), Map.entry("4110", "UTF-8"),
            Map.entry("8000", "windows-31j"), Map.entry("8100", "EUC-JP"), Map.entry("8300", "Big5"),
            Map.entry("8400", "GBK"), Map.entry("8401", "GB18030"), Map.entry("8500", "x-windows-949"),
            Map.entry("8600", "TIS-620"));

    private CodePages() {
    }

    /** @param codePage a number of SAP's, or the name of a charset (IANA); empty if it is neither */
    static Optional<Charset> charset(String codePage) {
        try {
            return Optional.of(Charset.forName(CHARSETS.getOrDefault(codePage, codePage)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
