package archsim.engine.run;

import archsim.workloads.language.LanguageModel;
import java.util.Optional;

/**
 * What the name of a network leads to.
 *
 * @param located path or name of a network's file
 * @param language the language model of that name, if there is one
 */
record WorkloadSource(String located, Optional<LanguageModel> language) {}
