package io.weft.tck.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.ErrorClass;
import io.weft.event.JsonException;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * From a damaged message to events, through decoder and mapping: every mutant is mapped with the right values, left aside
 * by name or rejected with a reason. A followed value that changes makes its own meaning in its own places and changes
 * nothing else, or the rejection names its field.
 */
public abstract class MappingMutationContract {

    private static final double SHARE_MAPPED = 0.3;
    /** What a message of a type that the mapping does not serve is answered by. */
    private static final String NO_MAPPING = "NO_MAPPING";
    /** An interpreter that serves the mapping and no other. */
    protected abstract Interpreter interpreter();

    /** That of the mapping's format. */
    protected abstract Decoder decoder();

    protected abstract Syntax syntax();

    /** A message that the mapping maps to events. */
    protected abstract byte[] message();

    protected abstract List<Followed> followed();

    /** The events of a damaged message by other means than the mapping, without identities; empty where there is none. */
    protected Optional<Object> events(byte[] payload) {
        return Optional.empty();
    }

    @Test
    public void everyMutantIsMappedRightOrRejected() throws DecodeException {
        MutationRun run = new MutationRun(interpreter().serving().get(0).id());
        CollectedTree tree = new CollectedTree();
        decoder().decode(message(), Optional.empty(), tree);
        Mutants mutants = new Mutants(run.seed(), syntax());
        mutants.add(message(), tree.root(), Set.copyOf(followed().stream().map(Followed::source).toList()));
        MappingResult result = interpret(message());
        Object original = events(assertInstanceOf(MappingResult.Mapped.class, result, result::toString));
        run.forEach(number -> check(mutants.get(number), original, run));
        if (run.isWhole()) {
            assertTrue(run.shareRead() >= SHARE_MAPPED, () -> "too few mutants are mapped to check values: " + run);
        }
    }

    /** The transport's key is the same, so that events without an identity of their own keep the derived one. */
    private MappingResult interpret(byte[] payload) {
        return interpreter().interpret(new RawMessage("http~mutants", "mutants", decoder().format(),
                Optional.of("mutant"), "", Instant.EPOCH, Map.of(), payload), 0).result();
    }

    private static Object events(MappingResult.Mapped mapped) {
        List<Object> events = new ArrayList<>();
        for (MappedEvent event : mapped.events()) {
            try {
                events.add(CanonicalJson.read(event.event().body()));
            } catch (JsonException e) {
                throw new AssertionError("an event's body is no JSON", e);
            }
        }
        return Map.of("events", events);
    }

    private void check(Mutant mutant, Object original, MutationRun run) {
        run.keep(mutant);
        Cost before = Cost.now();
        MappingResult result;
        try {
            result = interpret(mutant.payload());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(mutant + " made the interpreter fail", e);
        }
        Cost cost = before.since();
        assertTrue(cost.isBounded(), () -> mutant + " took " + cost);
        run.cost(cost);
        if (result instanceof MappingResult.Mapped mapped) {
            run.read(checked(mutant, mapped, original));
        } else if (result instanceof MappingResult.Ignored ignored) {
            assertFalse(mutant.expectation() instanceof Expectation.Same, mutant::toString);
            run.refused("ignored by " + ignored.rule());
        } else {
            run.refused(rejected(mutant, (MappingResult.Rejected) result));
        }
    }

    private Optional<Followed> followed(Mutant mutant) {
        return mutant.expectation() instanceof Expectation.OneLeaf leaf
                ? followed().stream().filter(value -> value.source().equals(leaf.place())).findFirst() : Optional.empty();
    }

    /** @return against what the values were checked */
    private String checked(Mutant mutant, MappingResult.Mapped mapped, Object original) {
        Object events = events(mapped);
        if (mutant.expectation() instanceof Expectation.Same) {
            assertEquals("", Trees.difference(original, events), mutant::toString);
            return "as the original";
        }
        Optional<Followed> followed = followed(mutant);
        if (followed.isPresent() && mutant.expectation() instanceof Expectation.OneLeaf leaf) {
            Optional<Object> meaning = followed.get().meaning().apply(leaf.value());
            assertTrue(meaning.isPresent(), () -> mutant + " had to be rejected: '" + leaf.value() + "' became "
                    + Trees.at(events, followed.get().results().get(0)));
            Object expected = original;
            for (Place place : followed.get().results()) {
                expected = Trees.with(expected, place, meaning.get());
            }
            boolean means = !Trees.difference(original, expected).isEmpty();
            for (Place place : followed.get().identities()) {
                Object identity = Trees.at(events, place);
                assertFalse(means && identity.equals(Trees.at(original, place)),
                        () -> mutant + ": " + place + " is the same, and the value means another");
                expected = Trees.with(expected, place, identity);
            }
            assertEquals("", Trees.difference(expected, events), mutant::toString);
            return "followed value";
        }
        Optional<Object> known = events(mutant.payload());
        if (known.isPresent()) {
            assertEquals("", Trees.difference(known.get(), Trees.withoutIdentities(events)), mutant::toString);
            return "as the reference has it";
        }
        return "mapped, nothing known";
    }

    private String rejected(Mutant mutant, MappingResult.Rejected rejected) {
        assertFalse(mutant.expectation() instanceof Expectation.Same,
                () -> mutant + " means what the original means, and is rejected: " + rejected.reasons());
        assertFalse(rejected.reasons().isEmpty(), () -> mutant + " is rejected without a reason");
        for (Rejection reason : rejected.reasons()) {
            assertFalse(reason.code().isBlank() || reason.rule().isBlank(), () -> mutant + " is rejected by " + reason);
            assertFalse(reason.errorClass() == ErrorClass.INTERNAL && !reason.code().equals(NO_MAPPING),
                    () -> mutant + " is rejected as if not the message but the hub were at fault: " + reason);
        }
        Optional<Followed> followed = followed(mutant);
        if (followed.isPresent() && mutant.expectation() instanceof Expectation.OneLeaf leaf) {
            Optional<Object> meaning = followed.get().meaning().apply(leaf.value());
            assertTrue(meaning.isEmpty(), () -> mutant + " had to be mapped to '" + meaning.get() + "', and is rejected: "
                    + rejected.reasons());
            assertTrue(rejected.reasons().stream().anyMatch(reason -> reason.field().contains(followed.get().field())),
                    () -> mutant + " is rejected without naming " + followed.get().field() + ": " + rejected.reasons());
        }
        return rejected.reasons().get(0).code();
    }
}
