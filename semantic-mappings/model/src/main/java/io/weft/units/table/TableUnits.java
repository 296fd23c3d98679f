package io.weft.units.table;

import io.weft.event.Unit;
import io.weft.units.UnitException;
import io.weft.units.Units;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Units by the table; UCUM codes that it does not spell are compared with it in UCUM's base units. */
@Component(service = Units.class)
public final class TableUnits implements Units {

    private final UnitTable table;
    private final Ucum ucum;
    private final Map<Ucum.Meaning, Unit> byMeaning;

    @Activate
    public TableUnits() {
        this.table = UnitTable.load();
        this.ucum = new Ucum();
        this.byMeaning = byMeaning(table, ucum);
    }

    private static Map<Ucum.Meaning, Unit> byMeaning(UnitTable table, Ucum ucum) {
        Map<Ucum.Meaning, Unit> units = new HashMap<>();
        for (UnitRow row : table.rows()) {
            if (!row.isScale()) {
                try {
                    units.putIfAbsent(ucum.meaning(row.ucum()), row.unit());
                } catch (UnitException e) {
                    throw new IllegalStateException("units.tsv: " + row.unit(), e);
                }
            }
        }
        return units;
    }

    @Override
    public Optional<Unit> fromUcum(String code) {
        Optional<Unit> spelled = table.row(code).map(UnitRow::unit);
        if (spelled.isPresent() || !ucum.isValid(code)) {
            return spelled;
        }
        try {
            return Optional.ofNullable(byMeaning.get(ucum.meaning(code)));
        } catch (UnitException e) {
            throw new IllegalStateException("'" + code + "' is valid UCUM and cannot be read", e);
        }
    }

    @Override
    public Optional<Unit> fromRec20(String code) {
        return Unit.isCode(code) ? table.row(new Unit(code)).map(UnitRow::unit) : Optional.empty();
    }

    @Override
    public Optional<String> toUcum(Unit unit) {
        return table.row(unit).map(UnitRow::ucum);
    }

    @Override
    public boolean isUcum(String code) {
        return ucum.isValid(code);
    }

    @Override
    public BigDecimal convert(BigDecimal value, Unit from, Unit to) throws UnitException {
        if (from.equals(to)) {
            return value;
        }
        return convert(value, row(from), row(to));
    }

    private static BigDecimal convert(BigDecimal value, UnitRow from, UnitRow to) throws UnitException {
        Ratio factor = factor(from, to);
        return factor.times(value.add(from.zero())).subtract(to.zero());
    }

    @Override
    public BigDecimal convertDifference(BigDecimal difference, Unit from, Unit to) throws UnitException {
        return from.equals(to) ? difference : factor(row(from), row(to)).times(difference);
    }

    @Override
    public BigDecimal convert(BigDecimal value, String fromUcum, String toUcum) throws UnitException {
        Optional<UnitRow> from = table.row(fromUcum);
        Optional<UnitRow> to = table.row(toUcum);
        return from.isPresent() && to.isPresent()
                ? convert(value, from.get(), to.get())
                : ucum.convert(value, fromUcum, toUcum);
    }

    private static Ratio factor(UnitRow from, UnitRow to) throws UnitException {
        if (!from.quantity().equals(to.quantity())) {
            throw new UnitException("unit " + from.unit() + " measures " + from.quantity() + ", " + to.unit() + " measures "
                    + to.quantity());
        }
        return from.factor().dividedBy(to.factor());
    }

    private UnitRow row(Unit unit) throws UnitException {
        return table.row(unit).orElseThrow(() -> new UnitException("unit " + unit + " is not in the table"));
    }
}
