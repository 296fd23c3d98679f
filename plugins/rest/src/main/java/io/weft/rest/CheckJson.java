package io.weft.rest;

import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a check found, as JSON. */
final class CheckJson {

    private CheckJson() {
    }

    static Map<String, Object> of(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", finding.code().name());
        json.put("table", finding.table());
        json.put("record", finding.record());
        json.put("field", finding.field());
        json.put("found", finding.found());
        json.put("expected", finding.expected());
        return json;
    }

    /** What only its end tells. */
    static Map<String, Object> end(CheckReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("began", report.began().toString());
        json.put("ended", report.ended().toString());
        json.put("different", report.different());
        Map<String, Object> uncovered = new LinkedHashMap<>();
        uncovered.put("pending", report.uncovered().pending());
        uncovered.put("unsigned", report.uncovered().unsigned());
        report.uncovered().oldest().ifPresent(oldest -> uncovered.put("oldest", oldest.toString()));
        json.put("uncovered", uncovered);
        json.put("notChecked", report.notChecked());
        return json;
    }
}
