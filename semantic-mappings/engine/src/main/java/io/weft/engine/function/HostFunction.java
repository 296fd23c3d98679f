package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import io.weft.engine.template.Execution;
import io.weft.engine.template.RejectSignal;
import io.weft.event.Rejection;

/** A function that a template may call. Its argument {@code field} names the place in the source's own terms. */
public abstract class HostFunction implements Function {

    /** Characters of a text that any function may look through unmetered. */
    private static final int SHORT = 256;

    private final String name;
    private final int minimumArguments;
    private final int maximumArguments;

    protected HostFunction(String name, int arguments) {
        this(name, arguments, arguments);
    }

    protected HostFunction(String name, int minimumArguments, int maximumArguments) {
        this.name = name;
        this.minimumArguments = minimumArguments;
        this.maximumArguments = maximumArguments;
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final int getMinArguments() {
        return minimumArguments;
    }

    @Override
    public final int getMaxArguments() {
        return maximumArguments;
    }

    @Override
    public final JsonNode call(JsonNode input, JsonNode[] arguments) {
        for (JsonNode argument : arguments) {
            if (argument.isTextual() && argument.textValue().length() > SHORT) {
                Execution.current().chargeText(argument.textValue().length());
            }
        }
        return call(arguments);
    }

    /** @param arguments never Java's null: JSON's null stands for what is absent */
    protected abstract JsonNode call(JsonNode[] arguments);

    /** @throws RejectSignal if the argument is no text, which is the template's fault */
    protected final String text(JsonNode argument, String parameter) {
        if (!argument.isTextual()) {
            throw RejectSignal.faulty(name + "(" + parameter + ")", Texts.shown(argument), "must be a text");
        }
        return argument.textValue();
    }

    /** A text, or a number or boolean as the text that stood in the message. */
    protected final String scalar(JsonNode argument, String parameter) {
        if (argument.isContainerNode() || argument.isNull()) {
            throw RejectSignal.faulty(name + "(" + parameter + ")", Texts.shown(argument),
                    "must be a text, number or boolean");
        }
        return Texts.of(argument);
    }

    protected final RejectSignal rejected(String code, String field, String value, String rule) {
        return new RejectSignal(Rejection.user(code, field, value, rule));
    }
}
