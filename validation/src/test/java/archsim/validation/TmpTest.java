package archsim.validation;
import org.junit.jupiter.api.Test;
import java.util.List;
class TmpTest { @Test void t() { for (Check c : Validation.run(List.of("eyeriss")).checks()) System.out.printf("%-32s %10.3f %10.3f %+6.1f%% %s%n", c.name(), c.simulated(), c.published(), 100*c.deviation(), c.verdict()); } }
