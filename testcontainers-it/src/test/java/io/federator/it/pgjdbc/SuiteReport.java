package io.federator.it.pgjdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the report that JUnit's console launcher writes in the format of Ant's. */
final class SuiteReport {
    private static final Pattern ID = Pattern.compile("unique-id: (.*)");

    private SuiteReport() {}

    /** What went wrong by test, empty where nothing did; a test is named by its class and JUnit's unique id. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        NodeList tests;
        try {
            tests = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            Matcher id = ID.matcher(test.getTextContent());
            String name = test.getAttribute("classname") + " " + (id.find() ? id.group(1) : test.getAttribute("name"));
            outcomes.put(name, outcome(test));
        }
        return outcomes;
    }

    private static String outcome(Element test) {
        for (String kind : new String[] {"failure", "error", "skipped"}) {
            if (test.getElementsByTagName(kind).item(0) instanceof Element problem) {
                String message = problem.getAttribute("message");
                return kind + ": "
                        + (message.isEmpty()
                                ? problem.getTextContent().lines().findFirst().orElse("")
                                : message);
            }
        }
        return "";
    }
}
