package io.weft.tck.mutation;

import java.lang.management.ManagementFactory;

/**
 * What the calling thread consumed.
 *
 * @param cpuNanos       processor time
 * @param allocatedBytes on the heap, whether still held or not
 */
record Cost(long cpuNanos, long allocatedBytes) {

    static final long MAXIMUM_CPU_NANOS = 1_000_000_000L;
    static final long MAXIMUM_ALLOCATED_BYTES = 256L * 1024 * 1024;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost now() {
        return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
    }

    Cost since() {
        Cost now = now();
        return new Cost(now.cpuNanos - cpuNanos, now.allocatedBytes - allocatedBytes);
    }

    boolean isBounded() {
        return cpuNanos < MAXIMUM_CPU_NANOS && allocatedBytes < MAXIMUM_ALLOCATED_BYTES;
    }

    @Override
    public String toString() {
        return cpuNanos / 1_000_000 + " ms of processor time, " + allocatedBytes / 1024 / 1024 + " MiB allocated";
    }
}
