package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a sink is asked, and what counts as having been compared. */
class SinkCheckTest {

    @TempDir
    Path folder;

    private FilledStore filled;

    @BeforeEach
    void fill() throws Exception {
        filled = new FilledStore(folder);
    }

    @AfterEach
    void close() throws Exception {
        filled.close();
    }

    @Test
    void sinkThatFailsIsAskedOnceAndItsReceiptsAreVerifiedNevertheless() throws Exception {
        long checkpoints = Long.parseLong(filled.ask("select count(*) from checkpoint"));
        filled.execute("update checkpoint_receipt set receipt = '\\x01', seal = null");
        Down sink = new Down();
        CheckReport report = everything(sink);
        assertTrue(checkpoints > 1);
        assertEquals(1, sink.asked);
        assertEquals(checkpoints, sink.verified);
        assertEquals(checkpoints, report.findings().stream().filter(found -> found.table().equals("checkpoint_receipt")).count());
        assertEquals(List.of("sink " + FilledStore.SINK + ": the peer is down"), report.notChecked());
    }

    /** It covers those before, and is compared once; the others are not said to have been. */
    @Test
    void witnessIsAskedForItsNewestOnceARun() throws Exception {
        Newest sink = new Newest(filled.sink());
        CheckReport report = everything(sink);
        assertEquals(1, sink.asked);
        assertEquals(1, report.checked().get(Kind.SINK));
        assertTrue(report.clean(), report::toString);
    }

    @Test
    void witnessThatShowsAnotherHistoryOfItsNewestIsCompared() throws Exception {
        String before = filled.ask("select size from checkpoint order by size desc offset 1 limit 1");
        filled.execute("update checkpoint set root = sha256('other'), note = (select note from checkpoint"
                + " order by size desc limit 1) where size = " + before);
        Newest sink = new Newest(filled.sink(), Long.parseLong(before));
        CheckReport report = filled.check(sink).check(new CheckScope.Sample(5, Optional.empty()), CheckListener.NONE);
        assertTrue(report.findings().stream().anyMatch(found -> found.code() == Finding.Code.FORK
                && found.table().equals("sink " + FilledStore.SINK)), report.findings()::toString);
    }

    @Test
    void witnessThatShowsNothingIsSaidNotToHaveBeenCompared() throws Exception {
        CheckReport report = everything(new Newest(filled.sink(), 0));
        assertEquals(null, report.checked().get(Kind.SINK));
        assertEquals(List.of("sink " + FilledStore.SINK + ": it shows no checkpoint of '" + LogFixture.ORIGIN + "'"), report.notChecked());
    }

    private CheckReport everything(HeldCheckpoints sink) throws Exception {
        return filled.check(sink).check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE);
    }

    private static final class Down implements HeldCheckpoints {

        private int asked;
        private int verified;

        @Override
        public String name() {
            return FilledStore.SINK;
        }

        @Override
        public LongStream sizes(String origin, long from) throws IOException {
            asked++;
            throw new IOException("the peer is down");
        }

        @Override
        public Optional<byte[]> note(String origin, long size) throws IOException {
            asked++;
            throw new IOException("the peer is down");
        }

        @Override
        public Optional<String> fault(Checkpoint checkpoint, byte[] receipt) {
            verified++;
            return Optional.of("no receipt");
        }
    }

    /** Shows one checkpoint of a file sink, as a witness does. */
    private static final class Newest implements HeldCheckpoints {

        private final HeldCheckpoints folder;
        private final long most;
        private int asked;

        Newest(HeldCheckpoints folder) {
            this(folder, Long.MAX_VALUE);
        }

        Newest(HeldCheckpoints folder, long most) {
            this.folder = folder;
            this.most = most;
        }

        @Override
        public String name() {
            return folder.name();
        }

        @Override
        public boolean showsEach() {
            return false;
        }

        @Override
        public LongStream sizes(String origin, long from) throws IOException {
            asked++;
            try (LongStream sizes = folder.sizes(origin, from)) {
                return sizes.filter(size -> size <= most).max().stream();
            }
        }

        @Override
        public Optional<byte[]> note(String origin, long size) throws IOException {
            return folder.note(origin, size);
        }
    }
}
