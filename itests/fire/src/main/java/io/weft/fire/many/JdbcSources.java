package io.weft.fire.many;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.site.Goods;
import io.weft.site.hub.SentList;
import io.weft.site.lims.TransferTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to a database of its own, each taking the rows of the table that are meant for it. */
final class JdbcSources implements InstanceKind {

    private final HubUnderFire hub;
    private final StoredMessages stored;
    private final TransferTable table;
    private final Set<Integer> told = ConcurrentHashMap.newKeySet();

    JdbcSources(HubUnderFire hub) throws IOException, InterruptedException {
        this.hub = hub;
        this.stored = new StoredMessages(hub);
        Path home = hub.home().resolve("site/transfer");
        this.table = new TransferTable(home, new SentList());
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public void configure(int number) throws IOException {
        Map<String, Object> adapter = new HashMap<>(table.source());
        adapter.put("select", "select id, message from result_out where taken is null and message like '%FIRE-jdbc." + number
                + "-0%' order by id for update skip locked");
        adapter.put("system", "many-table-" + number);
        adapter.put("format", "epcis-json");
        hub.configure("io.weft.adapter.jdbc-many" + number, adapter);
    }

    @Override
    public String instance(int number) {
        return "jdbc~many" + number;
    }

    @Override
    public void pass(int number) throws IOException {
        if (told.add(number)) {
            table.add(Goods.epcis(hub.door(name(), "/"), "jdbc", number).body());
        }
    }

    @Override
    public boolean passed(int number) {
        return stored.mapped(instance(number));
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
