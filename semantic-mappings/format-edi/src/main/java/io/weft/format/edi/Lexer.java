package io.weft.format.edi;

import io.weft.mapping.DecodeException;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** From text to segments, with StAEDI: delimiters as the interchange declares them. */
final class Lexer {

    private final UnaryOperator<String> meaning;
    private final List<Segment> segments = new ArrayList<>();
    private Segment open;
    private int parts;
    private boolean ended;

    private Lexer(UnaryOperator<String> meaning) {
        this.meaning = meaning;
    }

    /** @throws DecodeException if the text is no interchange, or more than one */
    static List<Segment> read(Syntax syntax, String text) throws DecodeException {
        return switch (syntax) {
            case EDIFACT -> {
                Released released = Released.of(text);
                yield read(released.text(), released::shown);
            }
            case X12 -> read(text, UnaryOperator.identity());
        };
    }

    private static List<Segment> read(String text, UnaryOperator<String> meaning) throws DecodeException {
        Lexer lexer = new Lexer(meaning);
        EDIInputFactory factory = EDIInputFactory.newFactory();
        // The envelopes are checked by EnvelopeReader, which says what it counted.
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, false);
        factory.setProperty(EDIInputFactory.EDI_NEST_HIERARCHICAL_LOOPS, false);
        // The parser takes one byte at a time and knows no character beyond the basic plane: it is given the bytes of
        // UTF-8, all delimiters being ASCII, and what it returns is put together again.
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (EDIStreamReader reader = factory.createEDIStreamReader(new ByteArrayInputStream(utf8), "ISO-8859-1")) {
            while (reader.hasNext()) {
                lexer.take(reader.next(), reader);
            }
        } catch (EDIStreamException e) {
            // The parser keeps a component in a buffer of its own.
            throw e.getCause() instanceof BufferOverflowException
                    ? Faults.tooLong("segment " + e.getLocation().getSegmentPosition() + " " + e.getLocation().getSegmentTag())
                    : notWellFormed(lexer, e);
        } catch (IOException | RuntimeException e) {
            // The parser answers some malformed texts with exceptions of the language; none is the hub's own fault.
            throw notWellFormed(lexer, e);
        }
        return lexer.segments;
    }

    private static DecodeException notWellFormed(Lexer lexer, Exception cause) {
        return Faults.undecodable(lexer.place(), "", "is not well formed: " + cause.getMessage());
    }

    private String place() {
        return segments.isEmpty() ? "" : "after segment " + segments.get(segments.size() - 1).position() + " "
                + segments.get(segments.size() - 1).tag();
    }

    private void take(EDIStreamEvent event, EDIStreamReader reader) throws DecodeException {
        switch (event) {
            case START_INTERCHANGE -> {
                if (ended) {
                    throw Faults.undecodable(place(), "", "a message is one interchange; another one follows");
                }
            }
            case END_INTERCHANGE -> ended = true;
            case START_SEGMENT -> start(reader.getText(), reader.getLocation());
            case ELEMENT_DATA -> element(meaning.apply(text(reader)), reader.getLocation());
            case END_SEGMENT -> segments.add(open);
            case SEGMENT_ERROR, ELEMENT_DATA_ERROR, ELEMENT_OCCURRENCE_ERROR -> throw Faults.undecodable(
                    place(), reader.hasText() ? reader.getText() : "", "is not well formed: " + reader.getErrorType());
            case ELEMENT_DATA_BINARY -> throw Faults.undecodable(place(), "", "binary data is not read");
            case START_COMPOSITE, END_COMPOSITE, START_GROUP, END_GROUP, START_TRANSACTION, END_TRANSACTION, START_LOOP,
                    END_LOOP -> { }
        }
    }

    private static String text(EDIStreamReader reader) {
        return new String(reader.getText().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void start(String tag, Location location) throws DecodeException {
        Faults.requireParts(++parts);
        open = new Segment(tag, location.getSegmentPosition(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private void element(String text, Location location) throws DecodeException {
        Faults.requireParts(++parts);
        if (text.isEmpty()) {
            return;
        }
        int number = location.getElementPosition();
        String name = Segment.name(open.tag(), number, Math.max(location.getComponentPosition(), 1));
        if (location.getElementOccurrence() <= 1) {
            open.elements().put(name, text);
            return;
        }
        List<Map<String, String>> repetitions = open.repeated()
                .computeIfAbsent(Segment.name(open.tag(), number, 1), element -> new ArrayList<>());
        while (repetitions.size() < location.getElementOccurrence() - 1) {
            Faults.requireParts(++parts);
            repetitions.add(new LinkedHashMap<>());
        }
        repetitions.get(location.getElementOccurrence() - 2).put(name, text);
    }
}
