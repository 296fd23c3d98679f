package io.weft.fabric.receipt;

/** What a member of an organization is, by the organizational unit of its certificate (Fabric's node OUs). */
enum Role {
    CLIENT, PEER, ADMIN, ORDERER;

    /** As it stands in a certificate. */
    String unit() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
