package io.weft.fabric.network;

/** The five processes of the network; the name is that of its log and on the command line. */
public enum Node {
    ORDERER(0), CONTRACT1(1), CONTRACT2(2), PEER1(1), PEER2(2);

    private final int organization;

    Node(int organization) {
        this.organization = organization;
    }

    /** 1 or 2; 0 is the orderer's. */
    int organization() {
        return organization;
    }

    static Node peer(int organization) {
        return organization == 1 ? PEER1 : PEER2;
    }

    static Node contract(int organization) {
        return organization == 1 ? CONTRACT1 : CONTRACT2;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
