package io.weft.format.idoc.flat;

import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file into records: by lines where there are line feeds, else by the records' fixed lengths, 524 for the control
 * record EDI_DC40 and 1,063 for a data record EDI_DD40. Spaces at the end of a line may be missing.
 */
final class FlatIdoc {

    static final int CONTROL_LENGTH = 524;
    static final int RECORD_LENGTH = 1063;
    /** Where the fields of a data record's segment start, and how long they are together. */
    static final int DATA_OFFSET = 63;
    static final int DATA_LENGTH = RECORD_LENGTH - DATA_OFFSET;
    private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;
    private static final int MAXIMUM_RECORDS = 100_000;

    private FlatIdoc() {
    }

    static List<FlatRecord> records(byte[] payload, Charset charset, boolean byBytes) throws DecodeException {
        if (payload.length > MAXIMUM_BYTES) {
            throw bound("PAYLOAD_TOO_LARGE", payload.length, "an IDoc has at most " + MAXIMUM_BYTES + " bytes");
        }
        List<FlatRecord> records = byBytes ? bytes(payload, charset)
                : characters(FlatRecord.decode(payload, 0, payload.length, charset, ""));
        for (FlatRecord record : records) {
            if (record.length() > (record == records.get(0) ? CONTROL_LENGTH : RECORD_LENGTH)) {
                throw FlatRecord.refused("", Integer.toString(record.length()), "a control record has " + CONTROL_LENGTH
                        + " and a data record " + RECORD_LENGTH + " positions; is the code page right?");
            }
        }
        return records;
    }

    private static List<FlatRecord> characters(String text) throws DecodeException {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<FlatRecord> records = new ArrayList<>();
        if (content.indexOf('\n') >= 0) {
            for (String line : content.split("\r?\n")) {
                add(new FlatRecord.Characters(line), line.isBlank(), records);
            }
            return records;
        }
        for (int from = 0; from < content.length();) {
            int end = Math.min(content.length(), from + (records.isEmpty() ? CONTROL_LENGTH : RECORD_LENGTH));
            String line = content.substring(from, end);
            add(new FlatRecord.Characters(line), line.isBlank(), records);
            from = end;
        }
        return records;
    }

    private static List<FlatRecord> bytes(byte[] payload, Charset charset) throws DecodeException {
        List<FlatRecord> records = new ArrayList<>();
        boolean lines = false;
        for (byte octet : payload) {
            lines |= octet == '\n';
        }
        for (int from = 0; from < payload.length;) {
            int end = from;
            int limit = lines ? payload.length
                    : Math.min(payload.length, from + (records.isEmpty() ? CONTROL_LENGTH : RECORD_LENGTH));
            while (end < limit && !(lines && payload[end] == '\n')) {
                end++;
            }
            int length = end - from - (lines && end > from && payload[end - 1] == '\r' ? 1 : 0);
            add(new FlatRecord.Bytes(payload, from, length, charset), length == 0, records);
            from = lines ? end + 1 : end;
        }
        return records;
    }

    private static void add(FlatRecord record, boolean blank, List<FlatRecord> records) throws DecodeException {
        if (!blank) {
            records.add(record);
        }
        if (records.size() > MAXIMUM_RECORDS) {
            throw bound("TOO_MANY_VALUES", records.size(), "an IDoc has at most " + MAXIMUM_RECORDS + " records");
        }
    }

    private static DecodeException bound(String code, int value, String rule) {
        return new DecodeException(new Rejection(code, ErrorClass.RESOURCES, "", Integer.toString(value), rule));
    }
}
