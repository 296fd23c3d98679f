package io.weft.engine.function;

import io.weft.event.Unit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.ServiceLoader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Units of the model's table, and SAP's names for them. */
@Component(service = Units.class)
public final class ModelUnits implements Units {

    private final io.weft.units.Units units;

    @Activate
    public ModelUnits(@Reference io.weft.units.Units units) {
        this.units = units;
    }

    /** Outside OSGi: the table that stands on the class path. */
    public static ModelUnits ofClassPath() {
        return new ModelUnits(ServiceLoader.load(io.weft.units.Units.class).findFirst().orElseThrow(
                () -> new IllegalStateException("weft-model is not on the class path")));
    }

    @Override
    public String code(String text, String system) throws UnitException {
        Optional<String> code = switch (system) {
            case "UCUM" -> units.fromUcum(text).map(Unit::code);
            case "UNECE" -> units.fromRec20(text).map(Unit::code);
            case "SAP" -> SapUnits.code(text);
            default -> throw new UnitException("is of system '" + system + "', not UCUM, UNECE or SAP");
        };
        return code.orElseThrow(() -> new UnitException("is no unit of " + system + " that is known"));
    }

    @Override
    public BigDecimal convert(BigDecimal value, String from, String to) throws UnitException {
        try {
            return units.convert(value, unit(from), unit(to));
        } catch (io.weft.units.UnitException e) {
            throw new UnitException(e.getMessage());
        }
    }

    @Override
    public BigDecimal convertDifference(BigDecimal value, String from, String to) throws UnitException {
        try {
            return units.convertDifference(value, unit(from), unit(to));
        } catch (io.weft.units.UnitException e) {
            throw new UnitException(e.getMessage());
        }
    }

    private Unit unit(String code) throws UnitException {
        return units.fromRec20(code).orElseThrow(() -> new UnitException("'" + code + "' is no UNECE Rec 20 code"));
    }
}
