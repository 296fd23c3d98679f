package io.weft.fire.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the database itself whether a commit is on disk when it is answered. */
public final class DurabilityCheck {

    private static final List<String> SETTINGS = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Findings findings;

    public DurabilityCheck(Findings findings) {
        this.findings = findings;
    }

    /** Each setting with its value, and how many roles or databases have one of their own. */
    public Map<String, Object> check(Connection store) throws SQLException {
        Map<String, Object> report = new LinkedHashMap<>();
        try (Statement statement = store.createStatement()) {
            for (String setting : SETTINGS) {
                String value = text(statement, "show " + setting);
                findings.expect(value.equals("on"), setting + ": '" + value + "' is not on");
                report.put(setting, value);
            }
            String own = text(statement, "select count(*) from pg_db_role_setting");
            findings.expect(own.equals("0"), own + " roles or databases have settings of their own");
            report.put("settingsOfRoles", own);
        }
        return report;
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
