package io.weft.adapter.opcua;

import io.weft.adapter.Intake;
import io.weft.event.SourceTime;
import io.weft.tck.RecordingIntake;
import io.weft.tck.SourceAdapterContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class OpcUaAdapterContractTest extends SourceAdapterContract {

    @TempDir
    Path folder;

    private Plant plant;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        plant = Plant.secure(folder).with(1).start();
    }

    @AfterEach
    void stop() {
        plant.close();
    }

    @Override
    protected Instance configured(Intake intake) throws Exception {
        return plant.run(plant.configuration(1), intake);
    }

    @Override
    protected Instance misconfigured(Intake intake) throws Exception {
        Map<String, Object> wrong = plant.configuration(1);
        wrong.put("publishingInterval", "fast");
        wrong.remove("endpoint");
        wrong.put("publishingIntervall", "100");
        return plant.run(wrong, intake);
    }

    @Override
    protected void send() {
        sent++;
        plant.publish(0, sent, 4 + sent / 10.0);
    }

    @Override
    protected boolean hasTakenLast(RecordingIntake intake) {
        long last = SourceTime.ofInstant(Plant.START.plusSeconds(sent));
        return intake.readings().stream().anyMatch(reading -> reading.sourceTime() == last);
    }
}
