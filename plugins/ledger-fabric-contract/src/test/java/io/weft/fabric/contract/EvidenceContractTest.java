package io.weft.fabric.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import io.weft.tck.SampleLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on a channel in memory; what it refuses is tried on the real one, in karaf-features/fabric-network. */
final class EvidenceContractTest {

    private final MemoryChannel channel = new MemoryChannel();
    private final SampleLog log = new SampleLog("site.example/log").append(300, "leaf");
    private byte[] adminOne;
    private byte[] adminTwo;
    private byte[] client;

    @BeforeEach
    void members() throws Exception {
        adminOne = Member.admin("Org1MSP");
        adminTwo = Member.admin("Org2MSP");
        client = Member.client("Org1MSP");
    }

    @Test
    void theRecordIsOneLineInItsOrderAndIsTheEventToo() throws Exception {
        approve(log);
        String record = channel.submit(client, anchor(log, 0, 3));
        assertEquals("{\"id\":\"" + SampleLog.id(log.checkpoint(3)) + "\",\"origin\":\"site.example/log\",\"size\":3,\"root\":\""
                + log.rootHex(3) + "\",\"previousSize\":0,\"previousRoot\":\"" + "0".repeat(64)
                + "\",\"counts\":{\"7\":3},\"keyId\":\"" + log.keyId() + "\",\"note\":"
                + new String(CanonicalJson.write(log.note(3)), StandardCharsets.UTF_8)
                + ",\"transaction\":\"tx3\",\"claimedTime\":\"2026-03-01T10:00:00Z\"}", record);
        assertEquals(log.note(3), ((Map<?, ?>) CanonicalJson.read(record.getBytes(StandardCharsets.UTF_8))).get("note"));
        assertEquals("anchored " + record, channel.events().get(channel.events().size() - 1));
    }

    @Test
    void anchorsOfManySizesAreReadBackByIdSizeAndPage() throws Exception {
        approve(log);
        SampleLog longer = new SampleLog("site.example/log-2").append(5, "leaf");
        approve(longer);
        List<String> records = new ArrayList<>();
        // Sizes of one, two and three digits: pages go by number, not by text.
        for (int size = 5; size <= 300; size += 5) {
            records.add(channel.submit(client, anchor(log, size - 5, size)));
        }
        channel.submit(client, anchor(longer, 0, 5));
        assertEquals(records.get(1), channel.submit(client, "anchored", log.origin(), "10"));
        assertEquals(records.get(20), channel.submit(client, "byId", SampleLog.id(log.checkpoint(105))));
        assertEquals("[" + String.join(",", records.subList(2, 60)) + "]",
                channel.submit(client, "page", log.origin(), "14", "100"));
        assertEquals("[" + String.join(",", records.subList(19, 21)) + "]",
                channel.submit(client, "page", log.origin(), "95", "2"));
        assertRefused("ARGUMENT", channel.refusal(client, "page", log.origin(), "0", "101"));
        assertRefused("ARGUMENT", channel.refusal(client, "page", log.origin(), "0", "0"));
        assertRefused("NOT_FOUND", channel.refusal(client, "anchored", log.origin(), "11"));
        assertRefused("NOT_FOUND", channel.refusal(client, "byId", "0".repeat(64)));
    }

    @Test
    void theSameAnchorAgainWritesNothing() throws Exception {
        approve(log);
        String record = channel.submit(client, anchor(log, 0, 3));
        int entries = channel.entries();
        int events = channel.events().size();
        assertEquals(record, channel.submit(client, anchor(log, 0, 3)));
        assertEquals(entries, channel.entries());
        assertEquals(events, channel.events().size());
    }

    @Test
    void aKeyNeedsTwoOrganizationsNotTwoAdmins() throws Exception {
        channel.submit(adminOne, "approveKey", log.origin(), log.verifierKey());
        int events = channel.events().size();
        channel.submit(Member.admin("Org1MSP"), "approveKey", log.origin(), log.verifierKey());
        assertEquals(events, channel.events().size(), "the same word again was written");
        assertRefused("KEY_PENDING", channel.refusal(client, anchor(log, 0, 3)));
        channel.submit(adminTwo, "approveKey", log.origin(), log.verifierKey());
        channel.submit(client, anchor(log, 0, 3));
    }

