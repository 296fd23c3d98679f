package io.weft.adapter;

import org.osgi.annotation.versioning.ConsumerType;

/** An adapter that offers what it receives to {@link Intake} and answers its source only after that has returned. */
@ConsumerType
public interface SourceAdapter extends Adapter {
}
