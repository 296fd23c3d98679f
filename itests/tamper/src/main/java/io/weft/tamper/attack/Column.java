package io.weft.tamper.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A column that is attacked.
 *
 * @param kind   what it is part of, in the report
 * @param fields how a finding may name it: exactly, or by its beginning where it has parts
 * @param covers what is changed with it in the same row
 */
public record Column(String kind, String name, Form form, List<String> fields, List<Cover> covers) {

    /**
     * A check beside the column that its attacker makes fit, or takes away.
     *
     * @param column of binary values
     * @param sql    its value, with {@code %s} for the attacked column's
     */
    record Cover(String column, String sql) {
    }

    static Column of(String kind, String name, Form form, String... further) {
        List<String> fields = new ArrayList<>(List.of(name));
        fields.addAll(Arrays.asList(further));
        return new Column(kind, name, form, List.copyOf(fields), List.of());
    }

    /** The same without the row's seal, so that it is the evidence that has to find it. */
    Column unsealed() {
        return with(new Cover("seal", "null"));
    }

    /** The same, with a digest of it that fits. */
    Column digested(String digest) {
        return with(new Cover(digest, "sha256(%s)"));
    }

    private Column with(Cover cover) {
        List<Cover> all = new ArrayList<>(covers);
        all.add(cover);
        return new Column(kind, name, form, fields, List.copyOf(all));
    }

    /** As the report counts it. */
    String place(String table) {
        return table + "." + name + (covers.isEmpty() ? "" : ", by the log's evidence alone");
    }
}
