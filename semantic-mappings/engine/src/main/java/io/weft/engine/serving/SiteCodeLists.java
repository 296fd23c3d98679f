package io.weft.engine.serving;

import io.weft.engine.EffectiveCodeLists;
import io.weft.engine.function.CodeLists;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All code lists of the site, as they are configured now. A list with a fault is not there, and the log says why. */
@Component(service = SiteCodeLists.class)
public final class SiteCodeLists implements CodeLists {

    private static final Logger LOG = LoggerFactory.getLogger(SiteCodeLists.class);

    private final Map<CodeList, EffectiveCodeLists> lists = new ConcurrentHashMap<>();
    private volatile Map<String, EffectiveCodeLists> byName = Map.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addList(CodeList list) {
        try {
            lists.put(list, EffectiveCodeLists.of(Map.of(list.name(), list.entries())));
            publish();
        } catch (IllegalArgumentException e) {
            LOG.error("Code list {} is not used: {}", list.name(), e.getMessage());
        }
    }

    synchronized void removeList(CodeList list) {
        lists.remove(list);
        publish();
    }

    private void publish() {
        Map<String, EffectiveCodeLists> names = new TreeMap<>();
        lists.forEach((list, codes) -> names.put(list.name(), codes));
        byName = Map.copyOf(names);
    }

    @Override
    public Found find(String list, String code, LocalDate at) {
        EffectiveCodeLists codes = byName.get(list);
        return codes == null ? new Found.NoList() : codes.find(list, code, at);
    }
}
