package io.weft.format.edi;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells an interchange: {@code type} (of its messages, joined by {@code +} where they differ), {@code decimal}, header,
 * {@code messages} and trailer. A message has {@code type}, {@code version}, the header of its group, its own header, its
 * segments, and its trailer; by groups where the type's {@link Shape} is known, else flat as {@code segments}.
 */
final class InterchangeTeller {

    private final Syntax syntax;
    private final Interchange interchange;
    private final List<Rejection> faults;

    InterchangeTeller(Syntax syntax, Interchange interchange) {
        this.syntax = syntax;
        this.interchange = interchange;
        this.faults = new ArrayList<>(interchange.faults());
    }

    /** Every fault, once all is told. */
    List<Rejection> faults() {
        return faults;
    }

    /** Types of the messages, joined by {@code +}. */
    String types() {
        Set<String> types = new LinkedHashSet<>();
        interchange.messages().forEach(message -> types.add(type(message)));
        return String.join("+", types);
    }

    void tell(char decimal, TreeVisitor visitor) throws DecodeException {
        Teller teller = new Teller(visitor);
        visitor.startObject();
        teller.member("type", types());
        teller.member("decimal", String.valueOf(decimal));
        teller.member(interchange.header().tag(), interchange.header());
        visitor.name("messages");
        visitor.startArray();
        for (int i = 0; i < interchange.messages().size(); i++) {
            visitor.startObject();
            message(i, teller);
            visitor.endObject();
        }
        visitor.endArray();
        teller.member(interchange.trailer().tag(), interchange.trailer());
        visitor.endObject();
    }

    private void message(int number, Teller teller) throws DecodeException {
        Interchange.Message message = interchange.messages().get(number);
        teller.member("type", type(message));
        teller.member("version", version(message));
        if (message.group().isPresent()) {
            teller.member(message.group().get().tag(), message.group().get());
        }
        teller.member(message.header().tag(), message.header());
        Optional<Shape> shape = Shape.of(type(message));
        if (shape.isPresent()) {
            teller.members(Grouping.of(shape.get(), message.body(), "messages[" + number + "]", faults));
        } else {
            teller.segments(message.body());
        }
        teller.member(message.trailer().tag(), message.trailer());
    }

    private String type(Interchange.Message message) {
        return switch (syntax) {
            case EDIFACT -> message.header().element(2);
            case X12 -> message.header().element(1);
        };
    }

    private String version(Interchange.Message message) {
        return switch (syntax) {
            case EDIFACT -> message.header().elements().getOrDefault("UNH02_2", "") + "."
                    + message.header().elements().getOrDefault("UNH02_3", "");
            case X12 -> message.group().map(group -> group.element(8)).orElse("");
        };
    }
}
