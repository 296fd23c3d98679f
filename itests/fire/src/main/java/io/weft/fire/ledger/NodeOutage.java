package io.weft.fire.ledger;

import io.weft.fabric.network.Node;
import java.io.IOException;

/**
 * One of the network's processes is killed or stands still.
 *
 * @param frozen stopped by a signal: it takes connections and answers nothing
 */
record NodeOutage(Consortium consortium, Node node, boolean frozen) implements Outage {

    @Override
    public void begin() throws IOException, InterruptedException {
        if (frozen) {
            consortium.freeze(node);
        } else {
            consortium.kill(node);
        }
    }

    @Override
    public void end() throws IOException, InterruptedException {
        consortium.bringBack(node);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        consortium.bringBack(node);
    }
}
