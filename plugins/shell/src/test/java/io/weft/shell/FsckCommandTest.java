package io.weft.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FsckCommandTest {

    private FsckCommand command;

    @BeforeEach
    void newCommand() {
        command = new FsckCommand();
    }

    @Test
    void aSampleOfAThousandUnlessTold() {
        assertEquals(new CheckScope.Sample(1_000, Optional.empty()), command.scope());
        command.sample = 7;
        assertEquals(new CheckScope.Sample(7, Optional.empty()), command.scope());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        command.only = List.of("checkpoint:42");
        assertEquals(new CheckScope.Only(List.of(new CheckScope.Subject(Kind.CHECKPOINT, "42"))), command.scope());
        command.since = "2026-03-01T00:00:00Z";
        assertEquals("--only: does not go with --since", refused());
        command.full = true;
        assertEquals("--only: does not go with --full", refused());
        command.only = null;
        command.sample = 7;
        assertEquals("--full: does not go with --sample", refused());
    }

    @Test
    void aTimeThatIsNoneIsNamed() {
        command.since = "yesterday";
        assertEquals("--since: 'yesterday' is not a time of RFC 3339 in UTC", refused());
    }

    @Test
    void howFarTheCheckIsIsToldNowAndThen() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        AtomicLong clock = new AtomicLong();
        FsckProgress progress = new FsckProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), clock::get);
        progress.checked(Kind.TILE, 64);
        progress.checked(Kind.EVENT, 200);
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
        clock.set(Duration.ofSeconds(3).toNanos());
        progress.checked(Kind.EVENT, 400);
        progress.checked(Kind.EVENT, 600);
        assertEquals("  checked TILE 64, EVENT 400" + System.lineSeparator(), printed.toString(StandardCharsets.UTF_8));
    }

    private String refused() {
        return assertThrows(IllegalArgumentException.class, command::scope).getMessage();
    }
}
