package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.tck.SampleLog;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another party follows the anchors by events of its own peer, and goes on where it stood. */
@ExtendWith(RealNetwork.class)
final class FollowerTest {

    private final SampleLog log = new SampleLog("weft.test/followed-" + UUID.randomUUID()).append(20, "leaf");

    @Test
    @Timeout(60)
    void eachAnchorIsOneEventWithItsRecord(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        List<String> records = new ArrayList<>();
        try (ChannelClient client = ChannelClient.open(network.connection(1));
                ChannelClient follower = ChannelClient.open(network.connection(2))) {
            for (int size = 4; size <= 12; size += 4) {
                records.add(AnchorArguments.of(log, size - 4, size).submit(network, client));
            }
            // Said again, written no more: the follower does not hear of it twice.
            client.submit("anchor", AnchorArguments.of(log, 8, 12).call());
            List<ChaincodeEvent> heard = follow(follower, 0, 3);
            assertEquals(records, heard.stream().map(FollowerTest::text).toList());

            records.add(AnchorArguments.of(log, 12, 16).submit(network, client));
            List<ChaincodeEvent> later = follow(follower, heard.get(2).getBlockNumber() + 1, 1);
            assertEquals(records.get(3), text(later.get(0)));
        }
    }

    private List<ChaincodeEvent> follow(ChannelClient follower, long fromBlock, int count) {
        List<ChaincodeEvent> heard = new ArrayList<>();
        try (var events = follower.events(fromBlock)) {
            while (heard.size() < count) {
                ChaincodeEvent event = events.next();
                if (event.getEventName().equals("anchored") && text(event).contains(log.origin())) {
                    heard.add(event);
                }
            }
        }
        return heard;
    }

    private static String text(ChaincodeEvent event) {
        return new String(event.getPayload(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
