package io.weft.tck.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Which mutants are tried, by the system properties that the README names, and what became of them. A build tries the same
 * mutants each time, so that it tells of the change that it builds; looking for new ones is a run of its own.
 */
final class MutationRun {

    private static final String SEED = "weft.seed";
    private static final String MUTATIONS = "weft.mutations";
    private static final String ANY_SEED = "random";
    private static final long BUILD_SEED = 20_260_815;
    private static final long SHORT = 1_000;
    private static final int SHOWN = 10;

    private final String subject;
    private final long seed;
    private final long only = Long.getLong("weft.mutant", -1);
    private final long count = Long.getLong(MUTATIONS, SHORT);
    private final Map<String, Long> read = new TreeMap<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private Cost dearest = new Cost(0, 0);
    private long largest;
    private final List<AssertionError> failures = new ArrayList<>();

    MutationRun(String subject) {
        this.subject = subject;
        this.seed = seed(System.getProperty(SEED, ""), System.getProperty(MUTATIONS) != null, subject);
    }

    /**
     * @param told   what {@code weft.seed} says
     * @param longer whether more is asked for than a build tries
     * @return the one that was told; a new one if {@code random} was, or nothing and it is a longer run; else the subject's own
     */
    static long seed(String told, boolean longer, String subject) {
        if (told.equals(ANY_SEED) || told.isEmpty() && longer) {
            return ThreadLocalRandom.current().nextLong(1L << Integer.SIZE);
        }
        return told.isEmpty() ? BUILD_SEED + Integer.toUnsignedLong(subject.hashCode()) : Long.parseLong(told);
    }

    long seed() {
        return seed;
    }

    boolean isWhole() {
        return only < 0;
    }

    /** Tries every mutant of the run, and tells all that failed at its end. */
    void forEach(LongConsumer check) {
        LongStream numbers = only < 0 ? LongStream.range(0, count) : LongStream.of(only);
        numbers.forEach(number -> {
            try {
                check.accept(number);
            } catch (AssertionError e) {
                failures.add(e);
            }
        });
        System.out.println(this);
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " mutants failed:\n"
                    + String.join("\n", failures.stream().limit(SHOWN).map(AssertionError::getMessage).toList()),
                    failures.get(0));
        }
    }

    /** A mutant that is tried alone is left as a file to look at. */
    void keep(Mutant mutant) {
        if (!isWhole()) {
            try {
                Path file = Path.of("target", subject.replace('/', '-') + "-mutant-" + mutant.seed() + "-" + mutant.number());
                System.out.println(mutant + " is in " + Files.write(file, mutant.payload()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void read(String checkedBy) {
        read.merge(checkedBy, 1L, Long::sum);
    }

    void refused(String code) {
        refused.merge(code, 1L, Long::sum);
    }

    void cost(Cost cost) {
        dearest = cost.cpuNanos() > dearest.cpuNanos() ? cost : dearest;
        largest = Math.max(largest, cost.allocatedBytes());
    }

    double shareRead() {
        long all = sum(read) + sum(refused);
        return all == 0 ? 0 : (double) sum(read) / all;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, seed %d: %d mutants, %d read right (%.1f %%) %s, %d refused %s; dearest "
                + "%d ms of processor time, %d MiB allocated", subject, seed, sum(read) + sum(refused), sum(read),
                100 * shareRead(), read, sum(refused), refused, dearest.cpuNanos() / 1_000_000, largest / 1024 / 1024);
    }
}
