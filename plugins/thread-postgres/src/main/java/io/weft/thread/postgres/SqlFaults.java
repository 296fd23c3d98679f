package io.weft.thread.postgres;

import java.sql.SQLException;
import java.util.Set;

/** Tells faults apart by their SQLSTATE (PostgreSQL, appendix A). */
final class SqlFaults {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> CONCURRENT = Set.of(
            UNIQUE_VIOLATION, // another transaction stored the same identity since this one looked
            "40001", // serialization_failure
            "40P01"); // deadlock_detected
    private static final Set<String> DATA_CLASSES = Set.of(
            "22", // data exception
            "23", // integrity constraint violation
            "54"); // program limit exceeded

    private SqlFaults() {
    }

    static boolean unique(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** Another transaction was in the way: the same work has a chance if it starts again. */
    static boolean another(SQLException e) {
        return e.getSQLState() != null && CONCURRENT.contains(e.getSQLState());
    }

    /** It took longer than it was allowed to (query_canceled). */
    static boolean cancelled(SQLException e) {
        return "57014".equals(e.getSQLState());
    }

    /** The database will not have the data, however often it is asked. */
    static boolean refused(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.length() == 5 && DATA_CLASSES.contains(state.substring(0, 2))
                && !UNIQUE_VIOLATION.equals(state);
    }

    static String reason(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "PostgreSQL " + (e.getSQLState() == null ? "" : e.getSQLState() + " ") + "cannot commit now: "
                + (root == e ? e.getMessage() : e.getMessage() + ": " + root.getMessage());
    }
}
