package io.weft.rest;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.SelfCheck;
import io.weft.thread.StoreUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A check that somebody asked for, while it runs and after: it may take longer than any request. */
final class CheckJob implements CheckListener {

    private final String id = UUID.randomUUID().toString();
    private final Map<Kind, Long> checked = new EnumMap<>(Kind.class);
    private final List<Finding> findings = new ArrayList<>();
    private CheckReport report;
    private String failure = "";
    private volatile boolean stopped;

    String id() {
        return id;
    }

    /** In a thread of its own. */
    void start(SelfCheck check, CheckScope scope) {
        Thread thread = new Thread(() -> run(check, scope), "weft-fsck");
        thread.setDaemon(true);
        thread.start();
    }

    void run(SelfCheck check, CheckScope scope) {
        try {
            ended(check.check(scope, this), "");
        } catch (StoreUnavailableException e) {
            ended(null, "the store: " + e.getMessage());
        } catch (RuntimeException e) {
            // Whoever asked has to know that nothing was shown.
            ended(null, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (Error e) {
            // A job that seems to run for ever would keep every other from beginning.
            ended(null, e.toString());
            throw e;
        }
    }

    private synchronized void ended(CheckReport done, String why) {
        report = done;
        failure = why;
    }

    synchronized boolean runs() {
        return report == null && failure.isEmpty();
    }

    void stop() {
        stopped = true;
    }

    @Override
    public synchronized void checked(Kind kind, long number) {
        checked.put(kind, number);
    }

    @Override
    public synchronized void found(Finding finding, CheckScope.Subject at) {
        findings.add(finding);
    }

    @Override
    public boolean goOn() {
        return !stopped;
    }

    /** @param after findings that the caller knows already */
    synchronized Map<String, Object> json(int after) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("state", runs() ? "RUNNING" : failure.isEmpty() ? "DONE" : "FAILED");
        Map<String, Object> numbers = new LinkedHashMap<>();
        checked.forEach((kind, number) -> numbers.put(kind.name(), number));
        json.put("checked", numbers);
        json.put("findings", findings.stream().skip(after).map(CheckJson::of).toList());
        json.put("next", findings.size());
        if (report != null) {
            json.putAll(CheckJson.end(report));
        }
        if (!failure.isEmpty()) {
            json.put("failure", failure);
        }
        return json;
    }
}
