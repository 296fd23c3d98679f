package io.weft.errors.delivery;

/** The one company that orders everything. */
final class Buyer {

    static final String NUMBER = "0000001000";
    static final String GLN = Gs1.buyerGln(1);
    static final String STORE = "0001";

    private Buyer() {
    }
}
