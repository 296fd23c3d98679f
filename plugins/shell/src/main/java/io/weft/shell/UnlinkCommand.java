package io.weft.shell;

import io.weft.adapter.Intake;
import io.weft.adapter.Receipt;
import io.weft.audit.Act;
import io.weft.identity.ThreadKey;
import io.weft.thread.IdentityUnlink;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

@Service
@Command(scope = "weft", name = "unlink", description = "Take an alias off a lot, from now on")
public final class UnlinkCommand implements Action {

    @Argument(index = 0, name = "gtin", required = true, description = "14 digits")
    String gtin;

    @Argument(index = 1, name = "lot", required = true, description = "Batch or lot number")
    String lot;

    @Argument(index = 2, name = "alias", required = true, description = "The whole URI")
    String alias;

    @Option(name = "--kind", required = true, description = "supplier-lot, erp-batch, sample or mes-lot")
    String kind;

    @Option(name = "--reason", required = true, description = "Why")
    String reason;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        ThreadKey key = new ThreadKey(gtin, lot);
        String who = Caller.name();
        Receipt receipt = new Services(bundleContext).required(Intake.class)
                .accept(new IdentityUnlink(key, alias, kind, Instant.now()).message(who, "shell~unlink"));
        LoggerFactory.getLogger(Act.LOGGER).info("{}", Act.unlink(who, alias, key.canonical(), reason, receipt));
        System.out.println(receipt.outcome());
        receipt.reasons().forEach(rejected -> System.out.println("    " + rejected));
        return null;
    }
}
