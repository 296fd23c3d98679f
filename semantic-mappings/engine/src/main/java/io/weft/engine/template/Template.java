package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import io.weft.engine.function.CodeLists;
import io.weft.event.Rejection;
import java.util.ArrayList;
import java.util.List;

/** A compiled template. Immutable; run by many threads. */
public final class Template {

    private final String name;
    private final Expression expression;

    Template(String name, Expression expression) {
        this.name = name;
        this.expression = expression;
    }

    /**
     * @throws RejectSignal if the template rejects the message, fails, or reaches a bound
     * @throws IgnoreSignal if the template leaves the message aside
     */
    public JsonNode apply(JsonNode input, CodeLists codeLists) {
        Execution execution = new Execution(codeLists);
        try {
            JsonNode output = run(input, execution);
            if (!execution.faults().isEmpty()) {
                throw new RejectSignal(execution.faults());
            }
            return output;
        } catch (IgnoreSignal e) {
            throw execution.faults().isEmpty() ? e : new RejectSignal(execution.faults());
        }
    }

    /** What ends the run is told after what was noted before. */
    private JsonNode run(JsonNode input, Execution execution) {
        try {
            return ended(input, execution);
        } catch (RejectSignal e) {
            List<Rejection> all = new ArrayList<>(execution.faults());
            all.addAll(e.rejections());
            throw new RejectSignal(all);
        }
    }

    private JsonNode ended(JsonNode input, Execution execution) {
        Execution.begin(execution);
        try {
            return expression.apply(input);
        } catch (JsltException e) {
            throw RejectSignal.faulty(name, "", oneLine(e.getMessage()));
        } catch (StackOverflowError e) {
            throw RejectSignal.faulty(name, "", "is nested too deep to be run");
        } catch (RejectSignal | IgnoreSignal e) {
            throw e;
        } catch (RuntimeException e) {
            // JSLT's own functions throw what Java gives them, for example on an index out of range
            throw RejectSignal.faulty(name, "", oneLine(e.toString()));
        } finally {
            Execution.end();
        }
    }

    private static String oneLine(String message) {
        return message == null ? "failed" : message.strip().replace('\n', ' ');
    }
}
