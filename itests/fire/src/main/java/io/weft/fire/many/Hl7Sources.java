package io.weft.fire.many;

import io.weft.fire.hub.HubUnderFire;
import io.weft.site.hub.SentList;
import io.weft.site.lims.LabMessage;
import io.weft.site.lims.Laboratory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** MLLP listeners with a port each, to each of which a laboratory tells a result. */
final class Hl7Sources implements InstanceKind {

    private static final String MATERIAL = "M-100";

    private final HubUnderFire hub;
    private final StoredMessages stored;
    private final List<Integer> ports;
    private final Instant begin = Instant.now();
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();

    Hl7Sources(HubUnderFire hub, int instances) throws IOException {
        this.hub = hub;
        this.stored = new StoredMessages(hub);
        this.ports = HubUnderFire.freePorts(instances);
        hub.configure("io.weft.codelist-material", Map.of("entry." + MATERIAL, "09521321000018"));
        hub.configure("io.weft.codelist-laboratory", Map.of("entry.QC", "9521321000018"));
    }

    @Override
    public String name() {
        return "hl7";
    }

    @Override
    public void configure(int number) throws IOException {
        hub.configure("io.weft.adapter.hl7-many" + number, Map.of("system", "many-lims-" + number, "port", ports.get(number)));
    }

    @Override
    public String instance(int number) {
        return "hl7~many" + number;
    }

    @Override
    public void pass(int number) {
        if (accepted.contains(number)) {
            return;
        }
        byte[] message = new LabMessage("F-" + number, "S-" + number, "MANY-" + number, MATERIAL, begin)
                .number("M-" + number, "ASSAY", "99.2", "98.0-102.0", "N", "F", begin, begin);
        try {
            new Laboratory(ports.get(number), new SentList()).tell(message);
            accepted.add(number);
        } catch (IOException notYet) {
            // Nobody listens yet, or the hub cannot take anything: the laboratory repeats the message.
        }
    }

    @Override
    public boolean passed(int number) {
        return accepted.contains(number) && stored.mapped(instance(number));
    }

    @Override
    public void close() {
        // A connection is closed after its message.
    }
}
