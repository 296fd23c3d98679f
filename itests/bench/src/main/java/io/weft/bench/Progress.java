package io.weft.bench;

import java.io.PrintWriter;

/** Says what is being done, with the seconds since the beginning. */
public final class Progress {

    private final PrintWriter out;
    private final long begin = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** @param format of {@link java.util.Formatter} */
    public void say(String format, Object... values) {
        out.printf("[%5.1f s] %s%n", seconds(), String.format(format, values));
        out.flush();
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
