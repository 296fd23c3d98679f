package io.weft.database.embedded;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How much of the machine's memory the server keeps pages in: an eighth. What is not there is copied from the operating system's
 * cache, which for a thread of a thousand events takes longer than finding them. Memory is used as pages come, not at the start.
 */
final class SharedBuffers {

    private static final long MEGABYTE = 1 << 20;
    private static final long LEAST = 128;
    private static final long MOST = 2_048;
    private static final int SHARE = 8;

    private SharedBuffers() {
    }

    /** As PostgreSQL's setting. */
    static String setting() {
        return setting(machine());
    }

    /** @param memory bytes; 0 or less if nobody knows */
    static String setting(long memory) {
        return Math.max(LEAST, Math.min(MOST, memory / SHARE / MEGABYTE)) + "MB";
    }

    /** Of the machine, or of the container if the hub is in one. Asked by name, since not every OSGi framework exports the class. */
    private static long machine() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "TotalMemorySize");
        } catch (JMException e) {
            return 0;
        }
    }
}
