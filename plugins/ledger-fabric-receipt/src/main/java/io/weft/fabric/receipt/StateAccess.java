package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/** What a call read and wrote of its contract's entries. */
final class StateAccess {

    private final String what;
    private final KVRWSet entries;

    private StateAccess(String what, KVRWSet entries) {
        this.what = what;
        this.entries = entries;
    }

    static StateAccess parse(String what, ByteString results, String contract)
            throws MalformedProofException, InvalidProofException {
        TxReadWriteSet all = Canonical.parse(what + ": read and write set", results, TxReadWriteSet.parser());
        if (all.getNsRwsetList().stream().anyMatch(set -> set.getCollectionHashedRwsetCount() > 0)) {
            throw new InvalidProofException("receipt: " + what + ": read and write set has private data");
        }
        List<NsReadWriteSet> ours = all.getNsRwsetList().stream().filter(set -> set.getNamespace().equals(contract)).toList();
        if (ours.size() != 1) {
            throw new InvalidProofException("receipt: " + what + ": read and write set names contract '" + contract + "' "
                    + ours.size() + " times, not once");
        }
        KVRWSet entries = Canonical.parse(what + ": entries", ours.get(0).getRwset(), KVRWSet.parser());
        if (entries.getRangeQueriesInfoCount() > 0 || entries.getMetadataWritesCount() > 0) {
            throw new InvalidProofException("receipt: " + what + ": has range queries or metadata");
        }
        return new StateAccess(what, entries);
    }

    /** The value that it writes under a key. */
    ByteString written(String key) throws InvalidProofException {
        List<KVWrite> writes = entries.getWritesList().stream().filter(write -> write.getKey().equals(key)).toList();
        if (writes.size() != 1 || writes.get(0).getIsDelete()) {
            throw new InvalidProofException("receipt: " + what + ": does not write " + shown(key));
        }
        return writes.get(0).getValue();
    }

    /** The version of a key that it found: block and transaction that wrote it last. */
    Version found(String key) throws InvalidProofException {
        List<KVRead> reads = entries.getReadsList().stream().filter(read -> read.getKey().equals(key)).toList();
        if (reads.size() != 1 || !reads.get(0).hasVersion()) {
            throw new InvalidProofException("receipt: " + what + ": did not find " + shown(key));
        }
        return reads.get(0).getVersion();
    }

    void checkWritesNothing() throws InvalidProofException {
        if (entries.getWritesCount() > 0) {
            throw new InvalidProofException("receipt: " + what + ": writes, so that it is no read");
        }
    }

    private static String shown(String key) {
        return "the entry" + key.replace('\0', ' ').stripTrailing();
    }
}
