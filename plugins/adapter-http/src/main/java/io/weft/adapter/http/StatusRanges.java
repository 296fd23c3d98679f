package io.weft.adapter.http;

import io.weft.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP status codes as {@code 200-299,404}. */
record StatusRanges(List<Range> ranges) {

    private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

    record Range(int from, int to) {
    }

    static StatusRanges of(String key, String otherwise, Settings settings) {
        List<Range> ranges = new ArrayList<>();
        for (String item : settings.list(key, otherwise)) {
            Matcher range = RANGE.matcher(item);
            if (range.matches()) {
                int from = Integer.parseInt(range.group(1));
                ranges.add(new Range(from, range.group(2) == null ? from : Integer.parseInt(range.group(2))));
            } else {
                settings.fault(key, item, "is not a status code or a range of them, as 200-299");
            }
        }
        return new StatusRanges(ranges);
    }

    boolean contain(int status) {
        return ranges.stream().anyMatch(range -> range.from <= status && status <= range.to);
    }
}
