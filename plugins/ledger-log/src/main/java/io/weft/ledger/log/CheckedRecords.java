package io.weft.ledger.log;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a check has looked at and found so far. The same difference may be met on several ways and counts once. */
final class CheckedRecords {

    private final CheckListener listener;
    private final Map<Kind, Long> numbers = new EnumMap<>(Kind.class);
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> notChecked = new LinkedHashSet<>();
    private CheckScope.Subject at;
    private long beyond;
    private int explanations;

    CheckedRecords(CheckListener listener) {
        this.listener = listener;
    }

    /** What is looked at from now on; null if it is more than one record. */
    void at(CheckScope.Subject subject) {
        at = subject;
    }

    /** How many differences may be explained by reading more than the record. */
    void explain(int most) {
        explanations = most;
    }

    /** Whether one more may; asked where it is about to be. */
    boolean mayExplain() {
        explanations--;
        return findings.size() < CheckReport.MAXIMUM_FINDINGS && explanations >= 0;
    }

    void checked(Kind kind, long more) {
        listener.checked(kind, numbers.merge(kind, more, Long::sum));
    }

    void found(Finding finding) {
        if (findings.contains(finding)) {
            return;
        }
        if (findings.size() == CheckReport.MAXIMUM_FINDINGS) {
            beyond++;
            return;
        }
        findings.add(finding);
        listener.found(finding, at);
    }

    void found(Collection<Finding> some) {
        some.forEach(this::found);
    }

    /** That something could not be checked, and why. */
    void notChecked(String reason) {
        if (notChecked.size() < CheckReport.MAXIMUM_FINDINGS) {
            notChecked.add(reason);
        }
    }

    boolean goOn() {
        return listener.goOn();
    }

    Map<Kind, Long> numbers() {
        return numbers;
    }

    List<Finding> findings() {
        return new ArrayList<>(findings);
    }

    long different() {
        return findings.size() + beyond;
    }

    List<String> notChecked() {
        return List.copyOf(notChecked);
    }
}
