package io.weft.adapter.kafka;

import io.weft.settings.Faults;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;

/**
 * Asks again and again for the topics' ids: a topic that was deleted and made anew has its old name and another id, and
 * its offsets begin again. A record does not say which id its topic has; it is known when the id was the same before and
 * after the fetch. The answers also tell whether the brokers are there. Never waits. Used by one thread.
 */
final class TopicWatch {

    private static final long ASK_NANOSECONDS = Duration.ofSeconds(5).toNanos();

    private final Admin admin;
    private final List<String> topics;
    private final String servers;
    private final Faults faults;
    private final Map<String, Uuid> ids = new HashMap<>();
    private Map<String, KafkaFuture<TopicDescription>> asked = Map.of();
    private final Map<String, Long> confirmed = new HashMap<>();
    private long askAt;
    private long wanted;
    private long round;

    TopicWatch(Admin admin, List<String> topics, String servers, Faults faults) {
        this.admin = admin;
        this.topics = topics;
        this.servers = servers;
        this.faults = faults;
        this.askAt = System.nanoTime();
    }

    /** From now on an id counts only if the brokers have been asked for it since. */
    void doubt() {
        wanted++;
    }

    /** Empty until the brokers have said it since it was doubted last. */
    Optional<Uuid> id(String topic) {
        return confirmed.getOrDefault(topic, -1L) == wanted ? Optional.of(ids.get(topic)) : Optional.empty();
    }

    boolean hasAnswered() {
        return ids.size() == topics.size();
    }

    /**
     * @param now monotonic clock, nanoseconds
     * @return topics that are others than before, under the same names
     */
    Set<String> look(long now) {
        Set<String> renewed = new HashSet<>();
        if (asked.values().stream().allMatch(KafkaFuture::isDone)) {
            asked.forEach((topic, answer) -> read(topic, answer).ifPresent(renewed::add));
            asked = Map.of();
            if (now - askAt >= 0 || round != wanted) {
                round = wanted;
                askAt = now + ASK_NANOSECONDS;
                asked = Map.copyOf(admin.describeTopics(topics).topicNameValues());
            }
        }
        return renewed;
    }

    private Optional<String> read(String topic, KafkaFuture<TopicDescription> answer) {
        try {
            Uuid id = answer.get().topicId();
            faults.clear("topics", topic);
            faults.clear("bootstrapServers", servers);
            Uuid before = ids.put(topic, id);
            confirmed.put(topic, round);
            return before == null || before.equals(id) ? Optional.empty() : Optional.of(topic);
        } catch (ExecutionException e) {
            raise(topic, e.getCause());
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a future that is done does not wait", e);
        }
    }

    private void raise(String topic, Throwable cause) {
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException
                || cause instanceof org.apache.kafka.common.errors.AuthenticationException) {
            faults.raise("bootstrapServers", servers, "do not answer: " + cause);
        } else {
            faults.raise("topics", topic, "cannot be read: " + cause);
        }
    }
}
