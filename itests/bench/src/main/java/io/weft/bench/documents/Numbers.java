package io.weft.bench.documents;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers of documents, each given once. */
final class Numbers {

    private final AtomicLong next = new AtomicLong(1);

    long next() {
        return next.getAndIncrement();
    }
}
