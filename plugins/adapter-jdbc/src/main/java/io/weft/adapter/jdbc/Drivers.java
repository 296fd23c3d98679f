package io.weft.adapter.jdbc;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/** Finds a driver where the configuration says it is; never by what happens to be registered. */
final class Drivers {

    private final Supplier<Bundle[]> bundles;

    Drivers(Supplier<Bundle[]> bundles) {
        this.bundles = bundles;
    }

    Driver driver(DatabaseLogin login) throws SQLException {
        if (login.driverBundle().isEmpty()) {
            return new org.postgresql.Driver();
        }
        Bundle bundle = Arrays.stream(bundles.get())
                .filter(installed -> login.driverBundle().equals(installed.getSymbolicName())).findFirst()
                .orElseThrow(() -> new SQLException("no bundle is called " + login.driverBundle()));
        try {
            return bundle.loadClass(login.driverClass()).asSubclass(Driver.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new SQLException(login.driverClass() + " of " + login.driverBundle() + " is no driver", e);
        }
    }
}
