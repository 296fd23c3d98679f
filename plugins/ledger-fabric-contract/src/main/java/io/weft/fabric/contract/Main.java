package io.weft.fabric.contract;

import org.hyperledger.fabric.shim.NettyChaincodeServer;

/** The contract's process, one per organization: the organization's peer calls it over mutual TLS. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws Exception {
        ServerSettings settings;
        EvidenceContract contract = new EvidenceContract();
        try {
            settings = ServerSettings.of(System.getenv());
            contract.prepare();
        } catch (IllegalArgumentException e) {
            System.err.println("contract: " + e.getMessage());
            System.exit(2);
            return;
        }
        new NettyChaincodeServer(contract, settings.properties()).start();
    }
}
