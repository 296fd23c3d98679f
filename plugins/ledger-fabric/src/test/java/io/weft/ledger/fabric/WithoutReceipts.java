package io.weft.ledger.fabric;

import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.util.List;
import java.util.Optional;

/** A channel whose receipts are the contract's records: for one that signs nothing. Tests change single calls of it. */
class WithoutReceipts implements AnchorChannel {

    private final AnchorChannel channel;

    WithoutReceipts(AnchorChannel channel) {
        this.channel = channel;
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
    public Optional<AnchorRecord> bySize(String origin, long size) throws ChannelException {
        return channel.bySize(origin, size);
    }

    @Override
    public List<Long> sizes(String origin, long after) throws ChannelException {
        return channel.sizes(origin, after);
    }

    @Override
    public AnchoredCheckpoint verified(byte[] receipt) throws InvalidProofException, MalformedProofException {
        return channel.verified(receipt);
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
    public void submit(EndorsedAnchor anchor) throws ChannelException {
        channel.submit(anchor);
    }

    @Override
    public Outcome outcome(EndorsedAnchor anchor) throws ChannelException {
        return channel.outcome(anchor);
    }

    @Override
    public byte[] receipt(AnchorRecord record) throws ChannelException {
        return record.json();
    }

    @Override
    public void close() {
        channel.close();
    }
}
