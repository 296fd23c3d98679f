package io.weft.database;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The PostgreSQL database that this hub keeps its records in. It is registered once its place is known; that it answers
 * is not promised, so its users must bear that it is away for a while.
 */
@ProviderType
public interface Database {

    /** JDBC URL, without user and password. */
    String url();

    String user();

    /** File whose first line is the password, UTF-8; only its owner may read it. Read it again for each connection. */
    Path passwordFile();
}
