package io.weft.units;

import io.weft.event.Unit;
import java.math.BigDecimal;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Converts exactly. A result whose decimal digits end is exact; another is rounded half even to 34 significant digits.
 * Temperatures are absolute in {@link #convert(BigDecimal, Unit, Unit)}: 0 Cel is 273.15 K. A difference of temperatures
 * or a tolerance is converted by {@link #convertDifference}: 1 Cel is 1 K. Safe for use by many threads.
 */
@ProviderType
public interface Units {

    /**
     * The unit of a UCUM code (case sensitive), in whichever of its spellings; a mere annotation such as {@code {vial}} is
     * a count. Empty if the code is no UCUM or no unit of the table is equal to it.
     */
    Optional<Unit> fromUcum(String code);

    /** The unit of a UNECE Rec 20 common code; empty if the table does not have it. */
    Optional<Unit> fromRec20(String code);

    /** The UCUM code of a unit; empty if the table does not have it. */
    Optional<String> toUcum(Unit unit);

    /** Whether the text is a valid UCUM code (case sensitive). */
    boolean isUcum(String code);

    /** Converts an amount or an absolute temperature. @throws UnitException if the units measure different things */
    BigDecimal convert(BigDecimal value, Unit from, Unit to) throws UnitException;

    /** Converts a difference of two values, for example a tolerance. @throws UnitException as {@link #convert} */
    BigDecimal convertDifference(BigDecimal difference, Unit from, Unit to) throws UnitException;

    /**
     * Converts between any two UCUM codes, also those that no Rec 20 code stands for. Temperatures in {@code Cel}
     * and {@code [degF]} are absolute.
     *
     * @throws UnitException if one of them is no UCUM, or they measure different things
     */
    BigDecimal convert(BigDecimal value, String fromUcum, String toUcum) throws UnitException;
}
