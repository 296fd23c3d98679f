package io.weft.identity;

/**
 * The key of a thread.
 *
 * @param gtin 14 digits with a right check digit (GS1 General Specifications 7.9)
 * @param lot  batch or lot number, 1 to 20 characters of GS1's set 82 (GS1 General Specifications 3.4.1), not encoded
 */
public record ThreadKey(String gtin, String lot) {

    /** @throws IllegalArgumentException if the GTIN or the lot breaks its rule */
    public ThreadKey {
        if (gtin.length() != 14 || !Characters.areDigits(gtin)) {
            throw new IllegalArgumentException("gtin: '" + gtin + "' is not 14 digits");
        }
        if (!CheckDigit.isRight(gtin)) {
            throw new IllegalArgumentException("gtin: '" + gtin + "' has a wrong check digit");
        }
        if (lot.isEmpty() || lot.length() > 20 || !Characters.areSet82(lot)) {
            throw new IllegalArgumentException("lot: '" + lot + "' is not 1 to 20 characters of GS1's set 82");
        }
    }

    /** The canonical identifier of the lot, for example {@code https://id.gs1.org/01/09521321000010/10/L-1}. */
    public String canonical() {
        return DigitalLink.RESOLVER + "/01/" + gtin + "/10/" + PercentEncoding.encode(lot);
    }
}
