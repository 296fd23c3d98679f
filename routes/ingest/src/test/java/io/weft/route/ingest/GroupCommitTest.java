package io.weft.route.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.tck.Await;
import io.weft.thread.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {

    private static final int MAXIMUM = 4;

    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch store = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final GroupCommit<Integer, String> commits = new GroupCommit<>(this::commit, MAXIMUM, 1);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void an_idle_store_commits_at_once_and_alone() throws Exception {
        store.countDown();
        assertEquals("r1", commits.commit(1));
        assertEquals("r2", commits.commit(2));
        assertEquals(List.of(List.of(1), List.of(2)), groups);
    }

    @Test
    void who_comes_meanwhile_shares_the_next_commits_up_to_the_bound_and_gets_the_own_result() throws Exception {
        Future<String> first = offer(1);
        awaitGroups(1);
        List<Future<String>> others = new ArrayList<>();
        for (int i = 2; i <= 7; i++) {
            others.add(offer(i));
            awaitWaiting(i - 1);
        }
        store.countDown();
        assertEquals("r1", first.get());
        for (int i = 2; i <= 7; i++) {
            assertEquals("r" + i, others.get(i - 2).get());
        }
        assertEquals(List.of(List.of(1), List.of(2, 3, 4, 5), List.of(6, 7)), groups);
    }

    /** What waits for the disk in one must not keep the other from computing. */
    @Test
    void two_commits_run_at_once_and_the_rest_shares_the_next() throws Exception {
        GroupCommit<Integer, String> two = new GroupCommit<>(this::commit, MAXIMUM, 2);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int item = i;
            all.add(callers.submit(() -> two.commit(item)));
            awaitGroups(i);
        }
        for (int i = 3; i <= 5; i++) {
            int item = i;
            all.add(callers.submit(() -> two.commit(item)));
            int waiting = i - 2;
            Await.until(Duration.ofSeconds(10), () -> two.waiting() == waiting, () -> two.waiting() + " wait");
        }
        store.countDown();
        for (int i = 1; i <= 5; i++) {
            assertEquals("r" + i, all.get(i - 1).get());
        }
        assertEquals(List.of(List.of(1), List.of(2)), groups.subList(0, 2));
        assertEquals(List.of(3, 4, 5), groups.subList(2, groups.size()).stream().flatMap(List::stream).sorted().toList());
    }

    @Test
    void an_item_that_the_store_cannot_digest_fails_alone() throws Exception {
        Future<String> first = offer(1);
        awaitGroups(1);
        Future<String> poison = offer(-1);
        awaitWaiting(1);
        Future<String> neighbour = offer(3);
        awaitWaiting(2);
        store.countDown();
        first.get();
        assertEquals("r3", neighbour.get());
        ExecutionException failure = assertThrows(ExecutionException.class, poison::get);
        assertTrue(failure.getMessage().contains("poison"), failure.getMessage());
        assertEquals("r4", commits.commit(4));
    }

    @Test
    void everybody_of_a_group_learns_that_the_store_is_down_and_the_next_may_try() throws Exception {
        store.countDown();
        assertThrows(StoreUnavailableException.class, () -> commits.commit(0));
        assertEquals("r1", commits.commit(1));
    }

    @Test
    void a_caller_interrupted_while_it_waits_is_not_committed_and_holds_up_nobody() throws Exception {
        Future<String> first = offer(1);
        awaitGroups(1);
        Thread gone = new Thread(() -> assertThrows(InterruptedException.class, () -> commits.commit(2)));
        gone.start();
        awaitWaiting(1);
        Future<String> last = offer(3);
        awaitWaiting(2);
        gone.interrupt();
        gone.join();
        store.countDown();
        first.get();
        assertEquals("r3", last.get());
        assertEquals(List.of(List.of(1), List.of(3)), groups);
    }

    @Test
    void many_callers_each_get_their_own_result() throws Exception {
        store.countDown();
        List<Future<String>> all = IntStream.range(1, 2_000).mapToObj(this::offer).toList();
        for (int i = 1; i < 2_000; i++) {
            assertEquals("r" + i, all.get(i - 1).get(20, TimeUnit.SECONDS));
        }
    }

    private List<String> commit(List<Integer> items) throws StoreUnavailableException {
        groups.add(items);
        try {
            store.await();
        } catch (InterruptedException e) {
            throw new StoreUnavailableException("interrupted", e);
        }
        if (items.contains(-1)) {
            throw new IllegalStateException("poison");
        }
        if (items.contains(0)) {
            throw new StoreUnavailableException("down", new IllegalStateException());
        }
        return items.stream().map(item -> "r" + item).toList();
    }

    private Future<String> offer(int item) {
        return callers.submit(() -> commits.commit(item));
    }

    private void awaitGroups(int count) throws InterruptedException {
        Await.until(Duration.ofSeconds(10), () -> groups.size() == count, groups::toString);
    }

    private void awaitWaiting(int count) throws InterruptedException {
        Await.until(Duration.ofSeconds(10), () -> commits.waiting() == count, () -> commits.waiting() + " wait");
    }
}
