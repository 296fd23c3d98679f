package io.weft.format.epcis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list of vocabularies (EPCIS 2.0, 9.4; EPCIS 1.2, 9.4) as the JSON binding has it. */
final class MasterDataTree {

    private final Extension extension;

    MasterDataTree(Context context) {
        this.extension = new Extension(context);
    }

    List<Object> vocabularies(Element vocabularyList) {
        List<Object> vocabularies = new ArrayList<>();
        for (Element element : vocabularyList.children()) {
            Map<String, Object> vocabulary = new LinkedHashMap<>();
            extension.addAttributes(element, vocabulary);
            List<Object> elements = new ArrayList<>();
            for (Element part : element.children()) {
                if (part.local().equals("VocabularyElementList")) {
                    part.children().forEach(child -> elements.add(element(child)));
                } else {
                    extension.add(part, vocabulary);
                }
            }
            vocabulary.put("vocabularyElementList", elements);
            vocabularies.add(vocabulary);
        }
        return vocabularies;
    }

    private Map<String, Object> element(Element element) {
        Map<String, Object> members = new LinkedHashMap<>();
        extension.addAttributes(element, members);
        List<Object> attributes = new ArrayList<>();
        List<Object> children = new ArrayList<>();
        for (Element part : element.children()) {
            if (part.isExtension()) {
                extension.add(part, members);
                continue;
            }
            switch (part.local()) {
                case "attribute" -> attributes.add(attribute(part));
                case "children" -> part.children().forEach(child -> children.add(child.value()));
                case "extension" -> part.children().forEach(child -> extension.add(child, members));
                default -> extension.add(part, members);
            }
        }
        if (!attributes.isEmpty()) {
            members.put("attributes", attributes);
        }
        if (!children.isEmpty()) {
            members.put("children", children);
        }
        return members;
    }

    private Map<String, Object> attribute(Element element) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put("id", element.attribute("id").orElse(""));
        if (element.children().isEmpty()) {
            attribute.put("attribute", element.text());
        } else {
            Map<String, Object> value = new LinkedHashMap<>();
            element.children().forEach(child -> extension.add(child, value));
            attribute.put("attribute", value);
        }
        return attribute;
    }
}
