package io.weft.identity;

import java.util.Optional;

/**
 * Reads EPC URNs (GS1 Tag Data Standard 2.0, 6): pure identities {@code urn:epc:id:}, classes {@code urn:epc:class:} and
 * identity patterns {@code urn:epc:idpat:}. They carry no check digit; the key's own form gets it.
 */
final class EpcUrn {

    static final String PREFIX = "urn:epc:";
    private static final String ANY = "*";

    private final String uri;
    private final String[] parts;

    private EpcUrn(String uri, String[] parts) {
        this.uri = uri;
        this.parts = parts;
    }

    /** The key; empty if the URN is of a scheme that is no GS1 key, or a pattern of more than one class. */
    static Optional<GsOneKey> read(String uri) throws InvalidIdentifierException {
        int form = PREFIX.length();
        int scheme = uri.indexOf(':', form) + 1;
        int body = scheme == 0 ? 0 : uri.indexOf(':', scheme) + 1;
        if (body == 0) {
            throw new InvalidIdentifierException(uri, "is not urn:epc: with form, scheme and value (GS1 TDS 2.0, 6)");
        }
        String name = uri.substring(scheme, body - 1);
        int count = countOfParts(name);
        if (count == 0) {
            return Optional.empty();
        }
        // The last part may hold dots of its own.
        String[] parts = uri.substring(body).split("\\.", count);
        if (parts.length != count) {
            throw new InvalidIdentifierException(uri,
                    "has " + parts.length + " parts where " + count + " are due (GS1 TDS 2.0, 6.3)");
        }
        EpcUrn urn = new EpcUrn(uri, parts);
        return switch (uri.substring(form, scheme - 1)) {
            case "id" -> urn.identity(name);
            case "class" -> urn.tradeItemLot(name);
            case "idpat" -> urn.pattern(name);
            default -> Optional.empty();
        };
    }

    private static int countOfParts(String scheme) {
        return switch (scheme) {
            case "sscc", "pgln", "giai", "gsrn", "gsrnp", "ginc", "gsin" -> 2;
            case "sgtin", "lgtin", "sgln", "grai", "gdti", "sgcn", "upui", "cpi" -> 3;
            case "itip" -> 5;
            default -> 0;
        };
    }

    private Optional<GsOneKey> tradeItemLot(String scheme) throws InvalidIdentifierException {
        if (!scheme.equals("lgtin")) {
            return Optional.empty();
        }
        return Optional.of(GsOneKey.of("01", gtin(), "10", text(2)));
    }

    private Optional<GsOneKey> pattern(String scheme) throws InvalidIdentifierException {
        int last = parts.length - 1;
        for (int i = 0; i < last; i++) {
            if (parts[i].equals(ANY)) {
                return Optional.empty();
            }
        }
        if (!parts[last].equals(ANY)) {
            return identity(scheme);
        }
        return switch (scheme) {
            case "sgtin" -> Optional.of(GsOneKey.of("01", gtin()));
            case "grai" -> Optional.of(GsOneKey.of("8003", "0" + checked(12)));
            case "gdti" -> Optional.of(GsOneKey.of("253", checked(12)));
            case "sgcn" -> Optional.of(GsOneKey.of("255", checked(12)));
            case "itip" -> Optional.of(GsOneKey.of("8006", gtin() + digits(2, 2) + digits(3, 2)));
            case "upui" -> Optional.of(GsOneKey.of("01", gtin()));
            case "cpi" -> Optional.of(GsOneKey.of("8010", companyPrefix() + text(1)));
            default -> Optional.empty();
        };
    }

    private Optional<GsOneKey> identity(String scheme) throws InvalidIdentifierException {
        return switch (scheme) {
            case "sgtin" -> Optional.of(GsOneKey.of("01", gtin(), "21", text(2)));
            case "sscc" -> Optional.of(GsOneKey.of("00", indicatorFirst(17)));
            case "sgln" -> Optional.of(location());
            case "pgln" -> Optional.of(GsOneKey.of("417", checked(12)));
            case "grai" -> Optional.of(GsOneKey.of("8003", "0" + checked(12) + text(2)));
            case "giai" -> Optional.of(GsOneKey.of("8004", prefixAndReference()));
            case "gdti" -> Optional.of(GsOneKey.of("253", checked(12) + text(2)));
            case "gsrn" -> Optional.of(GsOneKey.of("8018", checked(17)));
            case "gsrnp" -> Optional.of(GsOneKey.of("8017", checked(17)));
            case "sgcn" -> Optional.of(GsOneKey.of("255", checked(12) + text(2)));
            case "ginc" -> Optional.of(GsOneKey.of("401", prefixAndReference()));
            case "gsin" -> Optional.of(GsOneKey.of("402", checked(16)));
            case "itip" -> Optional.of(piece());
            case "upui" -> Optional.of(GsOneKey.of("01", gtin(), "235", text(2)));
            case "cpi" -> Optional.of(componentPart());
            default -> Optional.empty();
        };
    }

    private GsOneKey location() throws InvalidIdentifierException {
        String number = checked(12);
        String extension = text(2);
        return extension.equals("0") ? GsOneKey.of("414", number) : GsOneKey.of("414", number, "254", extension);
    }

    private GsOneKey piece() throws InvalidIdentifierException {
        return GsOneKey.of("8006", gtin() + digits(2, 2) + digits(3, 2), "21", text(4));
    }

    private GsOneKey componentPart() throws InvalidIdentifierException {
        return GsOneKey.of("8010", companyPrefix() + text(1), "8011", text(2));
    }

    private String prefixAndReference() throws InvalidIdentifierException {
        return companyPrefix() + text(1);
    }

    private String gtin() throws InvalidIdentifierException {
        return indicatorFirst(13);
    }

    /** Indicator or extension digit, which the URN writes first in its second part, company prefix, reference, check digit. */
    private String indicatorFirst(int length) throws InvalidIdentifierException {
        String prefix = companyPrefix();
        String reference = digits(1, length - prefix.length());
        return withCheckDigit(reference.charAt(0) + prefix + reference.substring(1));
    }

    private String checked(int length) throws InvalidIdentifierException {
        String prefix = companyPrefix();
        return withCheckDigit(prefix + digits(1, length - prefix.length()));
    }

    private static String withCheckDigit(String digits) {
        return digits + CheckDigit.of(digits);
    }

    private String companyPrefix() throws InvalidIdentifierException {
        String prefix = parts[0];
        if (prefix.length() < 6 || prefix.length() > 12 || !Characters.areDigits(prefix)) {
            throw broken("has company prefix '" + prefix + "', which is not 6 to 12 digits");
        }
        return prefix;
    }

    private String digits(int part, int length) throws InvalidIdentifierException {
        String digits = parts[part];
        if (digits.length() != length || !Characters.areDigits(digits)) {
            throw broken("has '" + digits + "' where " + length + " digits are due");
        }
        return digits;
    }

    /** A serial number, lot or reference; what a URN may not hold is escaped as in a URI. */
    private String text(int part) throws InvalidIdentifierException {
        String text = PercentEncoding.decoded(parts[part]);
        if (text.isEmpty()) {
            throw broken("ends without a value");
        }
        return text;
    }

    private InvalidIdentifierException broken(String rule) {
        return new InvalidIdentifierException(uri, rule + " (GS1 TDS 2.0, 6.3)");
    }
}
