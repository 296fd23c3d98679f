package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every source adapter owes the hub. An adapter's own test extends it and says how an instance is made, configured
 * rightly and wrongly, and how its real counterpart sends one item of data.
 */
public abstract class SourceAdapterContract {

    /** How long the counterpart and the adapter may take for any one step. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** An instance at work against the real counterpart; the contract closes it. */
    protected abstract Instance configured(Intake intake) throws Exception;

    /** An instance whose configuration breaks a rule. */
    protected abstract Instance misconfigured(Intake intake) throws Exception;

    /** Has the counterpart send one more item of data, different from all before, which the adapter has to offer. */
    protected abstract void send() throws Exception;

    /** Whether intake has taken what {@link #send()} sent last. */
    protected abstract boolean hasTakenLast(RecordingIntake intake);

    /** An adapter with the end of its life. */
    public interface Instance extends AutoCloseable {

        SourceAdapter adapter();

        /** What the container does when the instance's configuration goes. */
        @Override
        void close() throws Exception;
    }

    @Test
    void aMisconfiguredInstanceStaysAndSaysWhatIsWrong() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        try (Instance instance = misconfigured(intake)) {
            assertEquals(AdapterState.MISCONFIGURED, instance.adapter().state());
            List<String> faults = instance.adapter().faults();
            assertFalse(faults.isEmpty());
            for (String fault : faults) {
                assertTrue(fault.matches("\\S+: '.*' .+"), "names key, value and rule: " + fault);
                assertFalse(fault.contains("\n"), "is one line: " + fault);
            }
            assertEquals(0, taken(intake));
        }
    }

    @Test
    void aMisconfiguredInstanceDoesNotDisturbItsNeighbour() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        try (Instance good = configured(intake); Instance bad = misconfigured(new RecordingIntake())) {
            awaitUp(good);
            sendAndAwait(intake);
            assertEquals(AdapterState.MISCONFIGURED, bad.adapter().state());
        }
    }

    @Test
    void anInstanceComesUpWithoutFaultsAndNamesItself() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        try (Instance instance = configured(intake)) {
            awaitUp(instance);
            assertEquals(List.of(), instance.adapter().faults());
            assertTrue(instance.adapter().instance().matches("[a-z0-9-]+~.+"), instance.adapter().instance());
            assertFalse(instance.adapter().system().isEmpty());
        }
    }

    @Test
    void whatIntakeTookIsNotOfferedAgain() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        try (Instance instance = configured(intake)) {
            awaitUp(instance);
            sendAndAwait(intake);
            sendAndAwait(intake);
            assertEquals(intake.distinctCount(), intake.readings().size(), "readings were offered twice");
            assertEquals(intake.messages().size(), intake.messages().stream().distinct().count());
        }
    }

    @Test
    void whatComesWhileIntakeIsUnavailableIsTakenUpOnceItIsBack() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        try (Instance instance = configured(intake)) {
            awaitUp(instance);
            sendAndAwait(intake);
            intake.close();
            send();
            Await.until(patience(), () -> intake.refusals() > 0, () -> "nothing was offered to the closed intake");
            assertFalse(hasTakenLast(intake));
            intake.open();
            Await.until(patience(), () -> hasTakenLast(intake), () -> "what waited was not taken up");
            assertEquals(intake.distinctCount(), intake.readings().size(), "readings were taken twice");
        }
    }

    private void awaitUp(Instance instance) throws InterruptedException {
        Await.until(patience(), () -> instance.adapter().state() == AdapterState.UP,
                () -> instance.adapter().state() + " " + instance.adapter().faults());
    }

    private void sendAndAwait(RecordingIntake intake) throws Exception {
        send();
        Await.until(patience(), () -> hasTakenLast(intake), () -> "what was sent did not reach intake");
    }

    private static int taken(RecordingIntake intake) {
        return intake.distinctCount() + intake.messages().size();
    }
}
