package io.weft.fire.many;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.load.Document;
import io.weft.fire.load.OneShot;
import io.weft.fire.site.Goods;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP sources with a path each; the message has passed when it is acknowledged as mapped. */
final class HttpSources implements InstanceKind {

    private final HubUnderFire hub;
    private final Set<Integer> passed = ConcurrentHashMap.newKeySet();

    HttpSources(HubUnderFire hub) {
        this.hub = hub;
    }

    /** The counterpart's name of an instance. */
    static String system(int number) {
        return "many-http-" + number;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public void configure(int number) throws IOException {
        hub.configure("io.weft.adapter.http-many" + number,
                Map.of("path", path(number), "system", system(number), "format", "epcis-json"));
    }

    @Override
    public String instance(int number) {
        return "http~many" + number;
    }

    @Override
    public void pass(int number) {
        Document document = Goods.epcis(hub.door(name(), path(number)), "many", number);
        if ("MAPPED".equals(OneShot.outcome(document)) || passed(number)) {
            passed.add(number);
        }
    }

    @Override
    public boolean passed(int number) {
        return passed.contains(number);
    }

    private static String path(int number) {
        return "/many/" + number;
    }

    @Override
    public void close() {
        // The client's connections are closed after each document.
    }
}
