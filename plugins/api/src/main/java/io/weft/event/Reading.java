package io.weft.event;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One reading as the source gave it. Its identity is the adapter instance and all four components.
 *
 * @param item       the source's own name of the item, for example an OPC UA NodeId with its namespace URI
 * @param sourceTime ticks of {@link SourceTime}
 * @param value      exact value in the series' own unit, door and other states as 0 and 1; empty if the source gave
 *                   none, as it may with a bad status
 * @param status     OPC UA StatusCode (Part 4, 7.39), unsigned 32 bit; 0 is Good
 */
public record Reading(String item, long sourceTime, Optional<BigDecimal> value, long status) {

    private static final long SEVERITY_MASK = 0xC000_0000L;

    /** Severity Good (OPC UA Part 4, 7.39.1): neither Uncertain nor Bad. */
    public boolean good() {
        return (status & SEVERITY_MASK) == 0 && value.isPresent();
    }
}
