package io.weft.ledger.log;

import io.weft.ledger.CheckpointSink;
import io.weft.ledger.Log;
import io.weft.tck.LogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLogContractTest extends LogContract {

    @TempDir
    Path folder;

    private EvidenceLog log;

    @BeforeEach
    void start() {
        log = new LogFixture(folder).log(store());
    }

    @Override
    protected Log log() {
        return log;
    }

    @Override
    protected void add(CheckpointSink sink) {
        log.addSink(sink);
    }
}
