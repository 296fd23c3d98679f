package io.weft.format.edi;

import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.event.Rejection;
import io.weft.mapping.Acknowledger;
import io.weft.mapping.DecodeException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * States what became of an interchange, for CONTRL and 997, to the systems that are configured. An interchange that cannot
 * be read has nobody to address and is not answered so; acknowledgements are not acknowledged.
 */
@Component(configurationPid = "io.weft.format.edi.acknowledgement", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EdiAcknowledger implements Acknowledger {

    private static final Set<String> ACKNOWLEDGEMENTS = Set.of("CONTRL", "997", "999");

    private final Set<String> systems;

    /** Configuration of {@code io.weft.format.edi.acknowledgement}. */
    public @interface Configuration {
        /** Names of the systems whose interchanges are acknowledged, by comma. */
        String systems() default "";
    }

    @Activate
    public EdiAcknowledger(Configuration configuration) {
        systems = Stream.of(configuration.systems().split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Map<String, ?>> acknowledgement(RawMessage message, Outcome outcome, List<Rejection> reasons) {
        if (!systems.contains(message.system())) {
            return Optional.empty();
        }
        return switch (message.format()) {
            case "edifact" -> statement(message, Syntax.EDIFACT, outcome, reasons);
            case "x12" -> statement(message, Syntax.X12, outcome, reasons);
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, ?>> statement(RawMessage message, Syntax syntax, Outcome outcome,
            List<Rejection> reasons) {
        Interchange interchange;
        try {
            interchange = read(syntax, message.payload());
        } catch (DecodeException unreadable) {
            return Optional.empty();
        }
        boolean chatter = interchange.messages().stream()
                .allMatch(part -> ACKNOWLEDGEMENTS.contains(type(syntax, part.header())));
        if (chatter) {
            return Optional.empty();
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("type", "Acknowledgement");
        statement.put("at", message.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        statement.put("format", message.format());
        statement.put("outcome", outcome == Outcome.QUARANTINED ? "rejected" : "accepted");
        statement.put("interchange", interchange.header().elements());
        statement.put("groups", groups(syntax, interchange));
        statement.put("reasons", reasons.stream().map(EdiAcknowledger::reason).toList());
        return Optional.of(statement);
    }

    /** Only the envelopes are of interest, which are ASCII: any charset that keeps ASCII reads them. */
    private static Interchange read(Syntax syntax, byte[] payload) throws DecodeException {
        Faults.requireSize(payload);
        Charset any = StandardCharsets.ISO_8859_1;
        List<Segment> segments = Lexer.read(syntax, new String(payload, any).strip());
        segments.stream().filter(segment -> segment.tag().equals("ISA")).findFirst()
                .ifPresent(header -> header.elements().replaceAll((name, value) -> value.stripTrailing()));
        boolean advised = !segments.isEmpty() && segments.get(0).tag().equals("UNA");
        return EnvelopeReader.read(syntax, advised ? segments.subList(1, segments.size()) : segments);
    }

    private static String type(Syntax syntax, Segment header) {
        return header.element(syntax == Syntax.EDIFACT ? 2 : 1);
    }

    private static List<Map<String, ?>> groups(Syntax syntax, Interchange interchange) {
        Map<Optional<Segment>, List<Map<String, String>>> messages = new LinkedHashMap<>();
        interchange.messages().forEach(message -> messages.computeIfAbsent(message.group(), group -> new ArrayList<>())
                .add(Map.of("type", type(syntax, message.header()),
                        "reference", message.header().element(syntax.message().reference()))));
        List<Map<String, ?>> groups = new ArrayList<>();
        messages.forEach((group, parts) -> groups.add(Map.of("messages", parts,
                "header", group.map(Segment::elements).orElse(Map.of()))));
        return groups;
    }

    private static Map<String, String> reason(Rejection reason) {
        return Map.of("code", reason.code(), "field", reason.field(), "value", reason.value(), "rule", reason.rule());
    }
}
