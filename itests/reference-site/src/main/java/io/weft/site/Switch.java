package io.weft.site;

import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilter;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilterContext;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** What a client writes into a Boolean goes to the equipment first, which may not be ready for it. */
final class Switch implements AttributeFilter {

    private final Predicate<Boolean> equipment;

    /** @param equipment does what is asked, or says that it does not */
    Switch(Predicate<Boolean> equipment) {
        this.equipment = equipment;
    }

    @Override
    public void writeAttribute(AttributeFilterContext context, AttributeId attribute, Object value) throws UaException {
        if (attribute == AttributeId.Value) {
            if (!(value instanceof DataValue written) || !(written.value().value() instanceof Boolean wanted)) {
                throw new UaException(StatusCodes.Bad_TypeMismatch);
            }
            if (!equipment.test(wanted)) {
                throw new UaException(StatusCodes.Bad_InvalidState);
            }
        }
        context.writeAttribute(attribute, value);
    }
}
