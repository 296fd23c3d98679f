package io.weft.adapter.kafka;

/**
 * What a source has done since it was activated.
 *
 * @param mapped      records whose message was mapped
 * @param ignored     records whose message a named rule left aside
 * @param duplicates  records whose message the hub had already
 * @param quarantined records whose message was quarantined
 * @param refusals    offers that intake could not take
 * @param lost        offsets that the broker no longer had when they were asked for
 * @param lag         records that wait in the assigned partitions, as far as it is known
 */
public record KafkaStatistics(long mapped, long ignored, long duplicates, long quarantined, long refusals, long lost,
        long lag) {

    static final KafkaStatistics NOTHING = new KafkaStatistics(0, 0, 0, 0, 0, 0, 0);
}
