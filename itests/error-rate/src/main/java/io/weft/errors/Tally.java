package io.weft.errors;

import io.weft.errors.fault.FaultKind;
import java.util.Map;
import java.util.TreeMap;

/** What became of the faults of one kind. */
public final class Tally {

    private final FaultKind kind;
    private final Map<String, Integer> reports = new TreeMap<>();
    private int caught;
    private int corrected;
    private int passed;

    Tally(FaultKind kind) {
        this.kind = kind;
    }

    void add(Account account) {
        if (!account.reports().isEmpty()) {
            caught++;
            account.reports().stream().distinct().forEach(code -> reports.merge(code, 1, Integer::sum));
        } else if (account.right()) {
            corrected++;
        } else {
            passed++;
        }
    }

    public FaultKind kind() {
        return kind;
    }

    public int injected() {
        return caught + corrected + passed;
    }

    /** Rejected, or reported with the delivery's own message or order. */
    public int caught() {
        return caught;
    }

    /** What is stored is the truth, and nobody had to do anything. */
    public int corrected() {
        return corrected;
    }

    /** What is stored is wrong, and nothing was said. */
    public int passed() {
        return passed;
    }

    /** By code, in how many of the caught faults it was said. */
    public Map<String, Integer> reports() {
        return reports;
    }
}
