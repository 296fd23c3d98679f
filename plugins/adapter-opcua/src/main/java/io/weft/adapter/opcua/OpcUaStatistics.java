package io.weft.adapter.opcua;

import java.util.List;

/**
 * What an instance has done since it was activated.
 *
 * @param received      values that came from the server
 * @param stored        readings that intake took and that were new
 * @param repeated      readings that intake took and had already, as after a new subscription
 * @param messages      values that are no number, which intake took as messages
 * @param batches       batches that intake took
 * @param queued        values that wait for intake
 * @param items         items that are being monitored
 * @param subscriptions how often a subscription was created
 * @param gapCount      sum of {@link Gap#occurrences()} of all gaps
 * @param gaps          the latest gaps
 */
public record OpcUaStatistics(long received, long stored, long repeated, long messages, long batches, int queued,
        int items, long subscriptions, long gapCount, List<Gap> gaps) {
}