    @Test
    void anAdminIsOneByUnitNotByANameThatSaysSo() throws Exception {
        for (String subject : List.of("OU=client,CN=OU\\=admin", "CN=admin", "OU=administrators,CN=A", "O=admin,CN=A")) {
            assertRefused("DENIED", channel.refusal(Member.of("Org1MSP", subject), "approveKey", log.origin(),
                    log.verifierKey()));
        }
    }

    @Test
    void theFirstApproversOrganizationOwnsTheOriginAndItsEpochs() throws Exception {
        approve(log);
        SampleLog epoch = new SampleLog("site.example/log/epoch-2").append(3, "leaf");
        channel.submit(adminTwo, "approveKey", log.origin(), epoch.verifierKey());
        channel.submit(adminOne, "approveKey", epoch.origin(), epoch.verifierKey());
        assertRefused("ORIGIN_OWNER", channel.refusal(Member.client("Org2MSP"), anchor(epoch, 0, 3)));
        channel.submit(client, anchor(epoch, 0, 3));
        SampleLog notOne = new SampleLog("site.example/log/epoch-1").append(3, "leaf");
        assertRefused("ARGUMENT", channel.refusal(adminOne, "approveKey", log.origin(), notOne.verifierKey()));
    }

    @Test
    void aRevokedKeyAnchorsUpToTheAgreedSizeAndAnotherTakesOver() throws Exception {
        approve(log);
        channel.submit(client, anchor(log, 0, 3));
        channel.submit(adminOne, "approveRevocation", log.origin(), log.keyId(), "10");
        channel.submit(adminTwo, "approveRevocation", log.origin(), log.keyId(), "20");
        // Two organizations, but not of one mind: nothing is revoked.
        channel.submit(client, anchor(log, 3, 30));
        channel.submit(adminTwo, "approveRevocation", log.origin(), log.keyId(), "10");
        assertRefused("KEY_REVOKED", channel.refusal(client, anchor(log, 30, 40)));
        // What was anchored before stays, and is told again.
        channel.submit(client, anchor(log, 3, 30));
        assertRefused("KEY_REVOKED", channel.refusal(adminOne, "approveKey", log.origin(), log.verifierKey()));
        assertRefused("KEY_REVOKED", channel.refusal(adminOne, "approveRevocation", log.origin(), log.keyId(), "50"));
        assertRefused("KEY_UNKNOWN", channel.refusal(adminOne, "approveRevocation", log.origin(), "00000000", "50"));

        SampleLog rotated = new SampleLog(log.origin()).append(300, "leaf");
        approve(rotated);
        channel.submit(client, anchor(rotated, 30, 40));
        assertTrue(channel.submit(client, "keys", log.origin()).contains("\"state\":\"REVOKED\""));
    }

    @Test
    void twoKeysWithOneIdAreNotTakenForEachOther() throws Exception {
        List<String> twins = KeyTwins.find(log.origin());
        channel.submit(adminOne, "approveKey", log.origin(), twins.get(0));
        assertRefused("KEY_EXISTS", channel.refusal(adminTwo, "approveKey", log.origin(), twins.get(1)));
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws Exception {
        var response = channel.call(client, List.of("head".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xff}));
        assertRefused("ARGUMENT", response.getMessage());
        assertRefused("ARGUMENT", channel.call(client, List.of()).getMessage());
    }

    @Test
    void originsThatNoKeyCanHoldAreRefused() {
        for (String origin : List.of("", "a b", "a+b", "a\u0000b", "a\udbff\udfffb", "x".repeat(257))) {
            assertRefused("ARGUMENT", channel.refusal(client, "head", origin));
        }
    }

    private void approve(SampleLog approved) {
        channel.submit(adminOne, "approveKey", approved.origin(), approved.verifierKey());
        channel.submit(adminTwo, "approveKey", approved.origin(), approved.verifierKey());
    }

    private static String[] anchor(SampleLog log, long from, long to) {
        return new String[] {"anchor", SampleLog.id(log.checkpoint(to)), log.note(to), Long.toString(from), log.rootHex(from),
            "{\"7\":" + (to - from) + "}", log.consistency(from, to)};
    }

    private static void assertRefused(String code, String message) {
        assertTrue(message.startsWith("WEFT-" + code + ": "), message);
        assertTrue(Arrays.stream(Code.values()).anyMatch(known -> known.name().equals(code)), code);
    }
}
