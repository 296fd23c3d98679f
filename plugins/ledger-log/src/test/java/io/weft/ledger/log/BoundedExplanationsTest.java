package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.StoredRecords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where thousands of records differ, not each of them has all tiles read for it. */
class BoundedExplanationsTest {

    @TempDir
    Path folder;

    @Test
    void everyDifferenceIsNamedAndSomeAreExplained() throws Exception {
        try (FilledStore filled = new FilledStore(folder)) {
            filled.alter("delete from leaf");
            AtomicInteger explained = new AtomicInteger();
            StoredRecords records = filled.records();
            StoredRecords counting = (StoredRecords) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {StoredRecords.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("indexOf")) {
                            explained.incrementAndGet();
                        }
                        try {
                            return method.invoke(records, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            CheckReport report = filled.check(counting).check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE);
            assertTrue(explained.get() > 0 && explained.get() <= 100, explained::toString);
            assertEquals(explained.get(), report.findings().stream().filter(found -> found.table().equals("leaf")
                    && found.expected().startsWith("record ")).count());
            assertEquals(2 * FilledStore.MESSAGES + 3 - explained.get(), report.findings().stream()
                    .filter(found -> found.expected().equals("a record with a place in the log")).count());
        }
    }
}
