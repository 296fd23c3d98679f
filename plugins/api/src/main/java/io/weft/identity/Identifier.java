package io.weft.identity;

import java.util.List;
import java.util.Optional;

/**
 * A GS1 key, or a URI that is none, in one canonical form: the GS1 Digital Link URI on {@code https://id.gs1.org} with
 * only the primary key and its key qualifiers (GS1 Digital Link 1.2), percent-encoded as RFC 3986 demands and no more.
 * An EPC URN ({@code urn:epc:id:..., urn:epc:class:..., urn:epc:idpat:...}) and every Digital Link spelling of the same
 * key have the same canonical form, because the way back would need the length of the company prefix.
 *
 * @param kind      which key it is
 * @param canonical canonical form
 */
public record Identifier(Kind kind, String canonical) {

    public enum Kind {
        /** GTIN alone (AI 01): a class of trade items. */
        GTIN,
        /** GTIN and batch or lot (AI 01, 10): LGTIN. */
        LOT,
        /** GTIN and serial (AI 01, 21): SGTIN. */
        SGTIN,
        /** AI 00. */
        SSCC,
        /** AI 414, with or without extension 254. */
        SGLN,
        /** AI 417. */
        PGLN,
        /** AI 8003. */
        GRAI,
        /** AI 8004. */
        GIAI,
        /** AI 253. */
        GDTI,
        /** Another GS1 key. */
        OTHER_GS1,
        /** A URI that is no GS1 key; it stands as written. */
        URI
    }

    private static final int GTIN_AT = (DigitalLink.RESOLVER + "/01/").length();
    private static final int LOT_AT = GTIN_AT + 14 + "/10/".length();

    /**
     * Reads any identifier that an EPCIS event may carry.
     *
     * @throws InvalidIdentifierException if it is no URI (RFC 3986), or if it looks like a GS1 key but breaks its rule:
     *                                    check digit, length, characters
     */
    public static Identifier of(String uri) throws InvalidIdentifierException {
        Optional<GsOneKey> key = gsOneKey(uri);
        return key.isPresent() ? key.get().toIdentifier(uri) : new Identifier(Kind.URI, uri);
    }

    /**
     * As {@link #of}, and after it the lot where the URI names that too: a Digital Link of a serial number may tell its
     * lot, which is no part of the serial number's own canonical form.
     *
     * @return one or two identifiers
     * @throws InvalidIdentifierException as {@link #of}
     */
    public static List<Identifier> allOf(String uri) throws InvalidIdentifierException {
        Optional<GsOneKey> key = gsOneKey(uri);
        if (key.isEmpty()) {
            return List.of(new Identifier(Kind.URI, uri));
        }
        Identifier identifier = key.get().toIdentifier(uri);
        Optional<GsOneKey> lot = key.get().lotOfInstance();
        return lot.isPresent() ? List.of(identifier, lot.get().toIdentifier(uri)) : List.of(identifier);
    }

    /** The key of the thread that this identifier names, if it names a lot. */
    public Optional<ThreadKey> thread() {
        if (kind != Kind.LOT) {
            return Optional.empty();
        }
        return Optional.of(new ThreadKey(canonical.substring(GTIN_AT, GTIN_AT + 14),
                PercentEncoding.decoded(canonical.substring(LOT_AT))));
    }

    private static Optional<GsOneKey> gsOneKey(String uri) throws InvalidIdentifierException {
        if (!UriSyntax.isUri(uri)) {
            throw new InvalidIdentifierException(uri, "is not a URI (RFC 3986, 3)");
        }
        if (uri.regionMatches(true, 0, EpcUrn.PREFIX, 0, EpcUrn.PREFIX.length())) {
            return EpcUrn.read(uri);
        }
        if (uri.regionMatches(true, 0, "https://", 0, 8) || uri.regionMatches(true, 0, "http://", 0, 7)) {
            return DigitalLink.read(uri);
        }
        return Optional.empty();
    }
}
