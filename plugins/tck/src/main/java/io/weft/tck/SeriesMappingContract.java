package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Series;
import io.weft.identity.Identifier;
import io.weft.mapping.SeriesMapping;
import io.weft.mapping.SeriesMapping.Described;
import org.junit.jupiter.api.Test;

/** What intake relies on in every series mapping. */
public abstract class SeriesMappingContract {

    protected abstract SeriesMapping mapping();

    protected abstract String instance();

    /** An item that the mapping knows. */
    protected abstract String knownItem();

    /** An item of the same instance that it does not know. */
    protected abstract String unknownItem();

    @Test
    void aKnownItemKeepsItsNameAndHasACanonicalDevice() throws Exception {
        Series series = assertInstanceOf(Described.Known.class, mapping().describe(instance(), knownItem())).series();
        assertEquals(instance(), series.instance());
        assertEquals(knownItem(), series.item());
        assertEquals(Identifier.of(series.device()).canonical(), series.device());
        assertEquals(new Described.Known(series), mapping().describe(instance(), knownItem()));
    }

    @Test
    void anUnknownItemIsNamedInTheReason() {
        Described.Unknown unknown = assertInstanceOf(Described.Unknown.class, mapping().describe(instance(), unknownItem()));
        assertEquals(unknownItem(), unknown.reason().value());
        assertFalse(unknown.reason().rule().isBlank());
    }

    @Test
    void anotherInstancesItemIsUnknown() {
        assertInstanceOf(Described.Unknown.class, mapping().describe(instance() + "-other", knownItem()));
    }

    @Test
    void versionHasThreeNumbers() {
        assertTrue(mapping().ref().version().matches("\\d+\\.\\d+\\.\\d+"), mapping().ref().version());
    }
}
