package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.fire.check.Findings;
import io.weft.fire.kill.KillPlan;
import io.weft.fire.kill.KillRun;
import io.weft.fire.ledger.LedgerPlan;
import io.weft.fire.ledger.LedgerRun;
import io.weft.fire.many.InstanceRun;
import io.weft.fire.swap.SwapPlan;
import io.weft.fire.swap.SwapRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The short form of {@code weft fire}: everything has to be right, nothing has to be fast. */
class FireIT {

    private final Path archive = Path.of(System.getProperty("weft.distribution")).normalize();
    private final Path folder = Path.of(System.getProperty("weft.hubs"));
    private final Findings findings = new Findings();

    @Test
    void killedHubLosesNothingThatItAcknowledgedAndDoublesNothing() throws Exception {
        KillPlan plan = KillPlan.brief(ThreadLocalRandom.current().nextInt(1_000_000));
        Map<String, Object> report = new KillRun(plan, archive, folder.resolve("fire-kills"), System.out::println, findings).run();
        assertEquals(List.of(), findings.all(), report::toString);
    }

    @Test
    void adapterMappingAndRouteAreSwappedUnderLoad() throws Exception {
        Map<String, Object> report =
                new SwapRun(SwapPlan.brief(), archive, folder.resolve("fire-swaps"), System.out::println, findings).run();
        assertEquals(List.of(), findings.all(), report::toString);
    }

    @Test
    void everyOfManyInstancesPassesAMessage() throws Exception {
        Map<String, Object> report =
                new InstanceRun(InstanceRun.BRIEF, archive, folder.resolve("fire-instances"), System.out::println, findings).run();
        assertEquals(List.of(), findings.all(), report::toString);
    }

    @Test
    void outagesOfTheLedgerLoseAndDoubleNothing() throws Exception {
        LedgerRun.missing().ifPresent(line -> {
            System.out.println("outagesOfTheLedgerLoseAndDoubleNothing is skipped: " + line);
            assumeTrue(false, line);
        });
        LedgerPlan plan = LedgerPlan.brief(ThreadLocalRandom.current().nextInt(1_000_000));
        Map<String, Object> report =
                new LedgerRun(plan, archive, folder.resolve("fire-ledger"), System.out::println, findings).run();
        assertEquals(List.of(), findings.all(), report::toString);
    }
}
