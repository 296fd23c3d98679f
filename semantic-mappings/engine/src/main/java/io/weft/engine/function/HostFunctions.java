package io.weft.engine.function;

import com.schibsted.spt.data.jslt.Function;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Every function that a template may call besides JSLT's own. */
public final class HostFunctions {

    private HostFunctions() {
    }

    public static List<Function> of(SourceStyle style, Units units) {
        List<Function> functions = new ArrayList<>(List.of(
                new DecimalFunction(style), new DateTimeFunction(style), new OffsetFunction(), new CodeFunction(),
                new RequiredFunction(), new RejectFunction(), new IgnoreFunction(), new HashFunction(),
                new ArithmeticFunction("add", BigDecimal::add),
                new ArithmeticFunction("subtract", BigDecimal::subtract),
                new ArithmeticFunction("multiply", BigDecimal::multiply)));
        functions.addAll(KeyFunctions.all());
        functions.addAll(UnitFunctions.all(units));
        return List.copyOf(functions);
    }
}
