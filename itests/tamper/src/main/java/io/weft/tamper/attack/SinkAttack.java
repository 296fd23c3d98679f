package io.weft.tamper.attack;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.SelfCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Bits of the checkpoints that a file sink holds. */
public final class SinkAttack implements Attack {

    private final List<Path> files;
    private final String sink;
    private final SelfCheck check;

    private SinkAttack(List<Path> files, String sink, SelfCheck check) {
        this.files = files;
        this.sink = sink;
        this.check = check;
    }

    /** @param sink its name in findings */
    public static SinkAttack on(Path folder, String sink, SelfCheck check) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new SinkAttack(files.filter(file -> file.toString().matches(".*[.](checkpoint|proof)")).sorted().toList(), sink, check);
        }
    }

    @Override
    public Optional<Attempt> attempt(RandomGenerator random) throws IOException {
        Path file = files.get(random.nextInt(files.size()));
        byte[] before = Files.readAllBytes(file);
        Files.write(file, Form.flip(before, random.nextInt(before.length * Byte.SIZE)));
        return Optional.of(new Changed(file, before));
    }

    private final class Changed implements Attempt {

        private final Path file;
        private final byte[] before;

        Changed(Path file, byte[] before) {
            this.file = file;
            this.before = before;
        }

        @Override
        public String kind() {
            return "sink";
        }

        @Override
        public String place() {
            return file.toString().endsWith(".proof") ? "sink proof" : "sink checkpoint";
        }

        private String size() {
            return Long.toString(Long.parseLong(file.getFileName().toString().replaceFirst("[.].*", "")));
        }

        @Override
        public Verdict check() throws Exception {
            return verdict(check.check(new CheckScope.Only(List.of(new CheckScope.Subject(Kind.SINK, size()))), CheckListener.NONE));
        }

        @Override
        public Optional<Verdict> checkEverything() throws Exception {
            return Optional.of(verdict(check.check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE)));
        }

        private Verdict verdict(CheckReport report) {
            boolean proof = file.toString().endsWith(".proof");
            boolean named = report.findings().stream().anyMatch(found -> found.table().equals("sink " + sink) && found.record().equals(size())
                    && found.field().equals("proof") == proof);
            return new Verdict(report.different() > 0, named, file + ": " + report.findings());
        }

        @Override
        public void undo() throws IOException {
            Files.write(file, before);
        }
    }
}
