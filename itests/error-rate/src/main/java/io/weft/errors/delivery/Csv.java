package io.weft.errors.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated values (RFC 4180) whose first row names the columns. */
final class Csv {

    private final String text;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private StringBuilder field = new StringBuilder();

    private Csv(String text) {
        this.text = text;
    }

    static List<Map<String, String>> read(String text) {
        Csv csv = new Csv(text);
        csv.parse();
        List<String> names = csv.rows.get(0);
        List<Map<String, String>> records = new ArrayList<>();
        for (List<String> row : csv.rows.subList(1, csv.rows.size())) {
            if (row.size() != names.size()) {
                throw new IllegalArgumentException("row " + (records.size() + 2) + " has " + row.size() + " fields, the first row has "
                        + names.size());
            }
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), row.get(i).strip());
            }
            records.add(named);
        }
        return records;
    }

    private void parse() {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quoted && letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && letter == ',') {
                endField();
            } else if (!quoted && letter == '\n') {
                endRow();
            } else if (quoted || letter != '\r') {
                field.append(letter);
            }
        }
        if (field.length() > 0 || !row.isEmpty()) {
            endRow();
        }
    }

    private void endField() {
        row.add(field.toString());
        field = new StringBuilder();
    }

    private void endRow() {
        endField();
        rows.add(row);
        row = new ArrayList<>();
    }
}
