package io.weft.decision.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gtins            | 09521321000019 | gtins: '09521321000019' ",
        "gtins            | ''             | gtins: '' is empty",
        "devices          | ''             | devices: '' is empty",
        "devices          | urn:*:sensor   | devices: 'urn:*:sensor' has * elsewhere than at its end",
        "measure          | WARMTH         | measure: 'WARMTH' is none of",
        "unit             | P1             | unit: 'P1' is not CEL, FAH or KEL",
        "high             | 8,0            | high: '8,0' is not a decimal number",
        "low              | 9              | low: '9' is above high 8",
        "allowanceAbove   | 10 min         | allowanceAbove: '10 min' is not an ISO 8601 duration",
        "allowanceAbove   | -PT1S          | allowanceAbove: '-PT1S' is negative",
        "allowanceBelow   | ''             | allowanceBelow: '' is empty",
        "holdLastGood     | ''             | holdLastGood: '' is empty",
        "hold             | no             | hold: 'no' is neither true nor false",
        "unknownAllowance | PT0.00000001S  | unknownAllowance: 'PT0.00000001S' is not an ISO 8601 duration",
    })
    void aWrongValueIsNamedWithItsKeyAndRule(String key, String value, String fault) {
        Configured configured = Configured.of(Settings.refrigerated().with(key, value).configuration());
        assertTrue(configured.limits().isEmpty());
        assertEquals(1, configured.faults().size(), configured.faults().toString());
        assertTrue(configured.faults().get(0).startsWith(fault.strip()), configured.faults().toString());
        assertFalse(Settings.refrigerated().with(key, value).policy().concerns(Lot.KEY));
    }

    @Test
    void shortGtinsAreTheSameItemsAsLongOnes() {
        LimitsPolicy policy = Settings.refrigerated().with("gtins", "9521321000018, 09521321000025").policy();
        assertTrue(policy.concerns(Lot.KEY));
    }

    @Test
    void theFileNamesThePolicy() {
        assertEquals("decision.limits.cold@1.1.0", Settings.refrigerated().policy().ref().toString());
    }

    @Test
    void onlyHighNeedsNoAllowanceBelow() {
        Configured configured = Configured.of(Settings.refrigerated().with("low", "").with("allowanceBelow", "").configuration());
        assertEquals(List.of(), configured.faults());
    }
}
