package io.weft.errors.delivery;

/**
 * A vendor, or a site of the buyer.
 *
 * @param number as the buyer's ERP has it: partner number, 10 digits
 * @param plant  of a site, 4 digits; of a vendor empty
 * @param gln    13 digits
 */
public record Party(String name, String number, String plant, String gln) {
}
