package io.federator.it.fuzz;

/** How a query and its answer travel, and in which time zone the session is. */
enum Wire {
    /** Parameters as constants in the text. */
    SIMPLE("preferQueryMode=simple", "UTC"),
    /** Parameters and values in binary, where the driver can. */
    BINARY("prepareThreshold=-1", "Europe/Berlin"),
    /** Parameters and values as text. */
    TEXT("binaryTransfer=false", "America/New_York");

    private final String options;
    private final String zone;

    Wire(String options, String zone) {
        this.options = options;
        this.zone = zone;
    }

    /** Of the driver. */
    String options() {
        return options;
    }

    String zone() {
        return zone;
    }
}
