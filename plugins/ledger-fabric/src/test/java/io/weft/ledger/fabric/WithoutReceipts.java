package io.weft.ledger.fabric;

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
