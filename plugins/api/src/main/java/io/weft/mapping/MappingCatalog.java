package io.weft.mapping;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Every mapping folder and mapping bundle that the hub has seen, served or not. */
@ProviderType
public interface MappingCatalog {

    /** In the order of {@link MappingStatus#source()}. */
    List<MappingStatus> mappings();
}
