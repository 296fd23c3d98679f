package io.weft.thread.postgres;

import io.weft.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** A PostgreSQL that somebody else runs; wins over the embedded one if both are configured. */
@Component(configurationPid = ExternalDatabase.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=100")
public final class ExternalDatabase implements Database {

    static final String PID = "io.weft.database.external";

    private final String url;
    private final String user;
    private final Path passwordFile;

    /** Keys of {@value ExternalDatabase#PID}. */
    @interface Configuration {
        /** For example {@code jdbc:postgresql://host:5432/weft?sslmode=verify-full}. */
        String url() default "";

        String user() default "weft";

        /** File whose first line is the password. */
        String passwordFile() default "";
    }

    @Activate
    public ExternalDatabase(Configuration configuration) {
        this.url = configuration.url().strip();
        this.user = configuration.user().strip();
        this.passwordFile = Path.of(configuration.passwordFile().strip());
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(PID + ": url: '" + url + "' does not start with jdbc:postgresql:");
        }
        if (!Files.isReadable(passwordFile) || Files.isDirectory(passwordFile)) {
            throw new IllegalArgumentException(PID + ": passwordFile: '" + passwordFile + "' is not a readable file");
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Path passwordFile() {
        return passwordFile;
    }
}
