package io.weft.ledger.fabric;

import io.weft.ledger.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A hub of its own process that ends as {@code kill -9} would, right before or right after the orderer gets an anchor.
 * Arguments: connection file, folder, origin, number of leaves, {@code BEFORE} or {@code AFTER}.
 */
final class HaltingHub {

    static final int STATUS = 137;

    private HaltingHub() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        boolean before = arguments[4].equals("BEFORE");
        TestLog log = new TestLog(folder, arguments[2]);
        Checkpoint checkpoint = log.grow(Integer.parseInt(arguments[3]));
        FabricSink sink = new FabricSink("fabric~a", folder.resolve("a"), new Cadence(Duration.ZERO, System::nanoTime),
                () -> new Halting(new GatewayChannel(Connection.read(Path.of(arguments[0])), Deadlines.STANDARD), before));
        sink.publish(checkpoint, log.log());
    }

    private static final class Halting extends WithoutReceipts {

        private final boolean before;

        Halting(AnchorChannel channel, boolean before) {
            super(channel);
            this.before = before;
        }

        @Override
        public void submit(EndorsedAnchor anchor) throws ChannelException {
            if (!before) {
                super.submit(anchor);
            }
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
