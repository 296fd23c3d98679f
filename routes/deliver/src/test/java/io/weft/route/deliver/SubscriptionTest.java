package io.weft.route.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.delivery.NewDelivery;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.mapping.MappedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {

    private static final String LOT = "https://id.gs1.org/01/09521321000018/10/L-1";
    private static final String HOLD = "urn:weft:hold:7";

    @Test
    void a_decision_goes_to_its_target_in_the_order_of_its_lot_citing_its_hold() {
        assertEquals(List.of(new NewDelivery(new EventId("urn:e:1"), "httpsink~wms", "wms.hold", LOT, Optional.of(HOLD))),
                plan(Map.of("classes", "13", "confirm", "true"), "weft"));
    }

    @Test
    void without_confirm_nothing_is_awaited() {
        assertEquals(Optional.empty(), plan(Map.of(), "weft").get(0).citation());
    }

    @Test
    void a_target_is_not_told_what_it_said_itself() {
        assertEquals(List.of(), plan(Map.of(), "wms"));
        assertEquals(List.of(), plan(Map.of("system", "erp"), "erp"));
        assertEquals(1, plan(Map.of("system", "erp"), "wms").size());
    }

    @ParameterizedTest
    @CsvSource({"classes, 12", "bizSteps, shipping", "members, weft:usageDecision", "fromSystems, erp"})
    void an_event_outside_the_subscription_stays(String key, String value) {
        assertEquals(List.of(), plan(Map.of(key, value), "weft"));
    }

    @Test
    void an_event_that_has_one_of_the_members_goes() {
        assertEquals(1, plan(Map.of("members", "weft:usageDecision, bizTransactionList"), "weft").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspecting", "urn:epcglobal:cbv:bizstep:inspecting", "https://ref.gs1.org/cbv/BizStep-inspecting"})
    void a_business_step_is_known_in_each_of_its_forms(String form) {
        Map<String, Object> properties = properties(Map.of("bizSteps", "shipping,inspecting"));
        assertEquals(1, SubscriptionConfiguration.read(properties, new ArrayList<>()).orElseThrow()
                .plan(event(form), "weft").size());
    }

    @ParameterizedTest
    @CsvSource({"classes, 14, is not the number of an evidence class", "confirm, yes, is neither true nor false",
            "orderKey, day, 'is not ''lot'''"})
    void a_wrong_configuration_names_key_value_and_rule(String key, String value, String rule) {
        List<String> faults = new ArrayList<>();
        assertEquals(Optional.empty(), SubscriptionConfiguration.read(properties(Map.of(key, value)), faults));
        assertEquals(1, faults.size());
        assertEquals(key + ": '" + value + "' " + rule, faults.get(0).substring(0, (key + ": '" + value + "' " + rule).length()));
    }

    @Test
    void waits_double_up_to_the_longest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        assertEquals(Duration.ofSeconds(1), backoff.after(0));
        assertEquals(Duration.ofSeconds(8), backoff.after(3));
        assertEquals(Duration.ofSeconds(60), backoff.after(6));
        assertEquals(Duration.ofSeconds(60), backoff.after(Integer.MAX_VALUE));
    }

    private static List<NewDelivery> plan(Map<String, Object> more, String source) {
        return SubscriptionConfiguration.read(properties(more), new ArrayList<>()).orElseThrow()
                .plan(event("inspecting"), source);
    }

    private static Map<String, Object> properties(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of("mapping", "wms.hold", "target", "httpsink~wms"));
        properties.putAll(more);
        return properties;
    }

    static MappedEvent event(String bizStep) {
        String text = """
                {"type":"ObjectEvent","action":"OBSERVE","eventID":"urn:e:1","eventTime":"2026-01-01T00:00:00Z",
                 "eventTimeZoneOffset":"+00:00","bizStep":"%s",
                 "quantityList":[{"epcClass":"%s","quantity":1}],
                 "bizTransactionList":[{"type":"https://weft.io/ns/transaction/hold","bizTransaction":"%s"}]}"""
                .formatted(bizStep, LOT, HOLD);
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> body = (Map<String, Object>) CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8));
            return new MappedEvent(Event.of(body, new EventId("urn:none")), Set.of(EvidenceClass.DEVIATION_AND_DECISION));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
