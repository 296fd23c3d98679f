package io.weft.fabric.network;

import io.weft.tck.SampleLog;

/** The arguments of one {@code anchor}, each of which a test can make wrong. */
record AnchorArguments(String id, String note, String previousSize, String previousRoot, String counts, String consistency) {

    /** What is right for a log that is anchored up to {@code from}: every new leaf is a position, one is custody too. */
    static AnchorArguments of(SampleLog log, long from, long to) {
        return new AnchorArguments(SampleLog.id(log.checkpoint(to)), log.note(to), Long.toString(from), log.rootHex(from),
                "{\"6\":1,\"7\":" + (to - from) + "}", log.consistency(from, to));
    }

    /** Another note, with its own right identity. */
    AnchorArguments note(String other) {
        int text = other.indexOf("\n\n");
        return new AnchorArguments(text < 0 ? id : SampleLog.id(other.substring(0, text + 1)), other, previousSize,
                previousRoot, counts, consistency);
    }

    AnchorArguments id(String other) {
        return new AnchorArguments(other, note, previousSize, previousRoot, counts, consistency);
    }

    AnchorArguments previous(String size, String root) {
        return new AnchorArguments(id, note, size, root, counts, consistency);
    }

    AnchorArguments counts(String other) {
        return new AnchorArguments(id, note, previousSize, previousRoot, other, consistency);
    }

    AnchorArguments consistency(String other) {
        return new AnchorArguments(id, note, previousSize, previousRoot, counts, other);
    }

    /** @return the record, once either organization's peer has it: until then the next anchor would be refused by one of them */
    String submit(FabricNetwork network, ChannelClient client) throws Exception {
        String record = client.submit("anchor", call());
        network.awaitAnswer(record, "byId", id);
        return record;
    }

    String[] call() {
        return new String[] {id, note, previousSize, previousRoot, counts, consistency};
    }
}
