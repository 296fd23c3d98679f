package io.weft.units.table;

import io.weft.event.Unit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units that Weft knows by UNECE Rec 20 code ({@code units.tsv}). */
final class UnitTable {

    private final Map<Unit, UnitRow> byUnit = new LinkedHashMap<>();
    private final Map<String, UnitRow> byUcum = new LinkedHashMap<>();

    private UnitTable() {
    }

    static UnitTable load() {
        UnitTable table = new UnitTable();
        try (InputStream resource = UnitTable.class.getResourceAsStream("units.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).map(UnitRow::of).forEach(table::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private void add(UnitRow row) {
        if (byUnit.put(row.unit(), row) != null) {
            throw new IllegalStateException("units.tsv has " + row.unit() + " twice");
        }
        byUcum.putIfAbsent(row.ucum(), row);
    }

    Optional<UnitRow> row(Unit unit) {
        return Optional.ofNullable(byUnit.get(unit));
    }

    Optional<UnitRow> row(String ucum) {
        return Optional.ofNullable(byUcum.get(ucum));
    }

    List<UnitRow> rows() {
        return List.copyOf(byUnit.values());
    }
}
