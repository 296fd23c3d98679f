package io.weft.itests.hub;

import javax.management.openmbean.CompositeData;

/**
 * One installed bundle.
 *
 * @param state as the OSGi JMX model names it: INSTALLED, RESOLVED, STARTING, ACTIVE, STOPPING, UNINSTALLED, UNKNOWN
 * @param fragment attached to a host, never started itself
 */
public record BundleStatus(
        long id, String symbolicName, String version, String state, boolean fragment, int startLevel) {

    static BundleStatus of(CompositeData row) {
        return new BundleStatus(
                (Long) row.get("Identifier"),
                (String) row.get("SymbolicName"),
                (String) row.get("Version"),
                (String) row.get("State"),
                (Boolean) row.get("Fragment"),
                (Integer) row.get("StartLevel"));
    }

    /** It does all it can: a fragment is resolved, any other bundle active. */
    public boolean isUp() {
        return state.equals(fragment ? "RESOLVED" : "ACTIVE");
    }
}
