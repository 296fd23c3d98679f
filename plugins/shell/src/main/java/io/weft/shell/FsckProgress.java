package io.weft.shell;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Prints findings as they come and, every few seconds, how far the check is; ends it when its caller is interrupted. */
final class FsckProgress implements CheckListener {

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private final LongSupplier clock;
    private final Map<Kind, Long> numbers = new EnumMap<>(Kind.class);
    private long told;

    /** @param clock nanoseconds from anywhere, as {@link System#nanoTime()} */
    FsckProgress(PrintStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        this.told = clock.getAsLong();
    }

    @Override
    public void checked(Kind kind, long number) {
        numbers.put(kind, number);
        long now = clock.getAsLong();
        if (now - told >= PAUSE) {
            told = now;
            out.println("  checked " + numbers.entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void found(Finding finding, CheckScope.Subject at) {
        out.println(finding);
    }

    @Override
    public boolean goOn() {
        return !Thread.currentThread().isInterrupted();
    }
}
