package io.weft.witness;

import io.weft.witness.AnchorStream.Anchor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The anchors of a log on a channel. The contract let them in, but here each is looked at like any other: the log's signature,
 * and the proof that it goes on. A stream ends with its peer and is opened anew where the last anchor was dealt with.
 */
final class ChannelSource implements Source {

    private final AnchorStream.Opener opener;
    private final Path connection;
    private final ChannelPosition position;
    private final Duration patience;
    private Optional<AnchorStream> stream = Optional.empty();
    private Optional<ChannelPosition.At> skipTo = Optional.empty();

    /** @param patience how long a poll waits for one more */
    ChannelSource(AnchorStream.Opener opener, Path connection, ChannelPosition position, Duration patience) {
        this.opener = opener;
        this.connection = connection;
        this.position = position;
        this.patience = patience;
    }

    @Override
    public void poll(LogWitness witness) throws SourceException, IOException, InterruptedException {
        Optional<Anchor> anchor = next(witness);
        while (anchor.isPresent()) {
            deal(witness, anchor.get());
            anchor = next(witness);
        }
    }

    @Override
    public void close() {
        stream.ifPresent(AnchorStream::close);
        stream = Optional.empty();
    }

    private Optional<Anchor> next(LogWitness witness) throws SourceException, IOException, InterruptedException {
        if (stream.isEmpty()) {
            skipTo = position.read();
            stream = Optional.of(open(witness.log().name(), skipTo.map(ChannelPosition.At::block).orElse(0L)));
        }
        try {
            return stream.get().next(patience);
        } catch (IOException e) {
            close();
            throw new SourceException("channel of '" + connection + "': " + e.getMessage(), e);
        }
    }

    private AnchorStream open(String origin, long fromBlock) throws SourceException {
        try {
            return opener.open(connection, origin, fromBlock);
        } catch (IOException e) {
            throw new SourceException("channel of '" + connection + "': " + e.getMessage(), e);
        }
    }

    private void deal(LogWitness witness, Anchor anchor) throws SourceException, IOException {
        ChannelPosition.At at = new ChannelPosition.At(anchor.block(), anchor.transaction());
        if (skipTo.isPresent() && skipTo.get().block() == at.block()) {
            // Of the first block, those up to the one that was dealt with last came before.
            skipTo = skipTo.get().equals(at) ? Optional.empty() : skipTo;
            return;
        }
        skipTo = Optional.empty();
        Outcome outcome = witness.offer(anchor.offer());
        if (outcome instanceof Outcome.Conflict conflict && conflict.size() < anchor.offer().old()) {
            close();
            throw new SourceException("block " + anchor.block() + " anchors what follows size " + anchor.offer().old() + ", but size "
                    + conflict.size() + " was cosigned last; let it catch up once by --url");
        }
        position.write(at);
    }
}
