package archsim.cli;

import archsim.base.ShippedFiles;

/** The run configurations in {@code archsim/configs}. */
final class RunConfigs {

    static final ShippedFiles SHIPPED = new ShippedFiles("archsim/configs", ".json");

    private RunConfigs() {}
}
