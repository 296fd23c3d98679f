package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.engine.function.CodeLists;
import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One run of one template: what it may still consume, and the code lists that hold for it. The work is counted, so that
 * a result does not depend on the machine; the processor time is only the last resort.
 */
public final class Execution {

    /** Steps, list elements and quarters of characters that one run may consume. */
    static final long MAXIMUM_WORK = 2_000_000;
    /** Processor time of the thread, not wall clock: a busy machine must not change a result. */
    static final long MAXIMUM_CPU_NANOS = 1_000_000_000L;

    private static final long WORK_BETWEEN_CLOCK_READINGS = 4_096;
    private static final int CHARACTERS_PER_WORK = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** JSLT hands its functions no context of the run; the run is the thread's for as long as it lasts. */
    private static final ThreadLocal<Execution> CURRENT = new ThreadLocal<>();

    /** Faults noted in one run; who mends a message needs no longer list. */
    private static final int MAXIMUM_FAULTS = 100;

    private final CodeLists codeLists;
    private final Map<List<String>, Rejection> faults = new LinkedHashMap<>();
    private long work;
    private long nextClockReading = WORK_BETWEEN_CLOCK_READINGS;
    private long cpuDeadline;
    private String dayOf = "";
    private LocalDate day = LocalDate.EPOCH;

    Execution(CodeLists codeLists) {
        this.codeLists = codeLists;
    }

    public static Execution current() {
        Execution execution = CURRENT.get();
        if (execution == null) {
            throw new IllegalStateException("functions of a template work only while it runs");
        }
        return execution;
    }

    static void begin(Execution execution) {
        CURRENT.set(execution);
    }

    static void end() {
        CURRENT.remove();
    }

    public CodeLists codeLists() {
        return codeLists;
    }

    /**
     * Rejects the message once the template has run to its end, so that one run tells every such fault. A value that breaks
     * the same rule again, as where a template reads it twice, is told where it was read first.
     */
    public void note(Rejection fault) {
        boolean listed = faults.size() < MAXIMUM_FAULTS || faults.containsKey(key(fault));
        Rejection told = listed ? fault
                : Rejection.user("MORE_FAULTS", "", "", "there are more than " + MAXIMUM_FAULTS + " faults; the others are not listed");
        faults.putIfAbsent(key(told), told);
    }

    private static List<String> key(Rejection fault) {
        return List.of(fault.code(), fault.value(), fault.rule());
    }

    List<Rejection> faults() {
        return List.copyOf(faults.values());
    }

    /** The day of a time, as {@code read} gives it; read once for all that a run asks of the same time. */
    public LocalDate day(String time, Function<String, LocalDate> read) {
        if (!time.equals(dayOf)) {
            day = read.apply(time);
            dayOf = time;
        }
        return day;
    }

    public void charge(long amount) {
        work += amount;
        if (work > MAXIMUM_WORK) {
            throw exhausted("a template does at most " + MAXIMUM_WORK + " units of work for one message");
        }
        if (work >= nextClockReading) {
            nextClockReading = work + WORK_BETWEEN_CLOCK_READINGS;
            checkClock();
        }
    }

    public void chargeText(long characters) {
        charge(1 + characters / CHARACTERS_PER_WORK);
    }

    /** Charges every value of the tree, so that a tree of shared branches costs what its text would. */
    public void chargeTree(JsonNode node) {
        if (node instanceof TextNode text) {
            chargeText(text.textValue().length());
            return;
        }
        charge(1);
        for (JsonNode child : node) {
            chargeTree(child);
        }
    }

    private void checkClock() {
        long now = THREADS.getCurrentThreadCpuTime();
        if (cpuDeadline == 0) {
            cpuDeadline = now + MAXIMUM_CPU_NANOS;
        } else if (now > cpuDeadline) {
            throw exhausted("a template runs at most " + MAXIMUM_CPU_NANOS / 1_000_000 + " ms for one message");
        }
    }

    private static RejectSignal exhausted(String rule) {
        return new RejectSignal(new Rejection("TEMPLATE_EXHAUSTED", ErrorClass.RESOURCES, "", "", rule));
    }
}
