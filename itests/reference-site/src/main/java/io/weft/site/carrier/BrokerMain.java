package io.weft.site.carrier;

import java.io.IOException;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The broker's process: formats its folder if that is new, and ends with the process that started it. */
final class BrokerMain {

    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

    private BrokerMain() {
    }

    public static void main(String[] arguments) {
        Thread parent = new Thread(BrokerMain::awaitParent, "parent");
        parent.setDaemon(true);
        parent.start();
        StorageTool.execute(new String[] {"format", "--ignore-formatted", "--standalone", "--cluster-id", CLUSTER,
            "--config", arguments[0]}, System.out);
        Kafka.main(arguments);
    }

    private static void awaitParent() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // As good as its end.
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }
}
