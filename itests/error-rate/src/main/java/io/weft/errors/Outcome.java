package io.weft.errors;

import io.weft.errors.fault.Fault;
import io.weft.errors.fault.FaultKind;
import io.weft.errors.fault.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run, judged by the truth. */
public final class Outcome {

    /** An order, a despatch advice and a receipt for each delivery. */
    private static final int RECORDS_PER_DELIVERY = 3;
    private static final int RATE_DIGITS = 6;

    private final int records;
    private final Map<FaultKind, Tally> kinds = new EnumMap<>(FaultKind.class);
    private final List<Fault> passed = new ArrayList<>();
    private final List<String> falseAlarms = new ArrayList<>();
    private final List<Integer> wrongWithoutFault = new ArrayList<>();

    private Outcome(int records) {
        this.records = records;
        for (FaultKind kind : FaultKind.values()) {
            kinds.put(kind, new Tally(kind));
        }
    }

    /** @param accounts by the delivery's row; one for each */
    public static Outcome of(Scenario scenario, Map<Integer, Account> accounts) {
        Outcome outcome = new Outcome(scenario.deliveries().size() * RECORDS_PER_DELIVERY);
        Map<Integer, Fault> faults = new HashMap<>();
        scenario.faults().forEach(fault -> faults.put(fault.row(), fault));
        scenario.deliveries().forEach(delivery -> {
            Fault fault = faults.get(delivery.row());
            Account account = accounts.get(delivery.row());
            if (fault == null) {
                outcome.clean(delivery.row(), account);
            } else {
                outcome.faulty(fault, account);
            }
        });
        return outcome;
    }

    private void faulty(Fault fault, Account account) {
        kinds.get(fault.kind()).add(account);
        if (account.reports().isEmpty() && !account.right()) {
            passed.add(fault);
        }
    }

    private void clean(int row, Account account) {
        if (!account.reports().isEmpty()) {
            falseAlarms.add(row + ": " + account.reports());
        } else if (!account.right()) {
            wrongWithoutFault.add(row);
        }
    }

    public int records() {
        return records;
    }

    public List<Tally> kinds() {
        return List.copyOf(kinds.values());
    }

    /** Faults that nobody noticed. */
    public List<Fault> passed() {
        return passed;
    }

    /** Deliveries without fault that something was said against: row and codes. */
    public List<String> falseAlarms() {
        return falseAlarms;
    }

    /** Deliveries without fault that are stored wrongly all the same. */
    public List<Integer> wrongWithoutFault() {
        return wrongWithoutFault;
    }

    /** Wrong records that nobody noticed, plausible values apart, of all records. */
    public BigDecimal undetectedRate() {
        return rate(passed.stream().filter(fault -> !fault.kind().plausible()).count() + wrongWithoutFault.size());
    }

    /** The same of plausible values. */
    public BigDecimal undetectedRatePlausible() {
        return rate(passed.stream().filter(fault -> fault.kind().plausible()).count());
    }

    private BigDecimal rate(long wrong) {
        return records == 0 ? BigDecimal.ZERO
                : BigDecimal.valueOf(wrong).divide(BigDecimal.valueOf(records), RATE_DIGITS, RoundingMode.HALF_UP);
    }
}
