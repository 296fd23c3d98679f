package io.weft.mapping.berlinger;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * {@code berlinger-txt}: the text export of Berlinger's loggers (Fridge-tag, Q-tag), UTF-8. Names and values, several to a
 * line, nested by spaces; {@code Data} is a table by tabs, told as {@code [{"line": n, "cells": [text..]}..]} with its
 * heading first. It has no envelope.
 */
@Component
public final class BerlingerDecoder implements Decoder {

    private static final String FIRST = "Device: ";
    private static final Pattern LINE_END = Pattern.compile("\r\n|\n");
    private static final Pattern PAIR_END = Pattern.compile(", ");
    private static final int DEEPEST = 8;

    @Override
    public String format() {
        return "berlinger-txt";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        String text = text(payload, charset.orElse(StandardCharsets.UTF_8));
        if (!text.startsWith(FIRST)) {
            throw refused(1, text.lines().findFirst().orElse(""), "the first line begins with '" + FIRST + "'");
        }
        Lines lines = new Lines(List.of(LINE_END.split(text)));
        object(lines, 0, visitor);
        if (!lines.isAtEnd()) {
            throw refused(lines.number(), lines.line(), "the line is indented deeper than what it belongs to");
        }
        return new Envelope(Optional.empty(), "");
    }

    private static String text(byte[] payload, Charset charset) throws DecodeException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException e) {
            throw new DecodeException(Rejection.user("UNDECODABLE", "", "", "the file is not " + charset.name()));
        }
    }

    private static void object(Lines lines, int depth, TreeVisitor visitor) throws DecodeException {
        if (depth > DEEPEST) {
            throw refused(lines.number(), lines.line(), "nesting is at most " + DEEPEST + " deep");
        }
        visitor.startObject();
        while (!lines.isAtEnd() && lines.depth() == depth) {
            String line = lines.line().strip();
            int number = lines.number();
            lines.next();
            boolean nests = !lines.isAtEnd() && lines.depth() > depth;
            if (nests) {
                if (!line.endsWith(":")) {
                    throw refused(number, line, "a name without a value stands before deeper lines");
                }
                visitor.name(line.substring(0, line.length() - 1));
                if (lines.isTable()) {
                    table(lines, visitor);
                } else {
                    object(lines, depth + 1, visitor);
                }
            } else {
                pairs(line, number, visitor);
            }
        }
        visitor.endObject();
    }

    private static void pairs(String line, int number, TreeVisitor visitor) throws DecodeException {
        String[] parts = PAIR_END.split(line);
        boolean allPairs = List.of(parts).stream().allMatch(part -> part.contains(": ") || part.endsWith(":"));
        for (String part : allPairs ? parts : new String[] {line}) {
            int colon = part.indexOf(": ");
            if (colon < 0 && !part.endsWith(":")) {
                throw refused(number, part, "a name is followed by a colon");
            }
            visitor.name(colon < 0 ? part.substring(0, part.length() - 1) : part.substring(0, colon));
            visitor.text(colon < 0 ? "" : part.substring(colon + 2));
        }
    }

    private static void table(Lines lines, TreeVisitor visitor) throws DecodeException {
        visitor.startArray();
        while (!lines.isAtEnd() && lines.isTable()) {
            visitor.startObject();
            visitor.name("line");
            visitor.number(BigDecimal.valueOf(lines.number()));
            visitor.name("cells");
            visitor.startArray();
            for (String cell : lines.line().substring(1).split("\t", -1)) {
                visitor.text(cell);
            }
            visitor.endArray();
            visitor.endObject();
            lines.next();
        }
        visitor.endArray();
    }

    private static DecodeException refused(int line, String value, String rule) {
        return new DecodeException(Rejection.user("NOT_BERLINGER", "line " + line, value, rule));
    }

    /** A place in the file. */
    private static final class Lines {

        private final List<String> lines;
        private int index;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        boolean isAtEnd() {
            return index == lines.size();
        }

        String line() {
            return lines.get(index);
        }

        int number() {
            return index + 1;
        }

        void next() {
            index++;
        }

        boolean isTable() {
            return line().startsWith("\t");
        }

        /** A table is deeper than anything. */
        int depth() {
            int spaces = 0;
            while (spaces < line().length() && line().charAt(spaces) == ' ') {
                spaces++;
            }
            return isTable() ? Integer.MAX_VALUE : spaces;
        }
    }
}
