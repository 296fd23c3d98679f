package io.weft.ledger.fabric;

import io.weft.ledger.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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

    private record Halting(AnchorChannel channel, boolean before) implements AnchorChannel {

        @Override
        public void submit(EndorsedAnchor anchor) throws ChannelException {
            if (!before) {
                channel.submit(anchor);
            }
            Runtime.getRuntime().halt(STATUS);
        }

        @Override
        public Head head(String origin) throws ChannelException {
            return channel.head(origin);
        }

        @Override
        public Optional<AnchorRecord> byId(String id) throws ChannelException {
            return channel.byId(id);
        }

        @Override
        public EndorsedAnchor endorse(AnchorArguments arguments) throws ChannelException {
            return channel.endorse(arguments);
        }

        @Override
        public EndorsedAnchor restore(byte[] bytes) throws ChannelException {
            return channel.restore(bytes);
        }

        @Override
        public Outcome outcome(EndorsedAnchor anchor) throws ChannelException {
            return channel.outcome(anchor);
        }

        @Override
        public byte[] receipt(AnchorRecord record) throws ChannelException {
            return channel.receipt(record);
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
