package io.weft.fabric.receipt;

import java.util.Locale;

/** What a member of an organization is, by the organizational unit of its certificate (Fabric's node OUs). */
enum Role {
    CLIENT, PEER, ADMIN, ORDERER;

    /** As it stands in a certificate. */
    String unit() {
        return name().toLowerCase(Locale.ROOT);
    }
}
