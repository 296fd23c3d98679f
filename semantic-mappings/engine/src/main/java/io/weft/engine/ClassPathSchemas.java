package io.weft.engine;

import io.weft.model.schema.ClassSchemas;
import java.util.ServiceLoader;

/** The schemas that stand on the class path, loaded once; where bundles are, they are a service. */
final class ClassPathSchemas {

    private static final ClassSchemas FOUND = ServiceLoader.load(ClassSchemas.class).findFirst()
            .orElseThrow(() -> new IllegalStateException("weft-model is not on the class path"));

    private ClassPathSchemas() {
    }

    static ClassSchemas get() {
        return FOUND;
    }
}
