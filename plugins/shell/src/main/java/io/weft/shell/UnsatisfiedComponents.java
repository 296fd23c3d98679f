package io.weft.shell;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Why a Declarative Services component of the hub does not run (OSGi Compendium 112.9). */
final class UnsatisfiedComponents {

    private final ServiceComponentRuntime runtime;

    UnsatisfiedComponents(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            if (description.bundle.symbolicName.startsWith("weft-")) {
                for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                    describe(description, configuration, lines);
                }
            }
        }
        return lines;
    }

    private static void describe(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration,
            List<String> lines) {
        String where = description.bundle.symbolicName + " " + description.name;
        switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                    lines.add(where + ": waits for service " + reference.name
                            + (reference.target == null ? "" : " " + reference.target));
                }
            }
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> lines.add(where + ": failed to start: "
                    + configuration.failure.lines().findFirst().orElse(""));
            default -> {
                // Satisfied or active, or it waits for a configuration, which is the site's choice.
            }
        }
    }
}
