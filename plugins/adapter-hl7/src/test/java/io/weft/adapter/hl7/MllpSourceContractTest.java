package io.weft.adapter.hl7;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.util.Terser;
import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import io.weft.tck.RecordingIntake;
import io.weft.tck.SourceAdapterContract;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** The counterpart is HAPI's client: it keeps a message, and sends it again, until it is acknowledged with AA. */
class MllpSourceContractTest extends SourceAdapterContract {

    private final MllpLoops loops = new MllpLoops();
    private final HapiContext hapi = new DefaultHapiContext();
    private final ExecutorService counterpart = Executors.newSingleThreadExecutor();
    private MllpSource source;
    private volatile String last;
    private int sent;

    @AfterEach
    void stop() throws Exception {
        counterpart.shutdownNow();
        hapi.close();
        loops.stop();
    }

    @Override
    protected Instance configured(Intake intake) {
        Instance instance = open("0", intake);
        source = (MllpSource) instance.adapter();
        return instance;
    }

    @Override
    protected Instance misconfigured(Intake intake) {
        return open("no port", intake);
    }

    @Override
    protected void send() throws Exception {
        String message = "MSH|^~\\&|LIMS|QC|WEFT|SITE|20260301120000+0100||ORU^R01^ORU_R01|C-" + ++sent + "|P|2.5\r";
        last = message;
        int port = source.port();
        counterpart.submit(() -> {
            String code = "";
            while (!code.equals("AA")) {
                Connection connection = hapi.newClient("127.0.0.1", port, false);
                code = new Terser(connection.getInitiator().sendAndReceive(hapi.getPipeParser().parse(message))).get("/MSA-1");
            }
            return code;
        });
    }

    @Override
    protected boolean hasTakenLast(RecordingIntake intake) {
        return intake.messages().stream()
                .anyMatch(message -> new String(message.payload(), StandardCharsets.US_ASCII).equals(last));
    }

    private Instance open(String port, Intake intake) {
        MllpSource opened = new MllpSource(Map.of("service.pid", "io.weft.adapter.hl7~lims", "system", "lims", "port", port),
                loops, Clock.systemUTC()).offering(intake);
        return new Instance() {
            @Override
            public SourceAdapter adapter() {
                return opened;
            }

            @Override
            public void close() {
                opened.stop();
            }
        };
    }
}
