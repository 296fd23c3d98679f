package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.engine.template.Execution;
import java.time.LocalDate;

/** {@code code(list, key, at, field)}: what a code of the site stands for at a time; null for a null key. */
final class CodeFunction extends HostFunction {

    CodeFunction() {
        super("code", 4);
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        if (arguments[1].isNull()) {
            return NullNode.instance;
        }
        String list = text(arguments[0], "list");
        String key = scalar(arguments[1], "key");
        Execution execution = Execution.current();
        LocalDate at = execution.day(text(arguments[2], "at"), time -> Times.day(time, "code(at)"));
        String field = text(arguments[3], "field");
        CodeLists.Found found = execution.codeLists().find(list, key, at);
        if (found instanceof CodeLists.Found.Value value) {
            return TextNode.valueOf(value.value());
        }
        String rule = found instanceof CodeLists.Found.NoList
                ? "code list '" + list + "' is not there (etc/io.weft.codelist-" + list + ".cfg)"
                : "code list '" + list + "' has no entry for it that holds on " + at;
        throw rejected("UNKNOWN_CODE", field, key, rule);
    }
}
