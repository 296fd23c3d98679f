package io.weft.site.hub;

import io.weft.launcher.HubClient;
import io.weft.site.PublishedReadings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * The readings that the hub has of one adapter instance, accounted for as the counterpart accounts for its own: readings
 * without a value say that a variable waits for its first one, which the counterpart does not count as published.
 */
public final class HubReadings {

    private HubReadings() {
    }

    /**
     * A reading without a value is none that was published: with it a server says that it has no value yet (OPC UA Part 4,
     * Bad_WaitingForInitialData).
     *
     * @throws IOException if the hub does not answer, or has a reading twice
     */
    public static PublishedReadings.Account account(HubClient client, String instance)
            throws IOException, InterruptedException {
        HubClient.Answer answer = client.get("/readings/" + HubClient.segment(instance));
        if (answer.status() != 200) {
            throw new IOException("/readings/" + instance + ": " + answer.status() + " " + answer.text());
        }
        PublishedReadings readings = new PublishedReadings();
        new String(answer.body(), StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] columns = line.split("\t", -1);
            if (!columns[2].isEmpty()) {
                readings.add(columns[0], Long.parseLong(columns[1]), new BigDecimal(columns[2]));
            }
        });
        return readings.account();
    }
}
