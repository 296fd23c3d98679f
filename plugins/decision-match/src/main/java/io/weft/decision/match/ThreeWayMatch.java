package io.weft.decision.match;

import io.weft.decision.match.Finding.Code;
import io.weft.decision.match.Statement.Kind;
import io.weft.event.EventId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Holds order, despatch advice and receipt of a business transaction against each other, per item and per lot. More than
 * another document says is a finding at once; less, or nothing, once the site's patience is over. A pure function.
 */
public final class ThreeWayMatch {

    private static final BigDecimal PERCENT = new BigDecimal("0.01");

    private final BusinessTransaction transaction;
    private final Terms terms;
    private final boolean over;
    private final List<Finding> findings = new ArrayList<>();

    private ThreeWayMatch(BusinessTransaction transaction, Terms terms, Instant asOf) {
        this.transaction = transaction;
        this.terms = terms;
        this.over = transaction.statements().stream().map(Statement::at).max(Comparator.naturalOrder())
                .filter(latest -> latest.plus(terms.patience()).isBefore(asOf)).isPresent();
    }

    /** @param asOf the time at which patience is measured */
    public static List<Finding> of(BusinessTransaction transaction, Terms terms, Instant asOf) {
        return new ThreeWayMatch(transaction, terms, asOf).findings();
    }

    private List<Finding> findings() {
        if (!transaction.repeated().isEmpty()) {
            add(Code.TOLD_TWICE, "", "the same fact in another message; it counts once", transaction.repeated());
        }
        List<Statement> ordered = of(Kind.ORDER);
        List<Statement> despatched = of(Kind.DESPATCH);
        List<Statement> received = of(Kind.RECEIPT);
        documents(ordered, despatched, received);
        if (!ordered.isEmpty()) {
            compare(ordered, despatched, Statement::item, Code.NOT_ORDERED);
            compare(ordered, received, Statement::item, Code.NOT_ORDERED);
            if (over && !despatched.isEmpty()) {
                missing(ordered, despatched, Statement::item, Code.NOT_DESPATCHED);
            }
        }
        if (!despatched.isEmpty() && !received.isEmpty()) {
            Function<Statement, String> key = despatched.stream().allMatch(told -> told.lot().isPresent())
                    ? Statement::subject : Statement::item;
            compare(despatched, received, key, Code.NOT_DESPATCHED);
            if (over) {
                missing(despatched, received, key, Code.NOT_RECEIVED);
            }
            expiries(despatched, received);
        }
        times(ordered, despatched, "ordered", "despatched");
        times(despatched, received, "despatched", "received");
        return List.copyOf(findings);
    }

    private List<Statement> of(Kind kind) {
        return transaction.statements().stream().filter(statement -> statement.kind() == kind).toList();
    }

    private void documents(List<Statement> ordered, List<Statement> despatched, List<Statement> received) {
        if (ordered.isEmpty()) {
            add(Code.NO_ORDER, "", "goods move for an order that no document tells", transaction.statements());
        }
        if (despatched.isEmpty() && !received.isEmpty()) {
            add(Code.NO_DESPATCH, "", "goods were received that no document despatches", received);
        }
        if (received.isEmpty() && over) {
            add(Code.NO_RECEIPT, "", "nothing was received within " + terms.patience(), transaction.statements());
        }
    }

    /** What the later documents say of things that the earlier ones name, and of others. */
    private void compare(List<Statement> earlier, List<Statement> later, Function<Statement, String> key, Code unknown) {
        for (String subject : subjects(later, key)) {
            List<Statement> before = of(earlier, key, subject);
            List<Statement> after = of(later, key, subject);
            if (before.isEmpty()) {
                add(unknown, subject, after.get(0).kind() + " names what " + earlier.get(0).kind() + " does not", after);
            } else {
                quantities(subject, before, after);
            }
        }
    }

    private void missing(List<Statement> earlier, List<Statement> later, Function<Statement, String> key, Code code) {
        for (String subject : subjects(earlier, key)) {
            if (of(later, key, subject).isEmpty()) {
                add(code, subject, earlier.get(0).kind() + " names what " + later.get(0).kind() + " does not",
                        of(earlier, key, subject));
            }
        }
    }

    private void quantities(String subject, List<Statement> before, List<Statement> after) {
        List<Statement> both = both(before, after);
        if (both.stream().map(Statement::measure).distinct().count() > 1) {
            add(Code.UNIT, subject, amounts(before) + " cannot be compared with " + amounts(after), both);
            return;
        }
        BigDecimal expected = sum(before);
        BigDecimal difference = sum(after).subtract(expected);
        BigDecimal tolerated = expected.multiply(terms.tolerancePercent()).multiply(PERCENT);
        boolean counts = difference.signum() > 0 || over;
        if (counts && difference.abs().compareTo(tolerated) > 0) {
            add(Code.QUANTITY, subject, before.get(0).kind() + " " + amounts(before) + ", " + after.get(0).kind() + " "
                    + amounts(after), both);
        }
    }

    private void expiries(List<Statement> despatched, List<Statement> received) {
        for (String lot : subjects(received, Statement::subject)) {
            List<Statement> both = both(of(despatched, Statement::subject, lot), of(received, Statement::subject, lot));
            List<String> dates = both.stream().map(Statement::expiry).flatMap(Optional::stream).distinct().toList();
            if (dates.size() > 1) {
                add(Code.EXPIRY, lot, "expires " + String.join(" and ", dates), both);
            }
        }
    }

    private void times(List<Statement> earlier, List<Statement> later, String first, String second) {
        Optional<Statement> begin = earlier.stream().min(Comparator.comparing(Statement::at));
        Optional<Statement> next = later.stream().min(Comparator.comparing(Statement::at));
        if (begin.isPresent() && next.isPresent() && next.get().at().isBefore(begin.get().at())) {
            add(Code.TIME, "", second + " " + next.get().at() + ", before it was " + first + " " + begin.get().at(),
                    List.of(begin.get(), next.get()));
        }
    }

    private static Set<String> subjects(List<Statement> statements, Function<Statement, String> key) {
        Set<String> subjects = new TreeSet<>();
        statements.forEach(statement -> subjects.add(key.apply(statement)));
        return subjects;
    }

    private static List<Statement> of(List<Statement> statements, Function<Statement, String> key, String subject) {
        return statements.stream().filter(statement -> key.apply(statement).equals(subject)).toList();
    }

    private static List<Statement> both(List<Statement> one, List<Statement> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static BigDecimal sum(List<Statement> statements) {
        return statements.stream().map(Statement::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String amounts(List<Statement> statements) {
        return String.join(" + ", statements.stream()
                .map(statement -> (statement.quantity().toPlainString() + " " + statement.unit()).strip()).toList());
    }

    private void add(Code code, String subject, String detail, List<?> tellers) {
        List<EventId> events = tellers.stream()
                .map(teller -> teller instanceof Statement statement ? statement.event() : (EventId) teller).distinct().toList();
        findings.add(new Finding(code, subject, detail, events));
    }
}
