package io.weft.units.table;

import io.weft.event.Unit;
import java.math.BigDecimal;

/**
 * One unit of the table: value in the base unit = (value + zero) x factor.
 *
 * @param ucum     case sensitive UCUM code
 * @param quantity what it measures
 * @param base     UCUM code of the quantity's base unit
 */
record UnitRow(Unit unit, String ucum, String quantity, String base, Ratio factor, BigDecimal zero) {

    static UnitRow of(String line) {
        String[] columns = line.split("\t", -1);
        return new UnitRow(new Unit(columns[0]), columns[1], columns[2], columns[3], Ratio.of(columns[4]),
                new BigDecimal(columns[5]));
    }

    /** Whether its zero is another than that of the base unit, as that of a temperature scale is. */
    boolean isScale() {
        return zero.signum() != 0;
    }
}
