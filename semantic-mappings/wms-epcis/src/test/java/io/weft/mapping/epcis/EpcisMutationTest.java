package io.weft.mapping.epcis;

import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.Serving;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.tck.mutation.Followed;
import io.weft.tck.mutation.JsonReference;
import io.weft.tck.mutation.JsonSyntax;
import io.weft.tck.mutation.MappingMutationContract;
import io.weft.tck.mutation.Syntax;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EPCIS documents go through as written: every mapped mutant has to hold the events that another reader finds in it. */
class EpcisMutationTest extends MappingMutationContract {

    private static final String DOCUMENT = """
            {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://example.org/"}],
             "type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-03-02T10:00:00.123Z",
             "epcisBody":{"eventList":[
              {"type":"ObjectEvent","eventID":"urn:uuid:3f2b1c00-0000-4000-8000-000000000001",
               "eventTime":"2026-03-02T09:15:42+01:00","eventTimeZoneOffset":"+01:00","action":"OBSERVE",
               "bizStep":"receiving","disposition":"in_progress","readPoint":{"id":"https://id.gs1.org/414/9521321000018"},
               "quantityList":[{"epcClass":"https://id.gs1.org/01/04012345000016/10/L2026-0815","quantity":25.375,"uom":"KGM"}],
               "ex:text":"K\u00f6ln","ex:list":[1,2.50,{}]},
              {"type":"ObjectEvent","eventTime":"2026-03-02T11:30:07.5Z","eventTimeZoneOffset":"+00:00","action":"ADD",
               "bizStep":"commissioning","epcList":["https://id.gs1.org/01/09521321000018/21/S77"],
               "ilmd":{"cbvmda:itemExpirationDate":"2027-08-31"}}]}}
            """;

    private static final int MAXIMUM_DIGITS = 200;

    private final Serving serving = Serving.of(Formats.standard(), List.of(new EpcisMapping()), Map.of());

    @Override
    protected Interpreter interpreter() {
        return new EngineInterpreter(() -> serving);
    }

    @Override
    protected Decoder decoder() {
        return Formats.standard().decoder("epcis-json").orElseThrow();
    }

    @Override
    protected Syntax syntax() {
        return new JsonSyntax();
    }

    @Override
    protected byte[] message() {
        return DOCUMENT.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected List<Followed> followed() {
        return List.of(
                Followed.of("epcisBody.eventList[0].quantityList[0].quantity", "eventList[0].quantityList[0].quantity",
                        List.of("events[0].quantityList[0].quantity"), EpcisMutationTest::quantity));
    }

    /** At most 200 digits, which is the decoder's bound; the zero before a decimal mark is none. */
    private static Optional<Object> quantity(Object value) {
        BigDecimal number = (BigDecimal) value;
        String digits = number.toPlainString().replaceFirst("^-?0\\.", "").replaceAll("[-.]", "");
        return digits.length() > MAXIMUM_DIGITS ? Optional.empty() : Optional.of(number);
    }

    @Override
    protected Optional<Object> events(byte[] payload) {
        Object document = new JsonReference().read(payload).orElseThrow(
                () -> new AssertionError("a document is mapped that is no JSON"));
        Map<?, ?> root = (Map<?, ?>) document;
        List<Object> events = new ArrayList<>();
        if (root.get("epcisBody") instanceof Map<?, ?> body && body.get("eventList") instanceof List<?> list) {
            list.forEach(event -> events.add(whole(root.get("@context"), (Map<?, ?>) event)));
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(Map.of("events", events));
    }

    private static Object whole(Object context, Map<?, ?> event) {
        Map<Object, Object> whole = new LinkedHashMap<>(event);
        whole.remove("eventID");
        List<Object> contexts = new ArrayList<>();
        for (Object part : new Object[] {context, event.get("@context")}) {
            if (part instanceof List<?> several) {
                contexts.addAll(several);
            } else if (part != null) {
                contexts.add(part);
            }
        }
        whole.put("@context", context != null && event.get("@context") != null ? contexts
                : context != null ? context : event.get("@context"));
        return whole;
    }
}
