package io.weft.witness.fabric;

import io.grpc.ManagedChannel;
import io.weft.witness.AnchorStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.BlockEventsRequest;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.protos.common.Block;

/** Reads blocks in a thread of its own, as their iterator waits without a limit. */
final class ChannelAnchors implements AnchorStream {

    /** Blocks that were read and not dealt with yet. */
    private static final int MAXIMUM_WAITING = 16;
    private static final Duration POLL = Duration.ofMillis(50);

    private final ManagedChannel channel;
    private final Gateway gateway;
    private final AnchorBlocks blocks;
    private final CloseableIterator<Block> events;
    private final BlockingQueue<Anchor> waiting = new ArrayBlockingQueue<>(MAXIMUM_WAITING);
    private final Thread reader;
    private volatile Optional<Throwable> end = Optional.empty();

    ChannelAnchors(ManagedChannel channel, Gateway gateway, AnchorBlocks blocks, BlockEventsRequest request) {
        this.channel = channel;
        this.gateway = gateway;
        this.blocks = blocks;
        this.events = request.getEvents();
        this.reader = new Thread(this::read, "weft-channel");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public Optional<Anchor> next(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            // Asked first, so that nothing that was read before the end is lost.
            Optional<Throwable> ended = end;
            Anchor anchor = waiting.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (anchor != null) {
                return Optional.of(anchor);
            }
            if (ended.isPresent()) {
                throw new IOException("its stream of blocks ended: " + ended.get().getMessage(), ended.get());
            }
        } while (System.nanoTime() < deadline);
        return Optional.empty();
    }

    @Override
    public void close() {
        events.close();
        gateway.close();
        channel.shutdownNow();
        reader.interrupt();
    }

    private void read() {
        try {
            while (events.hasNext()) {
                for (Anchor anchor : blocks.anchors(events.next())) {
                    waiting.put(anchor);
                }
            }
            end = Optional.of(new IOException("no more blocks"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = Optional.of(e);
        } catch (IOException | RuntimeException e) {
            end = Optional.of(e);
        }
    }
}
