package io.weft.ledger.fabric;

import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.util.List;
import java.util.Optional;

/** What a sink asks of the channel and its contract. Each call ends within its deadline. */
interface AnchorChannel extends AutoCloseable {

    Head head(String origin) throws ChannelException;

    /** The record of a checkpoint by its identity. */
    Optional<AnchorRecord> byId(String id) throws ChannelException;

    /** The record of a checkpoint by its size. */
    Optional<AnchorRecord> bySize(String origin, long size) throws ChannelException;

    /** Sizes that are anchored above a size, ascending; some of them, none if there are none. */
    List<Long> sizes(String origin, long after) throws ChannelException;

    /**
     * Lets the organizations endorse. Nothing goes to the orderer.
     *
     * @throws StaleException if they do not know the same, or not that head
     */
    EndorsedAnchor endorse(AnchorArguments arguments) throws ChannelException;

    /** Reads the bytes of an endorsed anchor. */
    EndorsedAnchor restore(byte[] bytes) throws ChannelException;

    /** @throws ChannelException if the orderer does not have it, or it is not known whether it has */
    void submit(EndorsedAnchor anchor) throws ChannelException;

    /** Waits until it is in a block. @throws ChannelException if that cannot be told */
    Outcome outcome(EndorsedAnchor anchor) throws ChannelException;

    /**
     * What proves the anchor to whoever has no channel. Asks and writes nothing.
     *
     * @throws StaleException      if not each organization has it yet
     * @throws UnprovableException if what the channel gives does not prove it to who pins these organizations
     */
    byte[] receipt(AnchorRecord record) throws ChannelException;

    /**
     * Verifies a receipt against the pinned organizations; asks nobody.
     *
     * @throws InvalidProofException   if it does not hold
     * @throws MalformedProofException if it is none
     */
    AnchoredCheckpoint verified(byte[] receipt) throws InvalidProofException, MalformedProofException;

    @Override
    void close();
}
