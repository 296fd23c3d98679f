package io.weft.fire.kill;

import java.time.Duration;

/**
 * What is done to the hub.
 *
 * @param kills              how often it is killed
 * @param databaseEvery      every so many kills the database server is killed, too; 0: never
 * @param startingEvery      every so many kills the hub is killed while it still starts; 0: never
 * @param documentsPerSecond offered whatever happens
 * @param connections        of the client
 * @param items              of the OPC UA server
 * @param period             at which each item gets a value
 * @param quiet              longest time from up to the kill; the moment in it is random
 * @param betweenReceiptAndAnswer how many kills at least have to meet a request that was sent whole and not answered
 * @param seed               of the random moments
 * @param backfill           whether a reading that was published while the hub was away has to be there in the end
 */
public record KillPlan(int kills, int databaseEvery, int startingEvery, double documentsPerSecond, int connections,
        int items, Duration period, Duration quiet, int betweenReceiptAndAnswer, long seed,
        boolean backfill) {

    /** The full form; each item of the OPC UA server has ten values a second. */
    public static KillPlan full(int kills, double documentsPerSecond, double readingsPerSecond, long seed) {
        return new KillPlan(kills, 4, 7, documentsPerSecond, 48, (int) Math.ceil(readingsPerSecond / 10), Duration.ofMillis(100),
                Duration.ofSeconds(8), (kills + 1) / 2, seed, true);
    }

    /** For a build: the same checks in little time. At its low rate a request is rarely under way when the hub is killed. */
    public static KillPlan brief(long seed) {
        return new KillPlan(2, 2, 0, 50, 16, 20, Duration.ofMillis(100), Duration.ofSeconds(3), 0, seed, true);
    }
}
