package io.weft.tck.mutation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** XML 1.0. The messages that it is given have neither comments nor CDATA sections of their own. */
public final class XmlSyntax implements Syntax {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z_][\\w:.-]*)((?:\\s+[\\w:.-]+\\s*=\\s*(?:\"[^\"]*\"|'[^']*'))*)\\s*(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s+([\\w:.-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern DECLARATION = Pattern.compile("\\A<\\?xml[^>]*\\?>");
    private static final Pattern LEAF = Pattern.compile(">([^<>&]*[^<>&\\s][^<>&]*)</");

    @FunctionalInterface
    private interface Rewrite {
        Optional<byte[]> of(String message, Random random);
    }

    private record Form(String name, Rewrite form) implements Rewriting {

        @Override
        public Optional<byte[]> rewrite(String message, Random random) {
            return form.of(message, random);
        }
    }

    @Override
    public List<Siblings> siblings(String message) {
        List<Siblings> groups = new ArrayList<>();
        Deque<List<Integer>> starts = new ArrayDeque<>();
        Deque<List<Integer>> ends = new ArrayDeque<>();
        starts.push(new ArrayList<>());
        ends.push(new ArrayList<>());
        for (MatchResult tag : TAG.matcher(message).results().toList()) {
            boolean closing = !tag.group(1).isEmpty();
            if (!closing) {
                starts.element().add(tag.start());
                starts.push(new ArrayList<>());
                ends.push(new ArrayList<>());
            }
            if (closing || !tag.group(4).isEmpty()) {
                List<Integer> firsts = starts.pop();
                List<Integer> lasts = ends.pop();
                if (!firsts.isEmpty()) {
                    groups.add(new Siblings("element", firsts, lasts, ""));
                }
                ends.element().add(tag.end());
            }
        }
        return groups;
    }

    /** Attributes and element content are escaped alike. White space that a parser would change is a reference. */
    @Override
    public Optional<String> written(Object value, Object before) {
        if (!(value instanceof String text) || !(before instanceof String) || text.isBlank()) {
            return Optional.empty();
        }
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' && "\t\r\n".indexOf(character) < 0 || Character.isSurrogate(character)
                    || character >= '\uFFFE') {
                return Optional.empty();
            }
            if (character < ' ' || "<>&\"'".indexOf(character) >= 0) {
                written.append("&#").append((int) character).append(';');
            } else {
                written.append(character);
            }
        }
        return Optional.of(written.toString());
    }

    @Override
    public List<Rewriting> rewritings() {
        return List.of(
                new Form("order and quotes of attributes", (text, random) -> utf8(tagged(text, random))),
                new Form("byte order mark", (text, random) -> utf8("\uFEFF" + text)),
                new Form("UTF-16", XmlSyntax::utf16),
                new Form("ISO-8859-1", (text, random) -> latin(text)),
                new Form("character references", (text, random) -> utf8(referenced(text, random))),
                new Form("CDATA", (text, random) -> utf8(LEAF.matcher(text).replaceAll(match -> quoted(
                        random.nextInt(4) == 0 ? "><![CDATA[" + match.group(1) + "]]></" : match.group())))),
                new Form("comments", (text, random) -> utf8(LEAF.matcher(text).replaceAll(match -> quoted(
                        random.nextInt(4) == 0 ? commented(match.group(1), random) : match.group())))),
                new Form("namespace", (text, random) -> utf8(prefixed(text))));
    }

    private static Optional<byte[]> utf8(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String replacement) {
        return java.util.regex.Matcher.quoteReplacement(replacement);
    }

    private static Optional<byte[]> utf16(String text, Random random) {
        Charset charset = random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        String declared = "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + withoutDeclaration(text);
        return Optional.of(declared.getBytes(charset));
    }

    private static Optional<byte[]> latin(String text) {
        String declared = "<?xml version='1.0' encoding='ISO-8859-1' ?>" + withoutDeclaration(text);
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(declared)
                ? Optional.of(declared.getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty();
    }

    private static String withoutDeclaration(String text) {
        return DECLARATION.matcher(text).replaceFirst("");
    }

    private static String tagged(String text, Random random) {
        return TAG.matcher(text).replaceAll(tag -> {
            List<String> attributes = new ArrayList<>();
            for (MatchResult attribute : ATTRIBUTE.matcher(tag.group(3)).results().toList()) {
                String value = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
                String quote = value.contains("\"") ? "'" : value.contains("'") || random.nextBoolean() ? "\"" : "'";
                attributes.add(" \n" + attribute.group(1) + " = " + quote + value + quote);
            }
            Collections.shuffle(attributes, random);
            return quoted("<" + tag.group(1) + tag.group(2) + String.join("", attributes) + " " + tag.group(4) + ">");
        });
    }

    private static String referenced(String text, Random random) {
        return LEAF.matcher(text).replaceAll(match -> {
            StringBuilder written = new StringBuilder(">");
            match.group(1).codePoints().forEach(point -> {
                switch (random.nextInt(6)) {
                    case 0 -> written.append("&#").append(point).append(';');
                    case 1 -> written.append("&#x").append(Integer.toHexString(point)).append(';');
                    default -> written.appendCodePoint(point);
                }
            });
            return quoted(written.append("</").toString());
        });
    }

    private static String commented(String text, Random random) {
        int middle = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        String aside = random.nextBoolean() ? "<!-- 7 <b>&amp; -->" : "<?say 7?>";
        return ">" + text.substring(0, middle) + aside + text.substring(middle) + "</";
    }

    /** Every element name that has no prefix gets one. */
    private static String prefixed(String text) {
        boolean[] first = {true};
        return TAG.matcher(text).replaceAll(tag -> {
            String name = tag.group(2).contains(":") ? tag.group(2) : "weft-p:" + tag.group(2);
            String declaration = first[0] ? " xmlns:weft-p='urn:weft:p'" : "";
            first[0] = false;
            return quoted("<" + tag.group(1) + name + declaration + tag.group(3) + tag.group(4) + ">");
        });
    }

    @Override
    public byte[] bomb(String message, Random random) {
        int size = 1 + random.nextInt(100_000);
        String body = withoutDeclaration(message);
        String bomb = switch (random.nextInt(9)) {
            case 0 -> "<a>".repeat(size);
            case 1 -> "<a>".repeat(size) + "</a>".repeat(size);
            case 2 -> attributes(size / 10);
            case 3 -> entities();
            case 4 -> "<!DOCTYPE a SYSTEM \"file:///etc/hostname\">" + body;
            case 5 -> "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p.dtd\">%p;]>" + body;
            case 6 -> "<a>" + "&#65;".repeat(size) + "</a>";
            case 7 -> "<" + "n".repeat(size) + "/>";
            default -> "<a>" + "<b/>".repeat(size) + "<![CDATA[" + "]".repeat(size) + "]]></a>";
        };
        return bomb.getBytes(StandardCharsets.UTF_8);
    }

    private static String attributes(int count) {
        StringBuilder element = new StringBuilder("<a");
        for (int i = 0; i < count; i++) {
            element.append(' ').append((i & 1) == 0 ? "AaBB" : "BBAa").append(i).append("='1'");
        }
        return element.append("/>").toString();
    }

    private static String entities() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            entities.append("<!ENTITY e").append(i).append(" \"").append(("&e" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return entities.append("]><a>&e39;</a>").toString();
    }
}
